import { expect, it } from 'vitest'
import { dayAt, instantOf, timeAt } from './zone'

it.each([
    ['2026-07-01', '12:00', 'America/Mexico_City', '2026-07-01T18:00:00.000Z'],
    ['2026-07-01', '12:00', 'America/Tijuana', '2026-07-01T19:00:00.000Z'],
    ['2026-01-01', '00:00', 'America/Tijuana', '2026-01-01T08:00:00.000Z'],
    ['2026-11-01', '01:30', 'America/Tijuana', '2026-11-01T08:30:00.000Z'], // twice on this day: the first
    ['2026-12-31', '23:59', 'America/Cancun', '2027-01-01T04:59:00.000Z'],
])('%s %s in %s', (day, time, zone, instant) => {
    const found = instantOf(day, time, zone)
    expect(new Date(found).toISOString()).toBe(instant)
    expect([dayAt(found, zone), timeAt(found, zone)]).toEqual([day, time])
})
