import type { StockLot } from '../api/models'
import type { Recorded } from '../offline/database'

type Row = Pick<Recorded, 'facility' | 'taken' | 'rawAt'>

/**
 * A unit's lots as the server had them at the instant of the copy, less what was recorded on this device since and is not sent yet; lots
 * of which nothing is left stay out. What names no lot left the first to expire.
 * @param until Milliseconds by this device's clock: what was recorded later does not count.
 */
export function lotsHere(copy: readonly StockLot[], unsent: readonly Row[], facility: string, until = Infinity): StockLot[] {
    const lots = copy.map(x => ({ ...x }))
    const isTakenFrom = (x: StockLot) => x.condition === 'usable' && !x.expired
    for (const row of unsent) {
        if (row.facility !== facility || row.rawAt > until) continue
        for (const taken of row.taken) {
            let left = taken.pieces
            const named = lots
                .filter(x => x.clave === taken.clave && (taken.lot === null || x.lot === taken.lot) && isTakenFrom(x))
                .filter(x => taken.expiresOn === undefined || x.expiresOn === taken.expiresOn)
                .toSorted((a, b) => a.expiresOn.localeCompare(b.expiresOn))
            if (left < 0) {
                const [first] = named
                if (first) first.onHand -= left
                else if (taken.lot !== null && taken.expiresOn !== undefined)
                    lots.push(newLot(facility, taken.clave, taken.lot, taken.expiresOn, -left))
                continue
            }
            for (const x of named) {
                const some = Math.min(left, x.onHand)
                x.onHand -= some
                left -= some
            }
        }
    }
    return lots.filter(x => x.onHand > 0)
}

const newLot = (facility: string, clave: string, lot: string, expiresOn: string, onHand: number): StockLot => ({
    facility,
    location: 'main',
    clave,
    lot,
    expiresOn,
    fundingSource: null,
    condition: 'usable',
    onHand,
    reserved: 0,
    expired: false,
})
