import { describe, expect, it } from 'vitest'
import type { Order } from '../api/models'
import {
    bodyOf,
    emptyForm,
    emptyLine,
    faultsOf,
    question,
    readExpiry,
    withBox,
    withOrder,
    type ReceiptForm,
    type ReceiptLine,
} from './receipt'

const settings = { now: new Date('2026-11-27T18:00:00Z'), zone: 'America/Mexico_City' }
const [paracetamol, metformin] = ['010.000.0104.00', '010.000.5165.00']
const order = {
    id: 'o',
    number: 'OS-13-2026-00001',
    source: { kind: 'supplier', id: 'PISA' },
    lines: [
        { clave: paracetamol, toCome: 400, award: 'a' },
        { clave: metformin, toCome: 0, award: 'b' },
    ],
} as unknown as Order
const line = (changes: Partial<ReceiptLine>): ReceiptLine => ({
    ...emptyLine(paracetamol),
    lot: 'A1',
    expires: '06/2028',
    pieces: '100',
    ...changes,
})
const form = (...lines: ReceiptLine[]): ReceiptForm => ({ ...emptyForm(), supplier: 'PISA', order: 'o', lines })

describe('a receipt', () => {
    it('begins with what its order still waits for', () => {
        const x = withOrder(emptyForm(), order)
        expect(x).toMatchObject({ supplier: 'PISA', order: 'o', orderText: 'OS-13-2026-00001' })
        expect(x.lines.map(y => y.clave)).toEqual([paracetamol])
        expect(faultsOf(x, order, settings).map(y => y.text)).toEqual([expect.stringContaining('Falta lo que llegó')])
    })

    it('names the award of each line and leaves out lines of which nothing came', () => {
        const body = bodyOf(form(line({}), emptyLine(metformin)), 'ALM-13-01', order, settings, '2026-11-27')
        expect(body).toMatchObject({ receivedOn: '2026-11-27', supplyOrder: 'o', fundingSource: null })
        expect(body.lines).toEqual([{ clave: paracetamol, lot: 'A1', expiresOn: '2028-06-30', quantity: 100, award: 'a' }])
    })

    it('asks when a clave brings more than the order waits for, once', () => {
        const [one, two] = [line({ pieces: '300' }), line({ lot: 'B2', pieces: '101' })]
        const x = form(one, two)
        expect(question(x, one, order)).toBeNull()
        expect(question(x, two, order)).toContain('¿401? La orden espera 400')
        expect(faultsOf(x, order, settings)).toHaveLength(1)
        const confirmed = form(one, { ...two, confirmed: '101' })
        expect(faultsOf(confirmed, order, settings)).toEqual([])
        expect(faultsOf({ ...confirmed, order: null }, null, settings)).toEqual([])
    })

    it('asks of a clave that the order does not have', () => {
        const other = line({ clave: '010.000.9999.00' })
        expect(question(form(other), other, order)).toContain('no pide')
    })

    it.each([
        [{ clave: null }, 'falta elegir la clave'],
        [{ lot: ' ' }, 'falta el lote'],
        [{ expires: '' }, 'falta la caducidad'],
        [{ expires: '31/02/2028' }, 'no existe'],
        [{ pieces: '0' }, 'al menos una pieza'],
    ] as [Partial<ReceiptLine>, string][])('%o is refused where it stands', (changes, text) => {
        expect(faultsOf(form(line(changes)), null, settings).map(x => x.text)).toEqual([expect.stringContaining(text)])
    })
})

describe('an expiry', () => {
    it.each([
        ['06/2028', '2028-06-30'],
        ['2/28', '2028-02-29'],
        ['30/06/2028', '2028-06-30'],
        ['30jun', '2027-06-30'],
        ['2028-06-30', '2028-06-30'],
    ])('%s is %s', (typed, day) => {
        expect(readExpiry(typed, settings)).toMatchObject({ ok: true, value: day })
    })

    it('of no month is refused', () => {
        expect(readExpiry('13/2028', settings)).toMatchObject({ ok: false })
    })
})

describe('a box', () => {
    it('goes to the line that waits for its clave', () => {
        const x = withBox(withOrder(emptyForm(), order), {
            clave: paracetamol,
            lot: 'L7',
            expiresOn: '2029-12-31',
            pieces: null,
        })
        expect(x.form.lines).toMatchObject([{ clave: paracetamol, lot: 'L7', expires: '2029-12-31' }])
        expect(x.field).toContain('pieces')
    })

    it('of another lot is another line, of the same lot the same', () => {
        const first = form(line({}))
        const other = withBox(first, { clave: paracetamol, lot: 'B2' })
        expect(other.form.lines).toHaveLength(2)
        expect(other.field).toContain('expires')
        expect(withBox(other.form, { clave: paracetamol, lot: 'A1' }).form).toBe(other.form)
    })
})
