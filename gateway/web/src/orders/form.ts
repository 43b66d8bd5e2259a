import type { OrderRequest } from '../api/models'
import { readQuantity } from '../capture/quantity'
import type { Fault } from '../counter/form'
import { pieces } from '../format'
import { newId } from '../offline/ids'

export type SourceKind = 'supplier' | 'warehouse'

export interface Line {
    key: string
    /** As it is typed; once chosen, the clave with dots. */
    text: string
    clave: string | null
    /** Of a supplier's line; empty: none fits. */
    award: string
    quantity: string
    /** The quantity of which the person has been asked whether it is meant. */
    asked: number | null
}

export interface Form {
    /** As it is typed; once chosen, the code. */
    destinationText: string
    destination: string | null
    kind: SourceKind
    /** A supplier's name or a warehouse's code. */
    source: string
    /** As it is typed: 15/12, 15dic, +10; empty: none is promised. */
    promised: string
    emergency: boolean
    lines: Line[]
    /** The date of issue of a sending that got no answer: the same order is sent again with it. */
    sentOn: string | null
}

export const emptyLine = (): Line => ({ key: newId(), text: '', clave: null, award: '', quantity: '', asked: null })
export const emptyForm = (): Form => ({
    destinationText: '',
    destination: null,
    kind: 'supplier',
    source: '',
    promised: '',
    emergency: false,
    lines: [emptyLine()],
    sentOn: null,
})

export const isBlank = (x: Line) => x.text === '' && x.quantity === ''
export const isTouched = (x: Form) => x.destinationText !== '' || x.promised !== '' || x.lines.some(y => !isBlank(y))
export const writtenOf = (x: Form) => x.lines.filter(y => !isBlank(y))

/** Null: not a number of pieces. */
export function quantityOf(line: Line): number | null {
    const read = readQuantity(line.quantity)
    return read.ok ? read.value : null
}

/** Times the pieces of a usual month: what is more is asked about. */
const far = 10

/** Far over what the place uses in a month, and nobody has said yet that it is meant. */
export function isUnusual(line: Line, monthly: number | null | undefined): boolean {
    const quantity = quantityOf(line)
    return monthly != null && monthly > 0 && quantity !== null && quantity > far * monthly && line.asked !== quantity
}

export const unusualText = (line: Line, monthly: number) =>
    `¿${pieces(quantityOf(line) ?? 0)}? Lo usual son ${pieces(monthly)} al mes.`

export const fieldId = (line: Line, part: 'clave' | 'award' | 'quantity') => `linea-${line.key}-${part}`

/** What the service would refuse, as far as the form knows. */
export function faultsOf(form: Form, promisedOn: string | null): Fault[] {
    const faults: Fault[] = []
    if (form.destination === null) faults.push({ field: 'destino', text: 'Falta elegir el destino.' })
    if (form.source === '')
        faults.push({
            field: 'origen',
            text: form.kind === 'supplier' ? 'Falta elegir el proveedor.' : 'Falta elegir el almacén.',
        })
    if (form.promised.trim() !== '' && promisedOn === null)
        faults.push({ field: 'prometida', text: 'La fecha se escribe como 15/12/2026, 15dic o +10.' })
    const lines = writtenOf(form)
    if (lines.length === 0) faults.push({ field: fieldId(form.lines[0]!, 'clave'), text: 'La orden no trae renglones.' })
    for (const [i, line] of lines.entries()) {
        const n = i + 1
        const quantity = readQuantity(line.quantity)
        if (line.clave === null) faults.push({ field: fieldId(line, 'clave'), text: `Renglón ${n}: falta elegir la clave.` })
        else if (lines.findIndex(x => x.clave === line.clave) < i)
            faults.push({ field: fieldId(line, 'clave'), text: `Renglón ${n}: la clave ya está en otro renglón; júntelos.` })
        else if (form.kind === 'supplier' && line.award === '')
            faults.push({
                field: fieldId(line, 'clave'),
                text: `Renglón ${n}: el proveedor no tiene adjudicación de esta clave.`,
            })
        if (!quantity.ok) faults.push({ field: fieldId(line, 'quantity'), text: `Renglón ${n}: ${quantity.text}` })
    }
    return faults
}

export function bodyOf(form: Form, state: string, issuedOn: string, promisedOn: string | null): OrderRequest {
    return {
        state,
        issuedOn,
        source: { kind: form.kind, id: form.source },
        destination: form.destination,
        promisedOn,
        emergency: form.emergency,
        lines: writtenOf(form).map(x => ({
            clave: x.clave,
            quantity: quantityOf(x),
            award: form.kind === 'supplier' ? x.award : null,
        })),
    }
}

/** The field of a refusal (`lines[1].quantity`) as the control of the form. */
export function controlOf(field: string | null, form: Form): string {
    const parts = /^lines\[(\d+)\]\.(\w+)/.exec(field ?? '')
    const line = parts && writtenOf(form)[Number(parts[1])]
    if (line) return fieldId(line, parts[2] === 'quantity' ? 'quantity' : 'clave')
    const first = fieldId(form.lines[0]!, 'clave')
    return (
        { destination: 'destino', 'source.id': 'origen', 'source.kind': 'origen', promisedOn: 'prometida', lines: first }[
            field ?? ''
        ] ?? 'destino'
    )
}
