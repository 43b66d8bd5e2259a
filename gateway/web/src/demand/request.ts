import type { DemandLine, DemandRequest } from '../api/models'
import { readQuantity } from '../capture/quantity'
import { pieces } from '../format'
import { needsReason } from './texts'

/** What was typed about a clave and has not been sent; an empty quantity takes it out of the request. */
export interface Asked {
    quantity: string
    justification: string
    /** The line as it was when it was begun. */
    line: DemandLine
}

export interface RequestForm {
    lines: Record<string, Asked>
}

export type Part = 'cantidad' | 'justificacion'
export const partOf = (clave: string, part: Part) => `${part}-${clave}`

export const emptyRequest: RequestForm = { lines: {} }
const textOf = (x: number | null) => (x === null ? '' : pieces(x))

export const asked = (form: RequestForm, line: DemandLine): Asked =>
    form.lines[line.clave!] ?? { quantity: textOf(line.requested), justification: line.justification ?? '', line }

const numberOf = (text: string) => {
    const read = text.trim() === '' ? null : readQuantity(text, 1)
    return read?.ok ? read.value : null
}

/** The form after somebody typed into a line; a line that is as it was is not in it. */
export function typedIn(form: RequestForm, line: DemandLine, changes: Partial<Omit<Asked, 'line'>>): RequestForm {
    const next = { ...asked(form, line), ...changes }
    const quantity = numberOf(next.quantity)
    const isAsBefore =
        (quantity !== null || next.quantity.trim() === '') &&
        quantity === next.line.requested &&
        next.justification.trim() === (next.line.justification ?? '')
    const { [line.clave!]: _, ...others } = form.lines
    return { ...form, lines: isAsBefore ? others : { ...others, [line.clave!]: next } }
}

/** Further from what was consumed than may go without a reason. */
export function wantsReason(x: Asked): boolean {
    const quantity = numberOf(x.quantity)
    return quantity !== null && needsReason(quantity, x.line.justifyBelow, x.line.justifyAbove)
}

export interface LineFault {
    clave: string
    part: Part
    text: string
}

export const faultsOf = (form: RequestForm): LineFault[] =>
    Object.entries(form.lines).flatMap(([clave, x]): LineFault[] => {
        if (x.quantity.trim() === '') return []
        const read = readQuantity(x.quantity, 1)
        if (!read.ok) return [{ clave, part: 'cantidad', text: read.text }]
        return wantsReason(x) && x.justification.trim() === ''
            ? [{ clave, part: 'justificacion', text: `${limits(x.line)}: falta justificar ${pieces(read.value)}.` }]
            : []
    })

export const limits = (x: DemandLine) =>
    x.justifyBelow === null || x.justifyAbove === null
        ? 'Sin consumo con que comparar'
        : `Sin justificar, de ${pieces(x.justifyBelow)} a ${pieces(x.justifyAbove)}`

type Line = DemandRequest['lines'][number]

/** The whole request as it will be: what there is, with what was typed in place of it. */
export function whole(current: readonly Line[], form: RequestForm): Line[] {
    const lines = new Map(current.map(x => [x.clave, x]))
    for (const [clave, x] of Object.entries(form.lines)) {
        const quantity = numberOf(x.quantity)
        if (quantity === null) lines.delete(clave)
        else lines.set(clave, { clave, quantity, justification: x.justification.trim() || null })
    }
    return [...lines.values()]
}

/** The form as it goes on, and the lines that somebody else has changed in the request since they were begun. */
export function compared(current: readonly Line[], form: RequestForm): { form: RequestForm; faults: LineFault[] } {
    const stored = new Map(current.map(x => [x.clave, x]))
    const faults: LineFault[] = []
    const lines = { ...form.lines }
    for (const [clave, x] of Object.entries(form.lines)) {
        const there = stored.get(clave)
        const [requested, justification] = [there?.quantity ?? null, there?.justification ?? null]
        if (requested === x.line.requested && justification === x.line.justification) continue
        lines[clave] = { ...x, line: { ...x.line, requested, justification } }
        const text = `Otra persona puso ${requested === null ? 'que no se pide' : pieces(requested)} mientras usted editaba: envíe otra vez para dejar lo suyo.`
        faults.push({ clave, part: 'cantidad', text })
    }
    return { form: { lines }, faults }
}

/** Which line a refusal is about: the service names it by its place or by its clave. */
export function lineOf(field: string | null, sent: readonly Line[]): { clave: string; part: Part } | null {
    const [, at, rest] = /^lines\[([^\]]+)\]\.?(.*)$/.exec(field ?? '') ?? []
    if (at === undefined) return null
    const clave = /^\d+$/.test(at) ? sent[Number(at)]?.clave : at
    return clave ? { clave, part: rest === 'justification' ? 'justificacion' : 'cantidad' } : null
}
