const formats = new Map<string, Intl.DateTimeFormat>()

function partsAt(instant: number, zone: string): Record<string, string> {
    let format = formats.get(zone)
    if (!format)
        formats.set(
            zone,
            (format = new Intl.DateTimeFormat('en-CA', {
                timeZone: zone,
                hourCycle: 'h23',
                year: 'numeric',
                month: '2-digit',
                day: '2-digit',
                hour: '2-digit',
                minute: '2-digit',
                second: '2-digit',
            })),
        )
    return Object.fromEntries(format.formatToParts(instant).map(x => [x.type, x.value]))
}

/** The day on the wall at a place, yyyy-MM-dd. */
export function dayAt(instant: number, zone: string): string {
    const x = partsAt(instant, zone)
    return `${x.year}-${x.month}-${x.day}`
}

/** The time on the wall at a place, HH:mm. */
export function timeAt(instant: number, zone: string): string {
    const x = partsAt(instant, zone)
    return `${x.hour}:${x.minute}`
}

/** The instant at which the wall of a place shows this day (yyyy-MM-dd) and time (HH:mm); of two, the earlier. */
export function instantOf(day: string, time: string, zone: string): number {
    const wanted = Date.parse(`${day}T${time}:00Z`)
    const shownAt = (instant: number) => Date.parse(`${dayAt(instant, zone)}T${timeAt(instant, zone)}:00Z`)
    // The offset of the day before and of the day after: one of them is right unless the clock skips this minute.
    const guesses = [wanted - 86_400_000, wanted + 86_400_000].map(x => wanted - (shownAt(x) - Math.floor(x / 60_000) * 60_000))
    return guesses.toSorted((a, b) => a - b).find(x => shownAt(x) === wanted) ?? guesses[0]!
}

/**
 * `11:05`, `ayer 11:05`, `25nov 11:05` as an instant (milliseconds), or why it is none.
 * @param day What turns a day as people type it into yyyy-MM-dd, or null.
 */
export function momentOf(text: string, zone: string, day: (text: string) => string | null): number | { why: string } {
    const parts = /^(?:(.+?)\s+)?(\d{1,2}):(\d{2})$/.exec(text.trim())
    const on = parts && day(parts[1] ?? 'hoy')
    return on && Number(parts[2]) <= 23 && Number(parts[3]) <= 59
        ? instantOf(on, `${parts[2]!.padStart(2, '0')}:${parts[3]}`, zone)
        : { why: 'La hora se escribe como 11:05, o con su día: ayer 11:05, 25nov 11:05.' }
}
