/** A value, or why there is none: the code of the reason, as the services name theirs, and what a person reads. */
export type Outcome<T> = { ok: true; value: T } | Refused
export interface Refused {
    ok: false
    code: string
    text: string
}

export const took = <T>(value: T): Outcome<T> => ({ ok: true, value })
export const refuse = (code: string, text: string): Refused => ({ ok: false, code, text })

/** What may be repeated of a text in an error: its first 40 characters, never half of one. */
export const shorten = (text: string) => (text.length > 40 ? `${text.slice(0, 40).replace(/[\uD800-\uDBFF]$/, '')}…` : text)

/** Shortened, and control characters in sight. */
export const show = (text: string) =>
    shorten(text.replace(/[\u0000-\u001f\u007f]/g, x => String.fromCharCode(x === '\u007f' ? 0x2421 : 0x2400 + x.charCodeAt(0))))
