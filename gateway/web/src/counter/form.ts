import { piecesOf } from '../capture/quantity'
import { newId } from '../offline/ids'
import { momentOf } from '../offline/zone'

export const reasons = [
    ['insufficientStock', 'Existencia insuficiente'],
    ['stockOut', 'Desabasto'],
    ['clinicalDecision', 'Decisión clínica'],
    ['patientDeclined', 'El paciente no la quiso'],
    ['other', 'Otro motivo'],
] as const
export type Reason = (typeof reasons)[number][0]

export interface LotPieces {
    lot: string
    pieces: string
}

export interface Line {
    key: string
    /** As it is typed; once chosen, the clave with dots. */
    text: string
    clave: string | null
    prescribed: string
    dispensed: string
    reason: Reason | ''
    /** The key of the line that it stands in for. */
    substituteFor: string | null
    lots: LotPieces[]
}

export interface Form {
    folio: string
    /** As it is typed: 26/11/2026, 26nov, hoy, -1; empty: the day of the presentation. */
    prescribedOn: string
    /** Day and time of the presentation as typed: 11:05, ayer 11:05, 25nov 11:05; empty: when it is saved. */
    presented: string
    service: string
    lines: Line[]
    /** The person has confirmed an hour that the device's clock makes doubtful. */
    hourConfirmed: boolean
}

export const emptyLine = (substituteFor: string | null = null): Line => ({
    key: newId(),
    text: '',
    clave: null,
    prescribed: '',
    dispensed: '',
    reason: '',
    substituteFor,
    lots: [],
})

export const emptyForm = (service = ''): Form => ({
    folio: '',
    prescribedOn: '',
    presented: '',
    service,
    lines: [emptyLine()],
    hourConfirmed: false,
})

export const isBlank = (x: Line) => x.text === '' && x.prescribed === '' && x.dispensed === '' && x.lots.length === 0
export const isTouched = (x: Form) =>
    x.folio !== '' || x.presented !== '' || x.prescribedOn !== '' || x.lines.some(y => !isBlank(y))

/** What is given: as typed, and as much as was prescribed where nothing is typed. */
export function dispensedOf(line: Line): number | null {
    if (line.dispensed !== '') return piecesOf(line.dispensed)
    return line.substituteFor === null ? piecesOf(line.prescribed) : null
}

/** Pieces of a line that its patient did not get, substitutes counted; 0 for a substitute. */
export function owedOf(line: Line, lines: readonly Line[]): number {
    if (line.substituteFor !== null) return 0
    const substituted = lines.filter(x => x.substituteFor === line.key).reduce((sum, x) => sum + (dispensedOf(x) ?? 0), 0)
    return Math.max(0, (piecesOf(line.prescribed) ?? 0) - (dispensedOf(line) ?? 0) - substituted)
}

/** Lots with their pieces; the only lot of a line without pieces is that of all that was given. Null: a lot lacks number or pieces. */
export function lotsOf(line: Line): { lot: string; quantity: number }[] | null {
    const given = dispensedOf(line) ?? 0
    if (given === 0) return []
    const only = line.lots.length === 1
    const lots = line.lots.map(x => ({
        lot: x.lot.trim(),
        quantity: x.pieces.trim() === '' && only ? given : (piecesOf(x.pieces) ?? 0),
    }))
    return lots.some(x => x.lot === '' || x.quantity === 0) ? null : lots
}

export interface Fault {
    /** Of the control that it is about. */
    field: string
    text: string
}

export const fieldId = (line: Line, part: 'clave' | 'prescribed' | 'dispensed' | 'reason' | 'lots') => `linea-${line.key}-${part}`

/** What the server would refuse, in its words. */
export function faultsOf(form: Form, dates: Dates | Fault): Fault[] {
    const faults: Fault[] = 'field' in dates ? [dates] : []
    const lines = form.lines.filter(x => !isBlank(x))
    if (lines.length === 0) faults.push({ field: fieldId(form.lines[0]!, 'clave'), text: 'La receta no trae renglones.' })
    for (const [i, line] of lines.entries()) {
        const n = i + 1
        if (line.clave === null) faults.push({ field: fieldId(line, 'clave'), text: `Renglón ${n}: falta elegir la clave.` })
        if (line.substituteFor === null && piecesOf(line.prescribed) === null)
            faults.push({ field: fieldId(line, 'prescribed'), text: `Renglón ${n}: lo recetado son piezas enteras desde 0.` })
        else if (dispensedOf(line) === null)
            faults.push({ field: fieldId(line, 'dispensed'), text: `Renglón ${n}: lo surtido son piezas enteras desde 0.` })
        const lots = lotsOf(line)
        if (lots === null)
            faults.push({ field: fieldId(line, 'lots'), text: `Renglón ${n}: cada lote lleva su número y sus piezas.` })
        else if (lots.reduce((sum, x) => sum + x.quantity, 0) > (dispensedOf(line) ?? 0))
            faults.push({
                field: fieldId(line, 'lots'),
                text: `Los lotes del renglón ${n} suman más piezas que las entregadas.`,
            })
    }
    return faults
}

/** Of the presentation: its instant (milliseconds; null: when it is saved) and the date on the paper (null: the same day). */
export interface Dates {
    presentedAt: number | null
    prescribedOn: string | null
}

/** @param day What turns a day as people type it into yyyy-MM-dd, or null. */
export function datesOf(form: Form, zone: string, day: (text: string) => string | null): Dates | Fault {
    const presentedAt = form.presented.trim() === '' ? null : momentOf(form.presented, zone, day)
    if (presentedAt !== null && typeof presentedAt !== 'number') return { field: 'presentada', text: presentedAt.why }
    if (form.prescribedOn.trim() === '') return { presentedAt, prescribedOn: null }
    const prescribedOn = day(form.prescribedOn)
    return prescribedOn === null
        ? { field: 'fecha', text: 'La fecha se escribe como 26/11/2026, 26nov, hoy o -1.' }
        : { presentedAt, prescribedOn }
}

/** Null where no lot was named: the service takes the first to expire. */
function statedLots(line: Line) {
    const lots = lotsOf(line)
    return lots && lots.length > 0 ? lots : null
}

/** JSON as the service takes it, but for the instant and the patient. */
export function bodyOf(form: Form, facility: string, dates: Dates): Record<string, unknown> {
    const lines = form.lines.filter(x => !isBlank(x))
    const numbers = new Map(lines.map((x, i) => [x.key, i + 1]))
    return {
        facility,
        folio: form.folio.trim() || null,
        prescribedOn: dates.prescribedOn,
        service: form.service.trim() || null,
        lines: lines.map((x, i) => ({
            line: i + 1,
            clave: x.clave,
            prescribed: x.substituteFor === null ? piecesOf(x.prescribed) : null,
            dispensed: dispensedOf(x),
            substituteFor: x.substituteFor === null ? null : numbers.get(x.substituteFor),
            reason: owedOf(x, form.lines) > 0 && x.reason !== '' ? x.reason : null,
            lots: statedLots(x),
        })),
    }
}

/** "3 renglones, completa"; "2 renglones, debe 30 de 010.000.5165.00". */
export function summaryOf(form: Form): string {
    const lines = form.lines.filter(x => !isBlank(x))
    const own = lines.filter(x => x.substituteFor === null)
    const owed = own.map(x => ({ clave: x.clave, pieces: owedOf(x, lines) })).filter(x => x.pieces > 0)
    const count = own.length === 1 ? '1 renglón' : `${own.length} renglones`
    return owed.length === 0
        ? `${count}, completa`
        : `${count}, debe ${owed.map(x => `${x.pieces} de ${x.clave ?? ''}`).join(' y ')}`
}

/** What left the shelf, by lot where it is known. */
export function takenOf(form: Form): { clave: string; lot: string | null; pieces: number }[] {
    return form.lines
        .filter(x => x.clave !== null)
        .flatMap(x => {
            const inLots = (lotsOf(x) ?? []).map(y => ({ clave: x.clave!, lot: y.lot as string | null, pieces: y.quantity }))
            const rest = (dispensedOf(x) ?? 0) - inLots.reduce((sum, y) => sum + y.pieces, 0)
            return [...inLots, { clave: x.clave!, lot: null, pieces: rest }]
        })
        .filter(x => x.pieces > 0)
}

/** The number of a field of a refusal (`lines[1].lots[0].quantity`) as the control of the form. */
export function controlOf(field: string | null, form: Form): string | null {
    const parts = /^lines\[(\d+)\](?:\.(\w+))?/.exec(field ?? '')
    if (parts) {
        const line = form.lines.filter(x => !isBlank(x))[Number(parts[1])]
        const part =
            { prescribed: 'prescribed', dispensed: 'dispensed', reason: 'reason', lots: 'lots' }[parts[2] ?? ''] ?? 'clave'
        return line ? fieldId(line, part as 'clave') : null
    }
    return (
        { folio: 'folio', prescribedOn: 'fecha', presentedAt: 'presentada', service: 'servicio', patient: 'paciente' }[
            field ?? ''
        ] ?? null
    )
}
