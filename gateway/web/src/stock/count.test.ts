import { describe, expect, it } from 'vitest'
import type { StockLot } from '../api/models'
import { bodyLinesOf, differencesOf, emptyForm, faultsOf, foundLot, linesOfClave, takenOf, type Form } from './count'
import { lotsHere } from './lots'

const lot = (clave: string, lot: string, onHand: number, changes: Partial<StockLot> = {}): StockLot => ({
    facility: 'U',
    location: 'main',
    clave,
    lot,
    expiresOn: '2027-06-30',
    fundingSource: null,
    condition: 'usable',
    onHand,
    reserved: 0,
    expired: false,
    ...changes,
})
const stock = [lot('P', 'A', 25), lot('P', 'B', 15, { expiresOn: '2027-01-31' }), lot('Q', 'C', 9, { condition: 'quarantine' })]
const expiry = (text: string) => (/^\d{4}/.test(text) ? text : null)
const sheet = (...counted: string[]): Form => {
    const lines = [...linesOfClave('P', stock), ...linesOfClave('Q', stock)]
    return { ...emptyForm(), lines: lines.map((x, i) => ({ ...x, counted: counted[i] ?? '' })) }
}

describe('a count', () => {
    it('has every lot of a clave, the first to expire first', () => {
        expect(sheet().lines.map(x => x.lot)).toEqual(['B', 'A', 'C'])
    })

    it('leaves out a clave of which nothing is typed', () => {
        expect(differencesOf(sheet('15', '22'))).toEqual([{ clave: 'P', book: 40, counted: 37 }])
        expect(bodyLinesOf(sheet('15', '22'), expiry).map(x => [x.lot, x.quantity])).toEqual([
            ['B', 15],
            ['A', 22],
        ])
    })

    it('wants every lot of a clave that it has begun', () => {
        expect(faultsOf(sheet('15'), expiry).map(x => x.text)).toEqual(['Falta contar P lote A: si no hay, escriba 0.'])
        expect(faultsOf(sheet(), expiry).map(x => x.text)).toEqual(['No se ha contado nada.'])
    })

    it('takes a lot that the book does not have, with its expiry', () => {
        const found = { ...sheet('15', '25'), lines: [...sheet('15', '25').lines, { ...foundLot('P'), lot: 'Z', counted: '3' }] }
        expect(faultsOf(found, expiry).map(x => x.text)).toEqual([expect.stringContaining('caducidad')])
    })

    it('changes the shelf by what differs', () => {
        const taken = takenOf(sheet('15', '22', '4'), expiry)
        expect(taken).toEqual([{ clave: 'P', lot: 'A', pieces: 3, expiresOn: '2027-06-30' }])
    })
})

describe('the stock that is shown', () => {
    const row = (at: number, ...taken: { clave: string; lot: string | null; pieces: number; expiresOn?: string }[]) => ({
        facility: 'U',
        rawAt: at,
        taken,
    })
    const shown = (rows: ReturnType<typeof row>[], until?: number) =>
        lotsHere(stock, rows, 'U', until).map(x => [x.lot, x.onHand])

    it('is less what names no lot from the first to expire', () => {
        expect(shown([row(1, { clave: 'P', lot: null, pieces: 20 })])).toEqual([
            ['A', 20],
            ['C', 9],
        ])
    })

    it('has lots that came here', () => {
        expect(shown([row(1, { clave: 'P', lot: 'N', pieces: -7, expiresOn: '2028-01-01' })])).toContainEqual(['N', 7])
    })

    it('does not know what was recorded later', () => {
        expect(shown([row(5, { clave: 'P', lot: 'A', pieces: 5 })], 4)).toContainEqual(['A', 25])
    })
})
