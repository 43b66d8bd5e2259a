import { describe, expect, it } from 'vitest'
import {
    countedOf,
    emptyEntry,
    emptyExtra,
    emptyForm,
    faultsOf,
    keyOf,
    linesOf,
    outcomeOf,
    sentOf,
    takenOf,
    type Form,
} from './reception'

const picked = (clave: string, lot: string, inTransit: number, expiresOn = '2027-06-30') => ({
    line: 1,
    clave,
    lot,
    expiresOn,
    fundingSource: null,
    quantity: inTransit,
    good: 0,
    damaged: 0,
    surplus: 0,
    inTransit,
    resolved: 0,
    usable: 0,
})
const shipment = { id: 'S', lines: [picked('010.000.0104.00', 'A', 100), picked('010.000.5165.00', 'B', 60, '2026-11-15')] }
const [a, b] = shipment.lines.map(keyOf) as [string, string]
const expiry = (text: string) => (/^\d{4}/.test(text) ? text : null)
const form = (lots: Form['lots'], extras: Form['extras'] = []): Form => ({ ...emptyForm('S'), lots, extras })
const entry = (good: string, damaged = '', reason = '') => ({ good, damaged, reason })

describe('a lot', () => {
    it.each([
        [entry('100'), { good: 100, damaged: 0, missing: 0, surplus: 0 }],
        [entry('', '4'), { good: 96, damaged: 4, missing: 0, surplus: 0 }],
        [entry('80', '4'), { good: 80, damaged: 4, missing: 16, surplus: 0 }],
        [entry('110', '5'), { good: 110, damaged: 5, missing: 0, surplus: 15 }],
        [entry('0'), { good: 0, damaged: 0, missing: 100, surplus: 0 }],
        [entry('x'), null],
        [emptyEntry, null],
    ])('%o of 100', (typed, counted) => {
        expect(countedOf(typed, 100)).toEqual(counted)
    })
})

describe('a reception', () => {
    it('leaves lots that nobody looked at for another one', () => {
        const sent = sentOf(shipment, [])
        expect(linesOf(form({ [a]: entry('90') }), sent, expiry)).toEqual([
            { clave: '010.000.0104.00', lot: 'A', expiresOn: '2027-06-30', good: 90, damaged: 0, missing: 10, reason: null },
        ])
        expect(outcomeOf(form({ [a]: entry('90') }), sent, '2026-11-26')).toEqual({
            usable: 90,
            quarantine: 0,
            damaged: 0,
            missing: 10,
            left: 60,
            checked: 1,
        })
    })

    it('takes off what was received here and is not sent yet', () => {
        const sent = sentOf(shipment, [])
        const row = {
            kind: 'reception' as const,
            path: '/inventory/shipments/S/receptions/R',
            body: { lines: linesOf(form({ [a]: entry('90', '4') }), sent, expiry) },
        }
        expect(sentOf(shipment, [row]).map(x => x.pieces)).toEqual([6, 60])
    })

    it('puts what has expired by then into quarantine, and not on the shelf', () => {
        const [sent, typed] = [sentOf(shipment, []), form({ [a]: entry('100'), [b]: entry('60') })]
        expect(outcomeOf(typed, sent, '2026-11-26')).toMatchObject({ usable: 100, quarantine: 60 })
        expect(takenOf(linesOf(typed, sent, expiry), '2026-11-26')).toEqual([
            { clave: '010.000.0104.00', lot: 'A', pieces: -100, expiresOn: '2027-06-30' },
        ])
    })

    it.each([
        [form({}), 'Ningún lote'],
        [form({ [a]: entry('120') }), 'excedente'],
        [form({ [a]: entry('1.5') }), 'enteras'],
        [form({}, [emptyExtra({ text: 'x', clave: '010.000.0574.00', lot: 'L', expiresOn: '2028-01-01', good: '5' })]), 'motivo'],
        [form({}, [emptyExtra({ clave: '010.000.0574.00', lot: 'L', expiresOn: '?', good: '5', reason: 'r' })]), 'caducidad'],
    ])('%#: is refused where it stands', (typed, text) => {
        expect(faultsOf(typed, sentOf(shipment, []), expiry).map(x => x.text)).toEqual([expect.stringContaining(text)])
    })
})
