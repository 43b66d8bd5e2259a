import type { Order } from '../api/models'
import { readDate, type DateSettings } from '../capture/dates'
import { readQuantity } from '../capture/quantity'
import type { Fault } from '../counter/form'
import { newId } from '../offline/ids'

export interface ReceiptLine {
    key: string
    /** As it is typed; once chosen, the clave with dots. */
    text: string
    clave: string | null
    lot: string
    /** As it is typed: 30/06/2027, jun27, 06/2027. */
    expires: string
    pieces: string
    /** The pieces that the person has confirmed although the order waits for fewer. */
    confirmed: string
}

export interface ReceiptForm {
    /** The order's number as it is typed. */
    orderText: string
    order: string | null
    supplier: string
    /** As it is typed; empty: today. */
    receivedOn: string
    fundingSource: string
    lines: ReceiptLine[]
}

export const emptyLine = (clave: string | null = null): ReceiptLine => ({
    key: newId(),
    text: clave ?? '',
    clave,
    lot: '',
    expires: '',
    pieces: '',
    confirmed: '',
})
export const emptyForm = (): ReceiptForm => ({
    orderText: '',
    order: null,
    supplier: '',
    receivedOn: '',
    fundingSource: '',
    lines: [emptyLine()],
})

export type Part = 'clave' | 'lot' | 'expires' | 'pieces'
export const fieldId = (line: ReceiptLine, part: Part) => `entrada-${line.key}-${part}`

/** Nothing but the order's clave is in it: nothing of it came. */
export const isBlank = (x: ReceiptLine) => x.lot.trim() === '' && x.expires.trim() === '' && x.pieces.trim() === ''
export const isTouched = (x: ReceiptForm) =>
    x.orderText !== '' || x.supplier !== '' || x.receivedOn !== '' || x.lines.some(y => !isBlank(y) || y.text !== '')

const piecesOf = (x: ReceiptLine) => {
    const read = readQuantity(x.pieces, 1)
    return read.ok ? read.value : 0
}

/** Of a clave: what its order still waits for; null: it is not in the order, or there is none. */
export function toCome(order: Order | null, clave: string | null): number | null {
    const lines = (order?.lines ?? []).filter(x => x.clave === clave)
    return lines.length === 0 ? null : lines.reduce((sum, x) => sum + x.toCome, 0)
}

/** Pieces of a clave up to and with a line. */
export function sumUpTo(form: ReceiptForm, line: ReceiptLine): number {
    const upTo = form.lines.slice(0, form.lines.findIndex(x => x.key === line.key) + 1)
    return upTo.reduce((sum, x) => sum + (x.clave === line.clave ? piecesOf(x) : 0), 0)
}

/** What to ask of a line that brings more than the order waits for, unless that was confirmed. */
export function question(form: ReceiptForm, line: ReceiptLine, order: Order | null): string | null {
    if (order === null || line.clave === null || piecesOf(line) === 0 || line.confirmed === line.pieces) return null
    const waits = toCome(order, line.clave)
    if (waits === null) return `La orden no pide ${line.clave}. Intro otra vez lo acepta.`
    const sum = sumUpTo(form, line)
    return sum > waits
        ? `¿${sum.toLocaleString('es-MX')}? La orden espera ${waits.toLocaleString('es-MX')}. Intro otra vez lo acepta.`
        : null
}

/** An expiry as packs have it: a day, or a month, whose last day it is then. */
export function readExpiry(typed: string, settings: DateSettings) {
    const text = typed.trim()
    const month = /^(\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text)
    if (!month || (month[2]!.length === 2 && Number(month[2]) <= 12)) return readDate(text, { ...settings, toward: 'future' })
    const year = month[2]!.length === 2 ? 2000 + Number(month[2]) : Number(month[2])
    const last = new Date(Date.UTC(year, Number(month[1]), 0)).getUTCDate()
    return readDate(`${last}/${month[1]}/${year}`, settings)
}

/** What the service would refuse, at its field. */
export function faultsOf(form: ReceiptForm, order: Order | null, settings: DateSettings): Fault[] {
    const faults: Fault[] = []
    if (form.orderText.trim() !== '' && form.order === null)
        faults.push({ field: 'orden', text: 'Ninguna orden de proveedor para aquí tiene ese número.' })
    if (form.supplier.trim() === '') faults.push({ field: 'proveedor', text: 'Falta el proveedor.' })
    const on = form.receivedOn.trim() === '' ? null : readDate(form.receivedOn, settings)
    if (on && !on.ok) faults.push({ field: 'fecha', text: on.text })
    const lines = form.lines.filter(x => !isBlank(x))
    if (lines.length === 0)
        faults.push({ field: fieldId(form.lines[0]!, 'clave'), text: 'Falta lo que llegó: clave, lote y piezas.' })
    for (const line of lines) {
        const n = form.lines.indexOf(line) + 1
        const at = (part: Part, text: string) => faults.push({ field: fieldId(line, part), text: `Renglón ${n}: ${text}` })
        if (line.clave === null) at('clave', 'falta elegir la clave.')
        if (line.lot.trim() === '') at('lot', 'falta el lote.')
        const expires = line.expires.trim() === '' ? null : readExpiry(line.expires, settings)
        if (expires === null) at('expires', 'falta la caducidad.')
        else if (!expires.ok) at('expires', expires.text)
        const read = readQuantity(line.pieces, 1)
        if (!read.ok) at('pieces', read.text)
        else if (question(form, line, order))
            at('pieces', 'son más que las que espera la orden; confírmelas con Intro en Piezas.')
    }
    return faults
}

/** JSON as the service takes it, of a form without faults. */
export function bodyOf(form: ReceiptForm, facility: string, order: Order | null, settings: DateSettings, today: string) {
    const on = form.receivedOn.trim() === '' ? null : readDate(form.receivedOn, settings)
    return {
        facility,
        supplier: form.supplier.trim(),
        supplyOrder: form.order,
        fundingSource: form.fundingSource || null,
        receivedOn: on?.ok ? on.value : today,
        lines: form.lines
            .filter(x => !isBlank(x))
            .map(x => {
                const expires = readExpiry(x.expires, settings)
                return {
                    clave: x.clave,
                    lot: x.lot.trim(),
                    expiresOn: expires.ok ? expires.value : null,
                    quantity: piecesOf(x),
                    award: order?.lines.find(y => y.clave === x.clave)?.award ?? null,
                }
            }),
    }
}

/** A line for each clave that the order still waits for; what was typed before stays. */
export function withOrder(form: ReceiptForm, order: Order): ReceiptForm {
    const typed = form.lines.filter(x => !isBlank(x))
    const waiting = order.lines.filter(x => x.toCome > 0 && !typed.some(y => y.clave === x.clave)).map(x => emptyLine(x.clave))
    return {
        ...form,
        order: order.id,
        orderText: order.number ?? form.orderText,
        supplier: order.source.id,
        lines: typed.length + waiting.length > 0 ? [...typed, ...waiting] : [emptyLine()],
    }
}

export interface ScannedBox {
    clave: string
    lot: string | null
    expiresOn?: string | null
    pieces?: number | null
}

/** Puts a box into the line that it belongs to; which field comes next. */
export function withBox(form: ReceiptForm, box: ScannedBox): { form: ReceiptForm; field: string } {
    const lot = box.lot ?? ''
    const of = (x: ReceiptLine) => x.clave === box.clave
    const same = form.lines.find(x => of(x) && lot !== '' && x.lot === lot)
    if (same) return { form, field: fieldId(same, 'pieces') }
    const open = form.lines.find(x => of(x) && isBlank(x)) ?? form.lines.find(x => isBlank(x) && x.text === '') ?? emptyLine()
    const filled: ReceiptLine = {
        ...open,
        text: box.clave,
        clave: box.clave,
        lot,
        expires: box.expiresOn ?? '',
        pieces: box.pieces ? String(box.pieces) : '',
    }
    const lines = form.lines.some(x => x.key === open.key)
        ? form.lines.map(x => (x.key === open.key ? filled : x))
        : [...form.lines, filled]
    return { form: { ...form, lines }, field: fieldId(filled, lot === '' ? 'lot' : filled.expires === '' ? 'expires' : 'pieces') }
}
