import { keep, kept } from './database'

const key = 'clock-offset'
/** Less is the line's own delay. */
const leastSaid = 2 * 60_000
let offset: number | null = null
const watchers = new Set<() => void>()

/** The device's clock against the server's. */
export const clock = {
    /** Milliseconds to add to this device's time; null: no answer has told it yet. */
    get offset() {
        return offset
    },
    /** Over two minutes: the person is told, and instants are corrected. */
    get isWrong() {
        return offset !== null && Math.abs(offset) > leastSaid
    },
    now: () => corrected(Date.now(), offset),
    watch(told: () => void) {
        watchers.add(told)
        return () => {
            watchers.delete(told)
        }
    },
}

/** An instant by this device's clock, as the server's clock would have told it. */
export const corrected = (raw: number, by: number | null) => (by !== null && Math.abs(by) > leastSaid ? raw + by : raw)

/** Each answer tells the server's time, to the second. */
export function learnFrom(answer: Response, askedAt: number) {
    const date = answer.headers.get('date')
    if (!date) return
    const between = (askedAt + Date.now()) / 2
    const found = Math.round((Date.parse(date) + 500 - between) / 1000) * 1000
    const before = offset
    offset = found
    if (before === null || Math.abs(before - found) > 5000) {
        void keep(key, found).catch(() => {})
        for (const told of watchers) told()
    }
}

/** What was known at the last time, for a device that starts without a network. */
export async function recallClock() {
    const found = await kept<number>(key)
    if (offset === null && found) offset = found.data
}

/** "3 h", "12 min": how far the clock is from the server's. */
export function clockError(): string {
    const minutes = Math.round(Math.abs(offset ?? 0) / 60_000)
    return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
export const isAhead = () => (offset ?? 0) < 0
