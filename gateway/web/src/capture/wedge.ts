import { elapsed, pressed, shortest, silence, start, type Step } from './burst'

export interface WedgeScan {
    text: string
    /** The same text was scanned less than two seconds ago: perhaps the same box. */
    isRepeated: boolean
}

/** Milliseconds: a timer that is so late was held up, and keys may wait behind it. */
const heldUp = 20

interface Field extends EventTarget {
    value: string
    selectionStart?: number | null
    selectionEnd?: number | null
    setSelectionRange?: (from: number, to: number | null) => void
}
/** What a field held before a key. */
interface Before {
    field: Field
    value: string
    from: number | null
    to: number | null
}

/**
 * Hears scanners that are keyboards, whatever has the focus: what they type goes to `onScan` and is in no field afterwards.
 * @param target The document, or what holds all fields.
 * @returns Ends it.
 */
export function listenForScans(target: EventTarget, onScan: (scan: WedgeScan) => void): () => void {
    let state = start
    let fields: (Before | null)[] = []
    let timer: ReturnType<typeof setTimeout> | undefined

    const take = (step: Step) => {
        state = step.state
        if (!step.burst) return
        restore(fields.slice(step.burst.first))
        onScan({ text: step.burst.text, isRepeated: step.burst.isRepeated })
    }

    const wait = () => {
        clearTimeout(timer)
        if (state.characters.length < shortest) return
        const due = performance.now() + silence
        timer = setTimeout(() => {
            if (performance.now() - due > heldUp) wait()
            else take(elapsed(state, state.lastAt + silence))
        }, silence)
    }

    const hear = (event: Event) => {
        const { key, code, timeStamp, repeat, ctrlKey, altKey, metaKey } = event as KeyboardEvent
        take(elapsed(state, timeStamp))
        const before = fieldOf(event)
        const known = state.characters
        const step = pressed(state, { key, code, timeStamp, isRepeat: repeat, ctrl: ctrlKey, alt: altKey, meta: metaKey })
        if (step.isTaken) {
            event.preventDefault()
            event.stopImmediatePropagation()
        }
        take(step)
        if (state.characters !== known) fields = state.characters.length > 1 ? [...fields, before] : [before]
        wait()
    }

    target.addEventListener('keydown', hear, { capture: true })
    return () => {
        clearTimeout(timer)
        target.removeEventListener('keydown', hear, { capture: true })
    }
}

function fieldOf(event: Event): Before | null {
    const field = event.composedPath()[0] as Partial<Field> & EventTarget
    if (typeof field?.value !== 'string') return null
    return { field: field as Field, value: field.value, from: field.selectionStart ?? null, to: field.selectionEnd ?? null }
}

/** By the setter of the element itself, and said: React keeps a setter of its own before it and would not see the change. */
function restore(befores: (Before | null)[]) {
    const seen = new Set<Field>()
    for (const before of befores) {
        if (!before || seen.has(before.field)) continue
        const { field, value, from, to } = before
        seen.add(field)
        if (field.value === value) continue
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, 'value')?.set?.call(field, value)
        if (from !== null) field.setSelectionRange?.(from, to)
        field.dispatchEvent(new Event('input', { bubbles: true }))
        if ('options' in field) field.dispatchEvent(new Event('change', { bubbles: true })) // a list says that it changed only so
    }
}
