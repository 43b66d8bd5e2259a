import type { StockLot } from '../api/models'
import { readLot } from '../capture/clave'
import { piecesOf } from '../capture/quantity'
import type { Fault } from '../counter/form'
import { pieces } from '../format'
import type { Taken } from '../offline/database'
import { newId } from '../offline/ids'

/** A line about pieces of one lot as it lies somewhere: of an adjustment or of an internal move. */
export interface Line {
    key: string
    text: string
    clave: string | null
    /** {@link lotKey} of one of the unit's; empty: none chosen, or one that the book does not have. */
    chosen: string
    lot: string
    expiresOn: string
    quantity: string
    /** Of an adjustment: pieces were found, not lost. */
    isFound: boolean
    reason: string
    toLocation: string
    toCondition: StockLot['condition'] | ''
}

export interface Form {
    /** When it happened, as typed; empty: when it is saved. */
    happened: string
    lines: Line[]
}

/** What breaks, spoils and turns up; any other words may be typed. */
export const usualReasons = [
    'Rotura',
    'Caducado, destruido',
    'Mal almacenado',
    'Robo o extravío',
    'Apareció en almacén',
    'Error de captura',
]

export const emptyLine = (): Line => ({
    key: newId(),
    text: '',
    clave: null,
    chosen: '',
    lot: '',
    expiresOn: '',
    quantity: '',
    isFound: false,
    reason: '',
    toLocation: '',
    toCondition: '',
})
export const emptyForm = (): Form => ({ happened: '', lines: [emptyLine()] })
export const isBlank = (x: Line) => x.text === '' && x.quantity === ''
export const isTouched = (x: Form) => x.happened !== '' || x.lines.some(y => !isBlank(y))
export const fieldId = (x: Pick<Line, 'key'>, part: 'clave' | 'lot' | 'newLot' | 'expiresOn' | 'quantity' | 'reason' | 'to') =>
    `cambio-${x.key}-${part}`

export const lotKey = (x: StockLot) => [x.lot, x.expiresOn, x.condition, x.location, x.fundingSource ?? ''].join('|')
export const lotsOf = (clave: string | null, lots: readonly StockLot[]) =>
    lots
        .filter(x => x.clave === clave)
        .toSorted((a, b) => a.expiresOn.localeCompare(b.expiresOn) || lotKey(a).localeCompare(lotKey(b)))
export const chosenOf = (line: Line, lots: readonly StockLot[]) =>
    lots.find(x => x.clave === line.clave && lotKey(x) === line.chosen) ?? null

interface Settings {
    lots: readonly StockLot[]
    expiry: (text: string) => string | null
    isMove: boolean
}

/** What the server would refuse, in its words. */
export function faultsOf(form: Form, { lots, expiry, isMove }: Settings): Fault[] {
    const faults: Fault[] = []
    const lines = form.lines.filter(x => !isBlank(x))
    if (lines.length === 0) faults.push({ field: fieldId(form.lines[0]!, 'clave'), text: 'No hay ningún renglón.' })
    for (const [i, x] of lines.entries()) {
        const n = `Renglón ${i + 1}:`
        const count = piecesOf(x.quantity)
        const lot = chosenOf(x, lots)
        if (x.clave === null) faults.push({ field: fieldId(x, 'clave'), text: `${n} falta elegir la clave.` })
        else if (lot === null && (isMove || !x.isFound))
            faults.push({ field: fieldId(x, 'lot'), text: `${n} falta elegir el lote.` })
        else if (lot === null && !readLot(x.lot).ok) faults.push({ field: fieldId(x, 'newLot'), text: `${n} falta el lote.` })
        else if (lot === null && expiry(x.expiresOn) === null)
            faults.push({ field: fieldId(x, 'expiresOn'), text: `${n} la caducidad se escribe como 30/04/2027 o 30abr2027.` })
        if (count === null || count === 0) faults.push({ field: fieldId(x, 'quantity'), text: `${n} faltan las piezas.` })
        else if (lot !== null && !x.isFound && count > lot.onHand)
            faults.push({
                field: fieldId(x, 'quantity'),
                text: `${n} de ese lote hay ${pieces(lot.onHand)}; no se pueden ${isMove ? 'mover' : 'quitar'} ${pieces(count)}.`,
            })
        if (!isMove && x.reason.trim() === '') faults.push({ field: fieldId(x, 'reason'), text: `${n} falta el motivo.` })
        if (isMove && lot !== null && isSamePlace(x, lot))
            faults.push({ field: fieldId(x, 'to'), text: `${n} falta a dónde se mueve o en qué condición queda.` })
    }
    return faults
}

const isSamePlace = (x: Line, lot: StockLot) =>
    (x.toLocation === '' || x.toLocation === lot.location) && (x.toCondition === '' || x.toCondition === lot.condition)

/** Lines of an adjustment as the service takes them. */
export const adjustmentLines = (form: Form, { lots, expiry }: Settings) =>
    form.lines
        .filter(x => !isBlank(x))
        .map(x => {
            const lot = chosenOf(x, lots)
            return {
                clave: x.clave,
                lot: lot?.lot ?? x.lot.trim(),
                expiresOn: lot?.expiresOn ?? expiry(x.expiresOn),
                quantity: (x.isFound ? 1 : -1) * (piecesOf(x.quantity) ?? 0),
                reason: x.reason.trim(),
                fundingSource: lot?.fundingSource ?? null,
                condition: lot?.condition ?? 'usable',
                location: lot?.location ?? null,
            }
        })

/** Lines of an internal move as the service takes them. */
export const moveLines = (form: Form, lots: readonly StockLot[]) =>
    form.lines
        .filter(x => !isBlank(x))
        .map(x => {
            const lot = chosenOf(x, lots)!
            return {
                clave: x.clave,
                lot: lot.lot,
                expiresOn: lot.expiresOn,
                quantity: piecesOf(x.quantity) ?? 0,
                from: { location: lot.location, condition: lot.condition, fundingSource: lot.fundingSource },
                to: { location: x.toLocation || null, condition: x.toCondition || null },
            }
        })

export const takenOf = (lines: ReturnType<typeof adjustmentLines>): Taken[] =>
    lines
        .filter(x => x.condition === 'usable')
        .map(x => ({ clave: x.clave!, lot: x.lot, pieces: -x.quantity, expiresOn: x.expiresOn ?? '' }))

export function summaryOf(lines: readonly { clave: string | null; quantity: number; reason: string }[]): string {
    const [first] = lines
    if (!first) return ''
    const more = lines.length > 1 ? ` y ${lines.length - 1} más` : ''
    const sign = first.quantity > 0 ? '+' : '−'
    return `${sign}${pieces(Math.abs(first.quantity))} de ${first.clave ?? ''}, ${first.reason.toLowerCase()}${more}`
}

/** The control of a refusal's field (`lines[1].quantity`). */
export function controlOf(field: string | null, form: Form): string | null {
    const lines = form.lines.filter(x => !isBlank(x))
    const parts = /^lines\[(\d+)\](?:\.(\w+))?/.exec(field ?? '')
    if (!parts)
        return field === 'occurredAt' || field === 'on'
            ? 'ocurrio'
            : field === 'lines' && lines[0]
              ? fieldId(lines[0], 'quantity')
              : null
    const line = lines[Number(parts[1])]
    const part = { clave: 'clave', lot: 'lot', expiresOn: 'lot', reason: 'reason', to: 'to' }[parts[2] ?? ''] ?? 'quantity'
    return line ? fieldId(line, part as 'quantity') : null
}
