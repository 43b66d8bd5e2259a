import type { StockLot } from '../api/models'
import { readLot } from '../capture/clave'
import { piecesOf } from '../capture/quantity'
import type { Fault } from '../counter/form'
import { pieces } from '../format'
import type { Taken } from '../offline/database'
import { newId } from '../offline/ids'

/** A lot as it lies somewhere. */
export interface Line {
    key: string
    clave: string
    lot: string
    /** yyyy-MM-dd; of a lot that the book does not have, as it is typed. */
    expiresOn: string
    condition: StockLot['condition']
    location: string
    fundingSource: string | null
    /** What the book of this device had when the clave was added; null: the lot was not in it. */
    book: number | null
    counted: string
}

export interface Form {
    /** What the book has is not shown before all is counted. */
    isBlind: boolean
    /** When it was begun, by the device's clock, milliseconds; null: nothing is counted yet. */
    beganAt: number | null
    /** As it is typed; empty: when it was begun. */
    countedAt: string
    lines: Line[]
    /** The differences have been shown, and the sheet has not changed since. */
    isReviewed: boolean
}

export const emptyForm = (): Form => ({ isBlind: false, beganAt: null, countedAt: '', lines: [], isReviewed: false })
export const isTouched = (x: Form) => x.lines.length > 0
export const fieldId = (x: Pick<Line, 'key'>, part: 'counted' | 'lot' | 'expiresOn') => `conteo-${x.key}-${part}`
export const clavesOf = (x: Form) => [...new Set(x.lines.map(y => y.clave))]

/** Everything that the unit has of a clave: a count says all of it. Of one that it does not have, that there is none. */
export function linesOfClave(clave: string, lots: readonly StockLot[]): Line[] {
    const there = lots
        .filter(x => x.clave === clave)
        .toSorted((a, b) => a.expiresOn.localeCompare(b.expiresOn) || a.lot.localeCompare(b.lot))
    return there.map(x => ({
        key: newId(),
        clave,
        lot: x.lot,
        expiresOn: x.expiresOn,
        condition: x.condition,
        location: x.location,
        fundingSource: x.fundingSource,
        book: x.onHand,
        counted: '',
    }))
}

/** A lot that the book does not have. */
export const foundLot = (clave: string): Line => ({
    key: newId(),
    clave,
    lot: '',
    expiresOn: '',
    condition: 'usable',
    location: 'main',
    fundingSource: null,
    book: null,
    counted: '',
})

function byClave(lines: readonly Line[]): Map<string, Line[]> {
    const found = new Map<string, Line[]>()
    for (const x of lines) found.set(x.clave, [...(found.get(x.clave) ?? []), x])
    return found
}

/** A clave of which nothing has been typed is not part of the count. */
const isCounted = (lines: readonly Line[]) => lines.some(x => x.counted.trim() !== '')

export interface Difference {
    clave: string
    book: number
    counted: number
}

/** By clave, of those that were counted. */
export const differencesOf = (form: Form): Difference[] =>
    [...byClave(form.lines)]
        .filter(([, lines]) => isCounted(lines))
        .map(([clave, lines]) => ({
            clave,
            book: lines.reduce((sum, x) => sum + (x.book ?? 0), 0),
            counted: lines.reduce((sum, x) => sum + (piecesOf(x.counted) ?? 0), 0),
        }))

/** What the server would refuse, and lots of a counted clave that nobody has counted. */
export function faultsOf(form: Form, expiry: (text: string) => string | null): Fault[] {
    const faults: Fault[] = []
    for (const [clave, lines] of byClave(form.lines)) {
        if (!isCounted(lines)) continue
        for (const x of lines) {
            if (x.book === null && !readLot(x.lot).ok)
                faults.push({ field: fieldId(x, 'lot'), text: `Falta el lote de ${clave}.` })
            if (x.book === null && expiry(x.expiresOn) === null)
                faults.push({
                    field: fieldId(x, 'expiresOn'),
                    text: `La caducidad de ${clave} se escribe como 30/04/2027 o 30abr2027.`,
                })
            if (piecesOf(x.counted) === null)
                faults.push({
                    field: fieldId(x, 'counted'),
                    text:
                        x.counted.trim() === ''
                            ? `Falta contar ${clave} lote ${x.lot}: si no hay, escriba 0.`
                            : `${clave} lote ${x.lot}: las piezas son enteras desde 0.`,
                })
        }
    }
    if (faults.length === 0 && differencesOf(form).length === 0)
        faults.push({ field: form.lines[0] ? fieldId(form.lines[0], 'counted') : 'clave', text: 'No se ha contado nada.' })
    return faults
}

const counted = (form: Form): Line[] => [...byClave(form.lines).values()].filter(isCounted).flatMap(lines => lines)

/** As the service takes them. */
export const bodyLinesOf = (form: Form, expiry: (text: string) => string | null) =>
    counted(form).map(x => ({
        clave: x.clave,
        lot: x.lot.trim(),
        expiresOn: x.book === null ? expiry(x.expiresOn) : x.expiresOn,
        quantity: piecesOf(x.counted) ?? 0,
        fundingSource: x.fundingSource,
        condition: x.condition,
        location: x.location,
    }))

/** What the stock that is shown changes by, of the lots that may be handed out. */
export const takenOf = (form: Form, expiry: (text: string) => string | null): Taken[] =>
    counted(form)
        .filter(x => x.condition === 'usable')
        .map(x => ({
            clave: x.clave,
            lot: x.lot,
            pieces: (x.book ?? 0) - (piecesOf(x.counted) ?? 0),
            expiresOn: x.book === null ? (expiry(x.expiresOn) ?? '') : x.expiresOn,
        }))
        .filter(x => x.pieces !== 0)

export function summaryOf(form: Form): string {
    const found = differencesOf(form)
    const off = found.filter(x => x.counted !== x.book)
    const claves = found.length === 1 ? '1 clave' : `${found.length} claves`
    const sum = off.reduce((all, x) => all + x.counted - x.book, 0)
    return off.length === 0
        ? `${claves}, sin diferencia`
        : `${claves}, ${off.length} con diferencia (${sum > 0 ? '+' : sum < 0 ? '−' : ''}${pieces(Math.abs(sum))} piezas)`
}

/** The control of a refusal's field (`lines[1].expiresOn`); lines are those of {@link bodyLinesOf}. */
export function controlOf(field: string | null, form: Form): string | null {
    const parts = /^lines\[(\d+)\](?:\.(\w+))?/.exec(field ?? '')
    if (!parts) return field === 'countedAt' ? 'contado' : null
    const line = counted(form)[Number(parts[1])]
    if (!line) return null
    const part = line.book === null ? ({ lot: 'lot', expiresOn: 'expiresOn' }[parts[2] ?? ''] ?? 'counted') : 'counted'
    return fieldId(line, part as 'counted')
}
