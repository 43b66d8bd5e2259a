/** Numbers, dates and words as people in Mexico read them; only Intl, never by hand. */
const whole = new Intl.NumberFormat('es-MX', { maximumFractionDigits: 0 })
const two = new Intl.NumberFormat('es-MX', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const one = new Intl.NumberFormat('es-MX', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const four = new Intl.NumberFormat('es-MX', { minimumFractionDigits: 4, maximumFractionDigits: 4 })
const day = new Intl.DateTimeFormat('es-MX', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const monthLong = new Intl.DateTimeFormat('es-MX', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const monthShort = new Intl.DateTimeFormat('es-MX', { month: 'short', timeZone: 'UTC' })
const instant = new Intl.DateTimeFormat('es-MX', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
})

export const notAvailable = 'n. d.'
export const pieces = (x: number) => whole.format(x)
/** Two decimals, as the server has rounded: never rounded again. */
export const rate = (x: number | null | undefined) => (x === null || x === undefined ? notAvailable : two.format(x))
export const percent = (x: number | null | undefined) => (x === null || x === undefined ? notAvailable : `${two.format(x)}%`)
export const oneDecimal = (x: number) => one.format(x)
export const decimals = (x: number) => four.format(x)
export const megabytes = (bytes: number) => `${one.format(bytes / 1_000_000)} MB`
/** Percentage points with their sign. */
export const points = (x: number) => `${x > 0 ? '▲' : x < 0 ? '▼' : '='} ${two.format(Math.abs(x))}`
export const signed = (x: number) => `${x > 0 ? '+' : x < 0 ? '−' : ''}${two.format(Math.abs(x))}`
export const signedPieces = (x: number) => `${x > 0 ? '+' : x < 0 ? '−' : ''}${whole.format(Math.abs(x))}`
/** A local date, yyyy-MM-dd. */
export const date = (iso: string) => day.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`)).replaceAll('.', '')
export const time = (iso: string) => `${instant.format(new Date(iso)).replaceAll('.', '')} h`
export const share = (part: number, of: number) => (of === 0 ? null : (100 * part) / of)

/** 2026, 2026-11 or 2026-11-26 in words. */
export function periodName(period: string): string {
    if (period.length === 4) return period
    if (period.length === 7) return monthLong.format(new Date(`${period}-01T00:00:00Z`))
    return date(period)
}

export const monthName = (period: string) => monthShort.format(new Date(`${period.slice(0, 7)}-01T00:00:00Z`)).replaceAll('.', '')

/** How long ago, for the bar: "hace 12 s". */
export function ago(milliseconds: number): string {
    const seconds = Math.max(0, Math.round(milliseconds / 1000))
    if (seconds < 90) return `hace ${seconds} s`
    const minutes = Math.round(seconds / 60)
    return minutes < 90 ? `hace ${minutes} min` : `hace ${Math.round(minutes / 60)} h`
}
