import type { Shipment } from '../api/models'
import { readLot } from '../capture/clave'
import { piecesOf } from '../capture/quantity'
import type { Fault } from '../counter/form'
import { pieces } from '../format'
import type { Recorded, Taken } from '../offline/database'
import { newId } from '../offline/ids'

/** What is typed about a lot. It has been looked at once the good pieces are typed. */
export interface Entry {
    good: string
    damaged: string
    reason: string
}

/** A lot or an expiry that was not in the shipment. */
export interface Extra extends Entry {
    key: string
    /** As it is typed; once chosen, with dots. */
    text: string
    clave: string | null
    lot: string
    expiresOn: string
}

export interface Form {
    shipment: string
    /** As it is typed; empty: now. */
    receivedOn: string
    lots: Record<string, Entry>
    extras: Extra[]
}

/** A lot that is on its way. */
export interface Sent {
    key: string
    clave: string
    lot: string
    expiresOn: string
    pieces: number
}

export const emptyEntry: Entry = { good: '', damaged: '', reason: '' }
export const emptyForm = (shipment: string): Form => ({ shipment, receivedOn: '', lots: {}, extras: [] })
export const emptyExtra = (of: Partial<Extra> = {}): Extra => ({
    ...emptyEntry,
    key: newId(),
    text: '',
    clave: null,
    lot: '',
    expiresOn: '',
    ...of,
})
export const isTouched = (x: Form) => x.receivedOn !== '' || x.extras.length > 0 || Object.values(x.lots).some(isChecked)
export const isChecked = (x: Entry) => x.good !== '' || x.damaged !== ''
export const fieldId = (key: string, part: 'clave' | 'lot' | 'expiresOn' | 'good' | 'damaged' | 'reason') =>
    `lote-${key.replaceAll(' ', '_')}-${part}`

export const keyOf = (x: { clave: string; lot: string; expiresOn: string }) => `${x.clave}|${x.lot}|${x.expiresOn}`

interface ReportedLine {
    clave: string
    lot: string
    expiresOn: string
    good: number
    damaged: number
    missing: number
    reason: string | null
}

/**
 * The lots of a shipment that are still on their way, less what was received on this device and is not sent yet; those too of which
 * something is typed although nothing is left of them, since others received it meanwhile.
 */
export function sentOf(
    shipment: Pick<Shipment, 'id' | 'lines'>,
    unsent: readonly Pick<Recorded, 'kind' | 'path' | 'body'>[],
    typed: Record<string, Entry> = {},
): Sent[] {
    const lots = new Map<string, Sent>()
    for (const x of shipment.lines) {
        const key = keyOf(x)
        const found = lots.get(key)
        if (found) found.pieces += x.inTransit
        else lots.set(key, { key, clave: x.clave, lot: x.lot, expiresOn: x.expiresOn, pieces: x.inTransit })
    }
    for (const row of unsent) {
        if (row.kind !== 'reception' || !row.path.includes(shipment.id)) continue
        for (const line of row.body.lines as ReportedLine[]) {
            const lot = lots.get(keyOf(line))
            if (lot) lot.pieces = Math.max(0, lot.pieces - line.good - line.damaged)
        }
    }
    return [...lots.values()].filter(x => x.pieces > 0 || isChecked(typed[x.key] ?? emptyEntry))
}

/** Of a lot as it is typed: good pieces that are not typed are what the damaged ones leave. */
export function countedOf(
    entry: Entry,
    sent: number,
): { good: number; damaged: number; missing: number; surplus: number } | null {
    if (!isChecked(entry)) return null
    const damaged = entry.damaged === '' ? 0 : piecesOf(entry.damaged)
    const good = entry.good === '' ? Math.max(0, sent - (damaged ?? 0)) : piecesOf(entry.good)
    if (good === null || damaged === null) return null
    return { good, damaged, missing: Math.max(0, sent - good - damaged), surplus: Math.max(0, good + damaged - sent) }
}

/** What will have become of the pieces, of the lots that were looked at and of those that were not. */
export interface Outcome {
    usable: number
    quarantine: number
    damaged: number
    missing: number
    /** Not looked at yet. */
    left: number
    checked: number
}

export function outcomeOf(form: Form, sent: readonly Sent[], receivedOn: string): Outcome {
    const sum: Outcome = { usable: 0, quarantine: 0, damaged: 0, missing: 0, left: 0, checked: 0 }
    const add = (entry: Entry, pieces: number, expiresOn: string) => {
        const counted = countedOf(entry, pieces)
        if (counted === null) {
            sum.left += pieces
            return
        }
        sum.checked++
        sum[isExpired(expiresOn, receivedOn) ? 'quarantine' : 'usable'] += counted.good
        sum.damaged += counted.damaged
        sum.missing += counted.missing
    }
    for (const x of sent) add(form.lots[x.key] ?? emptyEntry, x.pieces, x.expiresOn)
    return sum
}

/** Its last day has passed. */
export const isExpired = (expiresOn: string, on: string) => expiresOn !== '' && expiresOn < on

/** What the server would refuse, in its words. @param expiry What turns a day as typed into yyyy-MM-dd, or null. */
export function faultsOf(form: Form, sent: readonly Sent[], expiry: (text: string) => string | null): Fault[] {
    const faults: Fault[] = []
    for (const x of sent) {
        const entry = form.lots[x.key]
        if (!entry || !isChecked(entry)) continue
        const counted = countedOf(entry, x.pieces)
        if (counted === null)
            faults.push({ field: fieldId(x.key, 'good'), text: `${x.clave} lote ${x.lot}: las piezas son enteras desde 0.` })
        else if (counted.surplus > 0 && entry.reason.trim() === '')
            faults.push({
                field: fieldId(x.key, 'reason'),
                text: `De ${x.clave} hay ${pieces(x.pieces)} piezas en tránsito y se reciben ${pieces(counted.good + counted.damaged)}; indique el motivo del excedente.`,
            })
    }
    for (const x of form.extras) {
        const counted = countedOf(x, 0)
        const name = x.clave ?? 'lo agregado'
        if (x.clave === null) faults.push({ field: fieldId(x.key, 'clave'), text: 'Falta elegir la clave de lo agregado.' })
        if (!readLot(x.lot).ok) faults.push({ field: fieldId(x.key, 'lot'), text: `Falta el lote de ${name}.` })
        if (expiry(x.expiresOn) === null)
            faults.push({
                field: fieldId(x.key, 'expiresOn'),
                text: `La caducidad de ${name} se escribe como 30/04/2027 o 30abr2027.`,
            })
        if (counted === null || counted.good + counted.damaged === 0)
            faults.push({ field: fieldId(x.key, 'good'), text: `Faltan las piezas de ${name}.` })
        if (x.reason.trim() === '')
            faults.push({
                field: fieldId(x.key, 'reason'),
                text: `El envío no trae ese lote de ${name}; si llegó, indique el motivo.`,
            })
    }
    if (faults.length === 0 && linesOf(form, sent, expiry).length === 0)
        faults.push({ field: fieldId(sent[0]?.key ?? '', 'good'), text: 'Ningún lote se ha revisado.' })
    return faults
}

/** As the service takes them; lots that were not looked at are left for another reception. */
export function linesOf(form: Form, sent: readonly Sent[], expiry: (text: string) => string | null): ReportedLine[] {
    const lines: ReportedLine[] = []
    for (const x of sent) {
        const entry = form.lots[x.key] ?? emptyEntry
        const counted = countedOf(entry, x.pieces)
        if (counted === null) continue
        const { good, damaged, missing } = counted
        lines.push({
            clave: x.clave,
            lot: x.lot,
            expiresOn: x.expiresOn,
            good,
            damaged,
            missing,
            reason: entry.reason.trim() || null,
        })
    }
    for (const x of form.extras) {
        const counted = countedOf(x, 0)
        if (x.clave === null || counted === null) continue
        const { good, damaged } = counted
        lines.push({
            clave: x.clave,
            lot: x.lot.trim(),
            expiresOn: expiry(x.expiresOn) ?? '',
            good,
            damaged,
            missing: 0,
            reason: x.reason.trim() || null,
        })
    }
    return lines
}

/** Usable pieces that came. */
export const takenOf = (lines: readonly ReportedLine[], receivedOn: string): Taken[] =>
    lines
        .filter(x => x.good > 0 && !isExpired(x.expiresOn, receivedOn))
        .map(x => ({ clave: x.clave, lot: x.lot, pieces: -x.good, expiresOn: x.expiresOn }))

export function summaryOf(lines: readonly ReportedLine[]): string {
    const sum = (part: 'good' | 'damaged' | 'missing') => lines.reduce((all, x) => all + x[part], 0)
    const lots = lines.length === 1 ? '1 lote' : `${lines.length} lotes`
    const damaged = sum('damaged') > 0 ? `, ${pieces(sum('damaged'))} dañadas` : ''
    const missing = sum('missing') > 0 ? `, faltan ${pieces(sum('missing'))}` : ''
    return `${lots}, ${pieces(sum('good'))} buenas${damaged}${missing}`
}

/** The control of a refusal's field (`lines[1].missing`); lines are those of {@link linesOf}. */
export function controlOf(field: string | null, form: Form, sent: readonly Sent[]): string | null {
    const parts = /^lines\[(\d+)\](?:\.(\w+))?/.exec(field ?? '')
    if (!parts) return field === 'receivedOn' || field === 'receivedAt' ? 'fecha' : null
    const keys = [
        ...sent.filter(x => countedOf(form.lots[x.key] ?? emptyEntry, x.pieces) !== null).map(x => x.key),
        ...form.extras.map(x => x.key),
    ]
    const key = keys[Number(parts[1])]
    const part = { lot: 'lot', expiresOn: 'expiresOn', damaged: 'damaged', reason: 'reason' }[parts[2] ?? ''] ?? 'good'
    return key === undefined ? null : fieldId(key, part as 'good')
}
