import { shorten } from './outcome'

/** The one spelling of codes, as the services store it (Supply.Kernel: Codes, Texts). `kernel.vectors.json` holds both to each other. */
export function normalise(text: string): string {
    if (isClean(text)) return text.toUpperCase().replaceAll('`', "'")
    const plain = [...line(text).normalize('NFD')].map(x => plainForms[x] ?? x).join('')
    return upper(plain).normalize('NFC')
}

/** Upper case without accents: what searches compare. */
export function fold(text: string): string {
    const bare = normalise(text)
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
    return isClean(bare) ? bare : line(bare)
}

/** Spanish with single blanks within: nearly all that is typed, and as it must be but for its case. */
const isClean = (text: string) =>
    /^[ -~ÁÉÍÓÚÜÑáéíóúüñ]*$/.test(text) && !text.includes('  ') && !text.startsWith(' ') && !text.endsWith(' ')

/**
 * Null, or what to say of a code with a letter or digit of another alphabet: the Cyrillic А looks like the Latin A and is another code.
 */
export function otherAlphabet(text: string): string | null {
    const other = [...line(text)].find(x => /[\p{L}\p{Nd}]/u.test(x) && !latin.test(x))
    if (other === undefined) return null
    const number = other.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
    return (
        `«${shorten(text)}» trae «${other}» (U+${number}), que es de otro alfabeto aunque se parezca a una letra o cifra ` +
        'común. Escríbalo de nuevo con el teclado.'
    )
}

const latin = /[0-9A-Za-z\u00AA\u00BA\u00C0-\u024F\u02B0-\u02FF\u1E00-\u1EFF]/

/** Word processors put other dashes and apostrophes in place of those of the keyboard. */
const plainForms: Record<string, string> = Object.fromEntries(
    [
        ['-', '\u058A\u2010\u2011\u2012\u2013\u2014\u2015\u2212'],
        ["'", '\u0060\u00B4\u02B9\u02BC\u2018\u2019\u201B\u2032'],
        ['"', '\u201C\u201D\u201F\u2033'],
    ].flatMap(([plain, others]) => [...others!].map(x => [x, plain!])),
)

/** Letter by letter, as the services do: what would become two letters (ß) stays, and so does the ı without its dot. */
const upper = (text: string) =>
    [...text].map(x => (x === 'ı' || x.toUpperCase().length !== x.length ? x : x.toUpperCase())).join('')

/** A text of one line: blanks of every kind are one space, what is invisible goes, forms of the same letter are the plain one; NFC. */
function line(text: string): string {
    const whole = text.replace(/\p{Surrogate}|[\uFFFE\uFFFF]/gu, '\uFFFD').normalize('NFC')
    return [...whole]
        .map(x => (looksLike.test(x) ? x.normalize('NFKC') : x === '\u2011' ? '\u2010' : x))
        .join('')
        .replace(blanks, ' ')
        .replace(invisible, '')
        .replace(/ {2,}/g, ' ')
        .trim()
        .normalize('NFC')
}

const blanks = /[\t-\r\u0085\p{Z}\u115F\u1160\u2800\u3164\uFFA0]+/gu
const invisible = /[\p{Cf}\p{Cc}\u034F\u17B4\u17B5\u2065\u180B-\u180F\uFE00-\uFE0F\u{E0000}-\u{E0FFF}]/gu
/** Roman numerals, ligatures, small forms, full and half width, mathematical letters and digits. */
const looksLike = /[\u2160-\u217F\uFB00-\uFB06\uFE50-\uFE6B\uFF01-\uFF9F\uFFE0-\uFFEE\u{1D400}-\u{1D7FF}]/u
