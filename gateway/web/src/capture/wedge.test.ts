import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { silence } from './burst'
import { listenForScans, type WedgeScan } from './wedge'

/** As much of a field as the wedge touches. */
class Field extends EventTarget {
    selectionStart = 0
    selectionEnd = 0
    #value = ''
    get value() {
        return this.#value
    }
    set value(x) {
        this.#value = x
        this.selectionStart = this.selectionEnd = x.length
    }
    setSelectionRange(from: number, to: number | null) {
        this.selectionStart = from
        this.selectionEnd = to ?? from
    }
}

const code = ']d20107501234567893'
let now = 0
let scans: WedgeScan[] = []
let page: EventTarget
let stop: () => void

beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    page = new EventTarget()
    scans = []
    stop = listenForScans(page, x => scans.push(x))
})
afterEach(() => {
    stop()
    vi.useRealTimers()
})

/** A key as the browser makes it: the page hears it first, then the field takes its character. */
function type(field: EventTarget, key: string, after: number) {
    vi.advanceTimersByTime(after)
    now = performance.now()
    const event = Object.assign(new Event('keydown', { bubbles: true, cancelable: true }), {
        key,
        code: '',
        repeat: false,
        ctrlKey: false,
        altKey: false,
        metaKey: false,
    })
    Object.defineProperty(event, 'timeStamp', { value: now })
    event.composedPath = () => [field, page]
    page.dispatchEvent(event)
    if (!event.defaultPrevented && key.length === 1 && field instanceof Field) field.value += key
    return event
}
const scan = (field: EventTarget, text = code, pace = 5) => [...text, 'Enter'].map(x => type(field, x, pace))

describe('what a scanner types', () => {
    test('is in no field afterwards, and the caret is where it was', () => {
        const field = new Field()
        field.value = '240'
        field.setSelectionRange(1, 2)
        const said: string[] = []
        field.addEventListener('input', () => said.push(field.value))
        scan(field)
        expect(scans).toEqual([{ text: code, isRepeated: false }])
        expect([field.value, field.selectionStart, field.selectionEnd, said]).toEqual(['240', 1, 2, ['240']])
    })

    test('is heard where no field has the focus', () => {
        scan(new EventTarget())
        expect(scans).toEqual([{ text: code, isRepeated: false }])
    })

    test('sends no form and moves no focus', () => expect(scan(new Field()).at(-1)!.defaultPrevented).toBe(true))

    test('goes by the setter of the element where a framework has one of its own', () => {
        const field = new Field()
        const own: string[] = []
        const native = Object.getOwnPropertyDescriptor(Field.prototype, 'value')!
        Object.defineProperty(field, 'value', {
            get: () => native.get!.call(field) as string,
            set: (x: string) => (own.push(x), native.set!.call(field, x)),
        })
        scan(field)
        expect(field.value).toBe('')
        expect(own.at(-1)).toBe(code.slice(0, 5)) // what was typed, and not what was restored
    })

    test('leaves what a person was typing', () => {
        const field = new Field()
        for (const x of '12') type(field, x, 150)
        scan(field)
        expect([field.value, scans.length]).toEqual(['12', 1])
        for (const x of '345') type(field, x, 150)
        expect(field.value).toBe('12345')
    })

    test('leaves the last key of a person that fell just before it', () => {
        const field = new Field()
        for (const x of '120') type(field, x, 150)
        vi.advanceTimersByTime(20)
        scan(field, code, 1)
        expect([field.value, scans]).toEqual(['120', [{ text: code, isRepeated: false }]])
    })

    test('leaves both fields where the focus moved in the middle', () => {
        const [one, two] = [new Field(), new Field()]
        for (const x of code.slice(0, 3)) type(one, x, 5)
        scan(two, code.slice(3))
        expect([one.value, two.value, scans[0]!.text]).toEqual(['', '', code])
    })

    test('ends by itself, once', () => {
        const field = new Field()
        for (const x of code) type(field, x, 5)
        vi.advanceTimersByTime(silence - 1)
        expect(scans).toEqual([])
        vi.advanceTimersByTime(1)
        expect([field.value, scans.length]).toEqual(['', 1])
        vi.advanceTimersByTime(1000)
        expect(scans.length).toBe(1)
    })

    test('is whole where the page was held up and its keys wait behind the timer', () => {
        const field = new Field()
        for (const x of code.slice(0, 10)) type(field, x, 5)
        const held = performance.now()
        vi.setSystemTime(0)
        const later = vi.spyOn(performance, 'now').mockReturnValue(held + 400)
        vi.advanceTimersByTime(silence)
        later.mockRestore()
        expect(scans).toEqual([])
        vi.advanceTimersByTime(silence)
        expect(scans.length).toBe(1)
    })

    test('says that it is the same again', () => {
        const field = new Field()
        scan(field)
        vi.advanceTimersByTime(1000)
        scan(field)
        expect(scans.map(x => x.isRepeated)).toEqual([false, true])
    })

    test('is a person again once nobody listens', () => {
        stop()
        const field = new Field()
        scan(field)
        expect([field.value, scans]).toEqual([code, []])
    })
})
