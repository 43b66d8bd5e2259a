import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayAt } from '../offline/zone'
import { readDate } from './dates'

const now = new Date('2026-11-27T10:00:00Z')
const zone = 'America/Mexico_City'
const read = (typed: string, toward?: 'past' | 'future') => {
    const said = readDate(typed, { now, zone, toward })
    return said.ok ? said.value : said.code
}

test.each([
    ['26/11/2026', '2026-11-26'],
    ['1/2/2026', '2026-02-01'],
    ['26-11-2026', '2026-11-26'],
    ['26.11.26', '2026-11-26'],
    ['26/11', '2026-11-26'],
    ['28/11', '2025-11-28'],
    ['26nov', '2026-11-26'],
    ['26NOV', '2026-11-26'],
    ['26 nov', '2026-11-26'],
    ['26-nov-2026', '2026-11-26'],
    ['26nov26', '2026-11-26'],
    ['26 nov. 2026', '2026-11-26'],
    ['26 de noviembre de 2026', '2026-11-26'],
    ['1 de enero del 2026', '2026-01-01'],
    ['5sep', '2026-09-05'],
    ['5set', '2026-09-05'],
    ['28dic', '2025-12-28'],
    ['29feb', '2024-02-29'],
    ['29/02/2024', '2024-02-29'],
    ['2026-11-26', '2026-11-26'],
    ['hoy', '2026-11-27'],
    ['HOY ', '2026-11-27'],
    ['ayer', '2026-11-26'],
    ['mañana', '2026-11-28'],
    ['-1', '2026-11-26'],
    ['−1', '2026-11-26'],
    ['-27', '2026-10-31'],
    ['+30', '2026-12-27'],
    ['２６/１１/２０２６', '2026-11-26'],
])('%j is %s', (typed, day) => expect(read(typed)).toBe(day))

test.each([
    ['28nov', '2026-11-28'],
    ['27nov', '2026-11-27'],
    ['26nov', '2027-11-26'],
    ['29feb', '2028-02-29'],
])('%j of what is to come is %s', (typed, day) => expect(read(typed, 'future')).toBe(day))

test.each([
    ['', 'date.malformed'],
    ['mañanas', 'date.malformed'],
    ['1', 'date.malformed'],
    ['26/11/202', 'date.malformed'],
    ['26xyz', 'date.malformed'],
    ['26no', 'date.malformed'],
    ['nov26x', 'date.malformed'],
    ['11/2026', 'date.malformed'],
    ['-12345', 'date.malformed'],
    ['31/02/2026', 'date.no-such-day'],
    ['29/02/2026', 'date.no-such-day'],
    ['29/02/1900', 'date.no-such-day'],
    ['26/13/2026', 'date.no-such-day'],
    ['0/11/2026', 'date.no-such-day'],
    ['31nov', 'date.no-such-day'],
    ['30feb', 'date.no-such-day'],
    ['01/01/0000', 'date.no-such-day'],
])('%j is refused', (typed, code) => expect(read(typed)).toBe(code))

describe('today is that of the wall of the place', () => {
    const at = (instant: string, where: string) => dayAt(Date.parse(instant), where)
    test.each([
        ['2026-11-27T05:59:59Z', 'America/Mexico_City', '2026-11-26'],
        ['2026-11-27T06:00:00Z', 'America/Mexico_City', '2026-11-27'],
        ['2026-11-27T06:30:00Z', 'America/Tijuana', '2026-11-26'],
        ['2026-11-27T05:00:00Z', 'America/Cancun', '2026-11-27'],
        ['2026-07-01T05:30:00Z', 'America/Ciudad_Juarez', '2026-06-30'],
        ['2026-07-01T06:00:00Z', 'America/Ciudad_Juarez', '2026-07-01'],
    ])('%s in %s is %s', (instant, where, day) => expect(at(instant, where)).toBe(day))
})

test('each day is read as it is written', () =>
    fc.assert(
        fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), x => {
            const day = x.toISOString().slice(0, 10)
            expect(read(`${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`)).toBe(day)
            expect(read(day)).toBe(day)
        }),
    ))
