import { hasCheckDigit, toGtin, wrongCheckDigit } from './gtin'
import { identifier, identifierAt, type Identifier } from './identifiers'
import { type Outcome, type Refused, refuse, show, took } from './outcome'

/** FNC1 as it is transmitted: it ends a value whose length is not fixed. */
export const separator = '\u001d'

/** What scanners that are keyboards make of the separator, beside what the wedge itself has understood (F8, Ctrl+]). */
export const usualSeparators: readonly string[] = ['<GS>', '{GS}', '^]', '~', '\u241d']

/**
 * GS1-128, DataBar and composite, DataMatrix, QR and DotCode say so in front of the data when the scanner is told to. The key of the
 * bracket on a keyboard of the United States, which scanners are set to, gives a plus on one for Spanish.
 */
const gs1Symbology = /^[\]+](C1|e0|d2|Q3|J1)/
const otherSymbology = /^[\]+][A-Za-z][0-9A-Za-z]/

/** A shorter serial number is on no pack of medicine: "21" at the end of a lot is a part of the lot. */
const shortestSerial = 4

export interface Element {
    ai: string
    value: string
}

export interface Scanned {
    /** Of (01), or of (02), what a case holds; 14 digits. */
    gtin: string | null
    lot: string | null
    serial: string | null
    /** yyyy-MM-dd of (17); the last of the month where the code names no day. */
    expiresOn: string | null
    /** Of (30) or (37). */
    count: number | null
    /** All that the code says, in its order. */
    elements: Element[]
}

export type Scan =
    | { kind: 'read'; scanned: Scanned; /** A separator was missing, and one reading alone is valid. */ isRepaired: boolean }
    | { kind: 'choices'; choices: Scanned[] }
    | { kind: 'refused'; why: Refused }

export interface Settings {
    /** yyyy-MM-dd, for the century of dates that have none. */
    today: string
    separators?: readonly string[]
}

/** A text of a scanner, or typed from a label: element strings, the form with parentheses, or the plain bar code of a product. */
export function readScan(typed: string, { today, separators = usualSeparators }: Settings): Scan {
    const text = separators.reduce((x, mark) => x.replaceAll(mark, separator), typed.trim())
    const isMarked = gs1Symbology.test(text) || text.startsWith(separator)
    const data = text.replace(otherSymbology, '').replace(new RegExp(`^${separator}`), '')
    if (data.replaceAll(separator, '') === '') return refused(refuse('scan.empty', 'El código leído está vacío.'))
    if (data.startsWith('(')) {
        const elements = readBracketed(data, today)
        return elements.ok ? { kind: 'read', scanned: summary(elements.value, today), isRepaired: false } : refused(elements)
    }
    const plain = toGtin(data.replace(/(?<=\d)[ -](?=\d)/g, ''))
    if (!isMarked && plain.ok)
        return { kind: 'read', scanned: summary([{ ai: '01', value: plain.value }], today), isRepaired: false }
    const scan = readElements(data, text.slice(0, -1).includes(separator), today)
    if (isMarked || plain.ok || namesProduct(scan)) return scan
    // It neither says that it is GS1 nor names a product: a damaged code of one, a folio, or the bar code of something else.
    return scan.kind === 'refused' && /^0[12]\d{14}/.test(data) ? scan : refused(plain)
}

const refused = (why: Refused): Scan => ({ kind: 'refused', why })
const namesProduct = (scan: Scan) =>
    scan.kind === 'read' ? scan.scanned.gtin !== null : scan.kind === 'choices' && scan.choices.every(x => x.gtin !== null)

/** @param sends The scanner sends separators: then none is lost, if what it sent can be read. */
function readElements(data: string, sends: boolean, today: string): Scan {
    const asWritten = readings(data, [], today, false)[0]!
    if (asWritten.ok && sends) return { kind: 'read', scanned: summary(asWritten.value, today), isRepaired: false }
    const valid = readings(data, [], today, true)
        .filter(x => x.ok)
        .map(x => summary(x.value, today))
    if (valid.length === 0) return refused(asWritten as Refused)
    return valid.length === 1
        ? { kind: 'read', scanned: valid[0]!, isRepaired: !asWritten.ok }
        : { kind: 'choices', choices: valid }
}

/** Each way to read the text; as it is written there is one. That in which no separator is lost comes first. */
function readings(text: string, before: Element[], today: string, mayBeLost: boolean): Outcome<Element[]>[] {
    if (text === '') return [took(before)]
    const found = identifierAt(text)
    if (!found)
        return [refuse('scan.unknown-identifier', `El código trae «${show(text)}», que no empieza con un dato conocido de GS1.`)]
    const rest = text.slice(found.ai.length)
    const next = rest.indexOf(separator)
    const end = found.length ?? (next < 0 ? rest.length : next)
    const ends =
        found.length === null && mayBeLost
            ? [end, ...lostEnds(rest.slice(0, end), [...before, { ai: found.ai, value: '' }])]
            : [end]
    return ends.flatMap(x => {
        const element = { ai: found.ai, value: rest.slice(0, x) }
        const elements = add(before, element, check(found, element.value, today))
        const after = rest[x] === separator ? x + 1 : x
        return elements.ok ? readings(rest.slice(after), elements.value, today, mayBeLost) : [elements]
    })
}

/** Where an expiry, a lot or a serial number may begin within a value, if that separator was lost; each is there once. */
function lostEnds(value: string, before: Element[]): number[] {
    const ends: number[] = []
    for (let i = 1; i < value.length; i++) {
        const ai = value.slice(i, i + 2)
        if (before.some(x => x.ai === ai)) continue
        if (ai === '17' || ai === '10' || (ai === '21' && value.length - i - 2 >= shortestSerial)) ends.push(i)
    }
    return ends
}

function add(before: Element[], element: Element, why: Refused | null): Outcome<Element[]> {
    if (why) return why
    const same = before.find(x => x.ai === element.ai)
    if (!same) return took([...before, element])
    return same.value === element.value
        ? took(before)
        : refuse('scan.repeated', `El código trae dos veces el dato (${element.ai}), con valores distintos.`)
}

function check(of: Identifier, value: string, today: string): Refused | null {
    const parts = of.form.exec(value)
    if (!parts) return refuse('scan.value', `El código trae incompleto o mal escrito el dato (${of.ai}): «${show(value)}».`)
    for (const [i, kind] of of.checks.entries()) {
        const part = parts[i + 1]
        if (part === undefined) continue
        if (kind === 'check' && !hasCheckDigit(part)) return wrongCheckDigit(part)
        if (kind === 'date' && dateOf(part, today) === null)
            return refuse('scan.date', `El código trae en el dato (${of.ai}) la fecha «${part}», que no existe.`)
    }
    return null
}

/** `(01)…(17)…(10)…` as people read it; a parenthesis within a value has `\` before it. */
export function readBracketed(text: string, today: string): Outcome<Element[]> {
    let elements: Element[] = []
    const parts = text.replaceAll(' ', '').matchAll(/\((\d{2,4})\)((?:\\\(|[^(])*)|(.)/gs)
    for (const [, ai, value, other] of parts) {
        const found = other === undefined ? identifier(ai!) : undefined
        if (!found) return refuse('scan.unknown-identifier', `«${show(text)}» no son datos de GS1 entre paréntesis.`)
        const element = { ai: found.ai, value: value!.replaceAll('\\(', '(') }
        const next = add(elements, element, check(found, element.value, today))
        if (!next.ok) return next
        elements = next.value
    }
    return took(elements)
}

/** As a scanner sends them: a separator ends each value without a fixed length that is not the last. */
export const elementString = (elements: readonly Element[]): string =>
    elements
        .map((x, i) => x.ai + x.value + (identifier(x.ai)?.length === null && i < elements.length - 1 ? separator : ''))
        .join('')

/** yyyy-MM-dd of six digits; day 00 is the last of the month. Null: there is no such day. */
export function dateOf(digits: string, today: string): string | null {
    const [year, month, day] = [
        century(Number(digits.slice(0, 2)), Number(today.slice(0, 4))),
        +digits.slice(2, 4),
        +digits.slice(4),
    ]
    if (month < 1 || month > 12) return null
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
    return day > last ? null : `${year}-${digits.slice(2, 4)}-${String(day === 0 ? last : day).padStart(2, '0')}`
}

/** From 49 years ago to 50 years ahead (General Specifications, 7.12). */
function century(year: number, now: number): number {
    const ahead = year - (now % 100)
    return now - (now % 100) + year + (ahead >= 51 ? -100 : ahead <= -50 ? 100 : 0)
}

function summary(elements: Element[], today: string): Scanned {
    const of = (...ais: string[]) => ais.map(ai => elements.find(x => x.ai === ai)?.value).find(x => x !== undefined) ?? null
    const [expiry, count] = [of('17'), of('30', '37')]
    return {
        gtin: of('01', '02'),
        lot: of('10'),
        serial: of('21'),
        expiresOn: expiry && dateOf(expiry, today),
        count: count === null ? null : Number(count),
        elements,
    }
}
