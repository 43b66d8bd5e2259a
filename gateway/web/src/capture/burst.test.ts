import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apart, type Burst, elapsed, type Key, pressed, shortest, silence, start, type State } from './burst'

const code = ']d20107501234567893'
const end = (at: number): Key => key('Enter', at)
const key = (text: string, at: number, more: Partial<Key> = {}): Key => ({
    key: text,
    code: '',
    timeStamp: at,
    isRepeat: false,
    ctrl: false,
    alt: false,
    meta: false,
    ...more,
})
/** The keys of a text, `pace` ms from one to the next. */
const keys = (text: string, from: number, pace: number) => [...text].map((x, i) => key(x, from + i * pace))

/** What a page sees: the keys that it gets, and the bursts. */
function play(pressedKeys: Key[], from: State = start) {
    let state = from
    const bursts: Burst[] = []
    let passed = ''
    const take = (burst: Burst | null) => burst && bursts.push(burst)
    for (const x of pressedKeys) {
        const before = elapsed(state, x.timeStamp)
        take(before.burst)
        const step = pressed(before.state, x)
        take(step.burst)
        if (!step.isTaken) passed += x.key.length === 1 ? x.key : `{${x.key}}`
        state = step.state
    }
    const last = elapsed(state, state.lastAt + silence)
    take(last.burst)
    return { bursts, passed, texts: bursts.map(x => x.text), state: last.state }
}

describe('a scanner', () => {
    test.each([0.5, 1, 5, 10, 20, 34])('at %d ms a key that ends with Enter is heard, and Enter reaches nobody', pace => {
        const { texts, passed } = play([...keys(code, 100, pace), end(100 + code.length * pace)])
        expect(texts).toEqual([code])
        expect(passed).toBe(code.slice(0, shortest - 1))
    })

    test('that ends with Tab moves no focus', () => {
        const { texts, passed } = play([...keys(code, 0, 5), key('Tab', 5 * code.length)])
        expect([texts, passed.includes('Tab')]).toEqual([[code], false])
    })

    test('that ends with nothing is heard after the silence, and not before', () => {
        const { state } = play([])
        let now = keys(code, 0, 5).reduce((x, y) => pressed(x, y).state, state)
        expect(elapsed(now, now.lastAt + silence - 1).burst).toBeNull()
        expect(elapsed(now, now.lastAt + silence).burst?.text).toBe(code)
    })

    test('of six characters is one, of five it is not', () => {
        expect(play([...keys('123456', 0, 5), end(30)]).texts).toEqual(['123456'])
        const five = play([...keys('12345', 0, 5), end(25)])
        expect([five.texts, five.passed]).toEqual([[], '12345{Enter}'])
    })

    test('may hesitate once it is known', () =>
        expect(play([...keys(code.slice(0, 9), 0, 5), ...keys(code.slice(9), 40 + apart + 5, 5), end(300)]).texts).toEqual([
            code,
        ]))

    test('twice in a row is heard twice', () => {
        const [one, two] = ['7501234567893', '7509876543210']
        expect(play([...keys(one, 0, 5), end(65), ...keys(two, 70, 5), end(135)]).texts).toEqual([one, two])
        expect(play([...keys(one, 0, 5), ...keys(two, 60 + silence, 5)]).texts).toEqual([one, two])
    })

    test('that reads the same box within two seconds says so', () => {
        const at = (from: number) => [...keys(code, from, 5), end(from + 5 * code.length)]
        expect(play([...at(0), ...at(1000), ...at(2900), ...at(6000)]).bursts.map(x => x.isRepeated)).toEqual([
            false,
            true,
            true,
            false,
        ])
        const other = [...keys('7501234567893', 500, 5), end(565)]
        expect(play([...at(0), ...other, ...at(1000)]).bursts.map(x => x.isRepeated)).toEqual([false, false, false])
    })
})

describe('separators', () => {
    const parts = ['0107501234567893' + '10AB', '21XYZ']
    const sent = (gs: Partial<Key> & { key: string }, before: Key[] = []) => {
        const first = keys(parts[0]!, 0, 5)
        return play([...first, ...before, key(gs.key, 105, gs), ...keys(parts[1]!, 110, 5), end(140)])
    }
    test.each<Partial<Key> & { key: string }>([
        { key: 'F8', code: 'F8' },
        { key: ']', code: 'BracketRight', ctrl: true },
        { key: '+', code: 'BracketRight', ctrl: true }, // the same key of a Latin American keyboard
        { key: '\u001d', ctrl: true },
        { key: '\u001d' },
    ])('come as %j', gs => {
        const { texts, passed } = sent(gs)
        expect([texts, passed]).toEqual([[parts.join('\u001d')], '01075'])
    })

    test('come with the key that is held for them', () =>
        expect(sent({ key: ']', ctrl: true, code: 'BracketRight' }, [key('Control', 100, { ctrl: true })]).texts).toEqual([
            parts.join('\u001d'),
        ]))

    test('among the first keys do nothing on the page', () => {
        const { texts, passed } = play([...keys('10AB', 0, 5), key('F8', 20), ...keys('21XYZ', 25, 5), end(50)])
        expect([texts, passed]).toEqual([['10AB\u001d21XYZ'], '10AB'])
    })

    test('alone are a function key', () => expect(play([key('F8', 0)]).passed).toBe('{F8}'))
})

describe('keys that give no character', () => {
    test('Shift is no part and no pause', () => {
        const shifted = [...'aBCdEFgHI'].flatMap((x, i) => {
            const at = i * 50
            return /[A-Z]/.test(x) ? [key('Shift', at - 25), key(x, at)] : [key('Shift', at - 25), key(x, at)]
        })
        expect(play([...shifted, key('Enter', 9 * 50 - 25)]).texts).toEqual(['aBCdEFgHI'])
    })

    test('a dead key leaves a character that no code holds, and composes nothing', () => {
        const { texts, passed } = play([...keys('10AB12', 0, 5), key('Dead', 30), ...keys('345', 35, 5), end(50)])
        expect([texts, passed]).toEqual([['10AB12\ufffd345'], '10AB1'])
    })

    test('AltGr gives a character, Ctrl and Alt alone do not', () => {
        expect(play([...keys('10AB12', 0, 5), key('@', 30, { ctrl: true, alt: true }), end(35)]).texts).toEqual(['10AB12@'])
        expect(play([...keys('10AB', 0, 5), key('v', 20, { ctrl: true }), ...keys('34', 25, 5), end(35)]).texts).toEqual([])
    })
})

describe('a person', () => {
    test.each([36, 60, 120, 300])('who types a key each %d ms is left alone', pace => {
        const { texts, passed } = play([...keys('0104 paracetamol', 0, pace), end(16 * pace)])
        expect([texts, passed]).toEqual([[], '0104 paracetamol{Enter}'])
    })

    test('who holds a key down is left alone', () => {
        const held = [key('0', 0), ...Array.from({ length: 40 }, (_, i) => key('0', 500 + i * 30, { isRepeat: true })), end(1720)]
        const { texts, passed } = play(held)
        expect([texts, passed]).toEqual([[], '0'.repeat(41) + '{Enter}'])
    })

    test('who strikes five keys at once is left alone', () => {
        const { texts, passed } = play([...keys('asdfg', 0, 8), ...keys('hola', 200, 100), end(700)])
        expect([texts, passed]).toEqual([[], 'asdfghola{Enter}'])
    })

    test('who typed before the burst keeps what was typed', () => {
        const { bursts, passed } = play([...keys('12', 0, 150), ...keys(code, 200, 5), end(300)])
        expect(bursts).toMatchObject([{ text: code, first: 0 }])
        expect(passed.startsWith('12')).toBe(true)
    })

    test.each([1, 5, 12, 30])('whose last keys fall %d ms before a marked burst keeps them', pause => {
        const { bursts } = play([key('9', 0), key('1', 200), key('2', 220), ...keys(code, 220 + pause, 5), end(420)])
        expect(bursts).toMatchObject([{ text: code, first: 2 }])
    })

    test('whose last key falls just before the burst keeps it', () => {
        const typing = keys('120', 0, 150)
        const { bursts } = play([...typing, ...keys('0107501234567893', 320, 5), end(400)])
        expect(bursts).toMatchObject([{ text: '0107501234567893', first: 1 }])
    })

    test('whose key falls before a burst with pauses of its own: nothing is cut off', () => {
        const at = [0, 20, 22, 41, 43, 62, 64, 83, 85, 104]
        const typed = key('x', -400)
        expect(play([typed, ...at.map((x, i) => key('0123456789'[i]!, x)), end(106)]).texts).toEqual(['0123456789'])
    })

    test('who types after the burst is left alone', () => {
        const { texts, passed } = play([...keys(code, 0, 5), ...keys('24', 200, 150), end(500)])
        expect([texts, passed]).toEqual([[code], `${code.slice(0, 5)}24{Enter}`])
    })
})

test('whatever is scanned between whatever is typed, each burst is heard and each typed key passes', () =>
    fc.assert(
        fc.property(
            fc.array(
                fc.oneof(
                    fc.record({
                        isScan: fc.constant(true),
                        text: fc.stringMatching(/^[0-9A-Za-z]{6,40}$/),
                        pace: fc.integer({ min: 1, max: apart - 1 }),
                    }),
                    fc.record({
                        isScan: fc.constant(false),
                        text: fc.stringMatching(/^[0-9a-z ]{1,12}$/),
                        pace: fc.integer({ min: apart, max: 400 }),
                    }),
                ),
                { maxLength: 8 },
            ),
            parts => {
                let at = 0
                const all = parts.flatMap(({ isScan, text, pace }) => {
                    const from = (at += 80)
                    at += text.length * pace
                    return [...keys(text, from, pace), ...(isScan ? [end(at)] : [])]
                })
                const { texts, passed } = play(all)
                expect(texts).toEqual(parts.filter(x => x.isScan).map(x => x.text))
                expect(passed).toBe(parts.map(x => (x.isScan ? x.text.slice(0, shortest - 1) : x.text)).join(''))
            },
        ),
        { numRuns: 1000 },
    ))
