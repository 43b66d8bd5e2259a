import { normalise, otherAlphabet } from './codes'
import { type Outcome, type Refused, refuse, shorten, took } from './outcome'

/** The official lists use it where an item has no clave; it names nothing. */
const placeholder = '000.000.0000.00'

/** Of a supply item: `060.345.3798` or `010.000.0104.00`. As the services check it. */
export function readClave(text: string): Outcome<string> {
    const other = otherAlphabet(text)
    if (other) return refuse('clave.malformed', other)
    const code = normalise(text)
    if (!/^\d{3}\.\d{3}\.\d{4}(\.\d\d)?$/.test(code))
        return refuse(
            'clave.malformed',
            `«${shorten(text)}» no es una clave: se esperan grupos como 010.000.0104.00 o 060.345.3798.`,
        )
    if (code === placeholder)
        return refuse(
            'clave.placeholder',
            `La clave ${placeholder} es un relleno de las listas oficiales y no nombra ningún insumo.`,
        )
    return took(code)
}

/** Of a place: its CLUES (`HGIMB000011`), or of one without it (`ALM-13-01`). As the services check it. */
export function readFacility(text: string): Outcome<string> {
    const other = otherAlphabet(text)
    if (other) return refuse('facility.malformed', other)
    const code = normalise(text)
    const isClues = /^[A-Z]{5}\d{6}$/.test(code) && prefixes.has(code.slice(0, 2))
    return isClues || /^ALM-(0[1-9]|[12]\d|3[0-2])-\d\d$/.test(code)
        ? took(code)
        : refuse('facility.malformed', `«${shorten(text)}» no es una CLUES (HGIMB000011) ni una clave de almacén (ALM-13-01).`)
}

/** With which the CLUES of the 32 entities begin; they are not ISO's. */
const prefixes = new Set(
    'AS BC BS CC CL CM CS CH DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR SP SL SR TC TS TL VZ YN ZS'.split(' '),
)

/** As printed on the pack. As the services check it. */
export function readLot(text: string): Outcome<string> {
    const other = otherAlphabet(text)
    if (other) return refuse('lot.malformed', other)
    const code = normalise(text)
    // A GS1 code has a control character between its parts.
    const isScannedWithMore = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/.test(text)
    return code.length > 0 && code.length <= 40 && !isScannedWithMore
        ? took(code)
        : refuse('lot.malformed', 'El lote debe tener de 1 a 40 caracteres, como está impreso en el empaque.')
}

export type TypedClave =
    /** isKnown: it is in the catalogue of the device; another well-formed one may be newer than it. */
    { kind: 'found'; clave: string; isKnown: boolean } | { kind: 'several'; claves: string[] } | { kind: 'refused'; why: Refused }

/**
 * As people type it at the counter: whole, without its dots, or its third group alone (`0104`, `104`, `0104.00`) where one clave alone
 * has it.
 * @param known Claves of the device, in any order.
 */
export function findClave(typed: string, known: Iterable<string>): TypedClave {
    const digits = normalise(typed).replace(/[.\s-]/g, '')
    if (!/^\d{1,12}$/.test(digits)) return whole(typed)
    const exact: string[] = []
    const others: string[] = []
    const third = digits.length <= 4 ? digits.padStart(4, '0') : null
    for (const clave of known) {
        const all = clave.replaceAll('.', '')
        if (all === digits) exact.push(clave)
        else if (third === null ? all.startsWith(digits) || all.slice(6) === digits : clave.slice(8, 12) === third)
            others.push(clave)
    }
    const found = exact.length > 0 ? exact : others
    if (found.length === 1) return { kind: 'found', clave: found[0]!, isKnown: true }
    if (found.length > 1) return { kind: 'several', claves: found.sort() }
    if (digits.length === 10 || digits.length === 12)
        return whole(
            [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 10), digits.slice(10)].filter(x => x !== '').join('.'),
        )
    const text = `Ninguna clave del catálogo de este equipo es «${shorten(typed.trim())}». Escriba la clave completa o parte del nombre.`
    return { kind: 'refused', why: refuse('clave.not-found', text) }
}

function whole(text: string): TypedClave {
    const clave = readClave(text)
    return clave.ok ? { kind: 'found', clave: clave.value, isKnown: false } : { kind: 'refused', why: clave }
}
