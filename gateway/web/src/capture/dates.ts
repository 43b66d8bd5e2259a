import { dayAt } from '../offline/zone'
import { fold } from './codes'
import { type Outcome, refuse, show, took } from './outcome'

export interface DateSettings {
    now: Date
    /** IANA name, of the place: a day is that of its wall, not of the device's. */
    zone: string
    /** Which year a date without one has: the last that has been, or the next. */
    toward?: 'past' | 'future'
}

const months = [
    'ENERO',
    'FEBRERO',
    'MARZO',
    'ABRIL',
    'MAYO',
    'JUNIO',
    'JULIO',
    'AGOSTO',
    'SEPTIEMBRE',
    'OCTUBRE',
    'NOVIEMBRE',
    'DICIEMBRE',
]
const words: Record<string, number> = { HOY: 0, AYER: -1, MANANA: 1 }

/** `26/11/2026`, `26/11`, `26nov`, `26 nov 2026`, `2026-11-26`, `hoy`, `ayer`, `mañana`, `-1`, `+30`: as yyyy-MM-dd. */
export function readDate(typed: string, settings: DateSettings): Outcome<string> {
    const text = fold(typed)
    const today = dayAt(settings.now.getTime(), settings.zone)
    const days = words[text] ?? (/^[+-]\d{1,4}$/.test(text) ? Number(text) : null)
    if (days !== null) return took(plusDays(today, days))
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
    if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
    const parts =
        /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?$/.exec(text) ??
        /^(\d{1,2}) ?-?(?:DE )?([A-Z]{3,10})\.?(?: ?-?(?:DEL? )?(\d{4}|\d{2}))?$/.exec(text)
    const month = parts && monthOf(parts[2]!)
    if (!parts || month === null) return malformed(typed)
    const [day, year] = [Number(parts[1]), parts[3]]
    if (year !== undefined) return dayOf(year.length === 2 ? 2000 + Number(year) : Number(year), month, day)
    return nearest(today, month, day, settings.toward ?? 'past')
}

function monthOf(text: string): number | null {
    if (/^\d/.test(text)) return Number(text)
    const at = months.findIndex(x => x.startsWith(text))
    return at >= 0 ? at + 1 : 'SETIEMBRE'.startsWith(text) ? 9 : null
}

function nearest(today: string, month: number, day: number, toward: 'past' | 'future'): Outcome<string> {
    const year = Number(today.slice(0, 4))
    let last: Outcome<string> = dayOf(year, month, day)
    // 29 February is at most eight years away.
    for (let i = 0; i <= 8; i++) {
        const found = dayOf(toward === 'past' ? year - i : year + i, month, day)
        if (found.ok && (toward === 'past' ? found.value <= today : found.value >= today)) return found
        if (!found.ok) last = found
    }
    return last
}

function dayOf(year: number, month: number, day: number): Outcome<string> {
    const [y, m, d] = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')]
    const exists = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
    return exists && year > 0 ? took(`${y}-${m}-${d}`) : refuse('date.no-such-day', `El día ${d}/${m}/${y} no existe.`)
}

const plusDays = (day: string, days: number) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

const malformed = (typed: string) =>
    refuse('date.malformed', `«${show(typed)}» no es una fecha: escriba por ejemplo 26/11/2026, 26nov, hoy o -1.`)
