import { readClave } from '../capture/clave'
import { readDate } from '../capture/dates'
import { readQuantity } from '../capture/quantity'
import type { Fault } from '../counter/form'
import { newId } from '../offline/ids'

export interface Part {
    key: string
    buyer: string
    min: string
    max: string
}

export const emptyPart = (buyer = ''): Part => ({ key: newId(), buyer, min: '', max: '' })
export const isBlank = (x: Part) => x.buyer === '' && x.min === '' && x.max === ''
export const partId = (x: Part, what: 'buyer' | 'min' | 'max') => `comprador-${x.key}-${what}`

/** Contracts are dated in the capital. */
export function dayOf(text: string): string | null {
    const read = readDate(text, { now: new Date(), zone: 'America/Mexico_City', toward: 'future' })
    return read.ok ? read.value : null
}

/** Pesos, up to four decimals, commas of thousands allowed. */
export function priceOf(text: string): number | null {
    const plain = text.replaceAll(/[\s$,]/g, '')
    return /^\d{1,11}(\.\d{1,4})?$/.test(plain) ? Number(plain) : null
}

const whole = (text: string) => {
    const read = readQuantity(text.trim() === '' ? '0' : text, 0)
    return read.ok ? read.value : null
}

/** The parts that are written, or what is wrong with them. */
export function readParts(parts: readonly Part[]): { buyers: { buyer: string; min: number; max: number }[]; faults: Fault[] } {
    const faults: Fault[] = []
    const buyers = parts
        .filter(x => !isBlank(x))
        .map(x => {
            const [min, max] = [whole(x.min), x.max.trim() === '' ? null : whole(x.max)]
            if (x.buyer === '') faults.push({ field: partId(x, 'buyer'), text: 'Falta elegir el comprador.' })
            if (min === null) faults.push({ field: partId(x, 'min'), text: `${x.buyer}: el mínimo son piezas enteras desde 0.` })
            if (max === null) faults.push({ field: partId(x, 'max'), text: `${x.buyer}: el máximo son piezas enteras.` })
            else if (min !== null && min > max)
                faults.push({ field: partId(x, 'min'), text: `${x.buyer}: el mínimo no puede ser mayor que el máximo.` })
            return { buyer: x.buyer, min: min ?? 0, max: max ?? 0 }
        })
    return { buyers, faults }
}

export interface Terms {
    supplier: string
    clave: string
    from: string
    to: string
    price: string
    fundingSource: string
}

export function readTerms(x: Terms): { terms: Record<string, unknown>; faults: Fault[] } {
    const faults: Fault[] = []
    const [clave, from, to, price] = [readClave(x.clave), dayOf(x.from), dayOf(x.to), priceOf(x.price)]
    if (!clave.ok) faults.push({ field: 'clave', text: clave.text })
    if (x.supplier.trim() === '') faults.push({ field: 'proveedor', text: 'Falta el proveedor.' })
    for (const [field, day, what] of [
        ['desde', from, 'primer día'],
        ['hasta', to, 'último día'],
    ] as const)
        if (day === null) faults.push({ field, text: `El ${what} se escribe como 1/1/2027 o 1ene2027.` })
    if (from && to && to < from) faults.push({ field: 'hasta', text: 'El último día no puede ser anterior al primero.' })
    if (price === null) faults.push({ field: 'precio', text: 'El precio por pieza son pesos, con cuatro decimales como máximo.' })
    return {
        terms: {
            supplier: x.supplier.trim(),
            clave: clave.ok ? clave.value : null,
            from,
            to,
            unitPrice: price,
            fundingSource: x.fundingSource.trim() || null,
        },
        faults,
    }
}

/** The field of a refusal (`buyers[1].max`) as the control of the form. */
export function controlOf(field: string | null, parts: readonly Part[]): string {
    const at = /^buyers\[(\d+)\]\.(\w+)/.exec(field ?? '')
    const part = at && parts.filter(x => !isBlank(x))[Number(at[1])]
    if (part) return partId(part, at[2] === 'min' || at[2] === 'max' ? at[2] : 'buyer')
    const known: Record<string, string> = {
        supplier: 'proveedor',
        clave: 'clave',
        from: 'desde',
        to: 'hasta',
        unitPrice: 'precio',
        fundingSource: 'fuente',
        document: 'documento',
        reason: 'motivo',
    }
    return known[field ?? ''] ?? (parts[0] ? partId(parts[0], 'buyer') : 'guardar')
}
