import type { ConsolidatedAnswers, DemandLine } from '../api/models'
import { readQuantity } from '../capture/quantity'

/** A maximum that was typed and has not been sent. */
export interface Edit {
    buyer: string
    clave: string
    text: string
    /** What was there when it was begun, and the version of that. */
    was: number | null
    version: number | null
    /** Why it was refused. */
    why?: string
}
export type Edits = Record<string, Edit>

/** The service takes so many lines at once. */
export const mostEdits = 500

export const keyOf = (x: { buyer: string | null; clave: string | null }) => `${x.buyer}|${x.clave}`

/** The edits after somebody typed into a line: none of one that is as it was. */
export function typed(edits: Edits, line: DemandLine, text: string): Edits {
    const key = keyOf(line)
    const before = edits[key]
    const was = before ? before.was : line.consolidated
    const read = readQuantity(text, 0)
    if ((read.ok && read.value === was) || (text.trim() === '' && was === null)) {
        const { [key]: _, ...left } = edits
        return left
    }
    const version = before ? before.version : line.version
    return { ...edits, [key]: { buyer: line.buyer!, clave: line.clave!, text, was, version } }
}

export function without(edits: Edits, key: string): Edits {
    const { [key]: _, ...left } = edits
    return left
}

/** The person has seen what the line is now, and keeps the own quantity. */
export const kept = (edits: Edits, line: DemandLine): Edits => {
    const edit = edits[keyOf(line)]
    if (!edit) return edits
    const { why: _, ...seen } = edit
    return { ...edits, [keyOf(line)]: { ...seen, was: line.consolidated, version: line.version } }
}

/** Somebody else has changed the line since it was begun. */
export const isStale = (edit: Edit | undefined, line: DemandLine) => edit !== undefined && edit.version !== line.version

export const faultOf = (edit: Edit): string | null => {
    const read = readQuantity(edit.text, 0)
    return read.ok ? null : read.text
}

/** As the service takes them; those that are no quantities are left out. */
export const linesOf = (edits: Edits) =>
    Object.values(edits).flatMap(x => {
        const max = readQuantity(x.text, 0)
        return max.ok ? [{ buyer: x.buyer, clave: x.clave, max: max.value, version: x.version }] : []
    })

/** What is left once the service has answered: those that it refused, with the reason. What was typed meanwhile stays. */
export function answered(edits: Edits, sent: Edits, answers: ConsolidatedAnswers['lines']): Edits {
    const left = { ...edits }
    for (const one of answers) {
        const key = keyOf(one)
        const edit = left[key]
        if (!edit) continue
        if (one.status === 'refused') left[key] = { ...edit, why: one.detail ?? '' }
        else if (edit.text === sent[key]?.text) delete left[key]
        else left[key] = { ...edit, was: one.consolidated, version: one.version }
    }
    return left
}
