import { describe, expect, it } from 'vitest'
import type { StockLot } from '../api/models'
import { atHand, freeLots, pick, proposals } from './pick'

const clave = '010.000.0104.00'
const stock = (changes: Partial<StockLot>): StockLot => ({
    facility: 'ALM-13-01',
    location: 'main',
    clave,
    lot: 'A',
    expiresOn: '2027-06-30',
    fundingSource: null,
    condition: 'usable',
    onHand: 10,
    reserved: 0,
    expired: false,
    ...changes,
})
const isRingFenced = (x: string) => x === 'SAEAC'
const line = (key: string, pieces: number, fundingSource: string | null = null) => ({ key, clave, pieces, fundingSource })

describe('the stock that may leave', () => {
    it('comes by its last day, then its lot', () => {
        const lots = freeLots([stock({ lot: 'B' }), stock({ lot: 'C', expiresOn: '2027-01-31' }), stock({ lot: 'A' })])
        expect(lots.map(x => x.lot)).toEqual(['C', 'A', 'B'])
    })

    it('is of the storeroom, usable, not expired, not set aside, of a lot', () => {
        const lots = freeLots([
            stock({ location: 'piso' }),
            stock({ condition: 'quarantine' }),
            stock({ expired: true }),
            stock({ lot: 'SIN-LOTE' }),
            stock({ reserved: 10 }),
            stock({ lot: 'D', reserved: 4 }),
        ])
        expect(lots).toMatchObject([{ lot: 'D', pieces: 6 }])
    })

    it('leaves out what is ring-fenced, unless it is named', () => {
        const lots = freeLots([stock({ lot: 'S', fundingSource: 'SAEAC' }), stock({ lot: 'U', fundingSource: 'U013' })])
        expect(atHand(lots, isRingFenced)).toBe(10)
        const of = (source: string | null) => pick([line('1', 15, source)], new Map([[clave, lots]]), isRingFenced).get('1')
        expect(of(null)).toMatchObject([{ lot: 'U', pieces: 10 }])
        expect(of('SAEAC')).toMatchObject([{ lot: 'S', pieces: 10 }])
    })
})

describe('lines that are sent together', () => {
    const lots = freeLots([stock({ lot: 'A', onHand: 5 }), stock({ lot: 'B', onHand: 5 })])

    it('take what is left by those before them', () => {
        const picks = pick([line('1', 7), line('2', 9)], new Map([[clave, lots]]), isRingFenced)
        expect(picks.get('1')).toMatchObject([
            { lot: 'A', pieces: 5 },
            { lot: 'B', pieces: 2 },
        ])
        expect(picks.get('2')).toMatchObject([{ lot: 'B', pieces: 3 }])
        expect(lots.map(x => x.pieces)).toEqual([5, 5])
    })

    const lines = [4, 9, 1].map((toSend, i) => ({ key: String(i), clave, toSend }))
    const shares = (...all: number[]) => new Map(all.map((x, i) => [String(i), x]))

    it('are proposed in turn while there is something', () => {
        expect([...proposals(lines, () => 10, new Map()).values()]).toEqual([4, 6, 0])
    })

    it('are proposed by their shares, but not what has left meanwhile', () => {
        expect([...proposals(lines, () => 10, shares(3, 6, 1)).values()]).toEqual([3, 6, 1])
        expect([...proposals(lines, () => 8, shares(3, 6, 1)).values()]).toEqual([3, 5, 0])
    })
})
