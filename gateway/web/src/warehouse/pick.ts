import type { StockLot } from '../api/models'

/** Pieces of a lot that may leave. */
export interface FreeLot {
    lot: string
    expiresOn: string
    fundingSource: string | null
    pieces: number
}

export interface Wanted {
    key: string
    clave: string
    pieces: number
    /** Null: of any source that is not ring-fenced. */
    fundingSource: string | null
}

/** Stands for pieces that no lot in the book covers. */
const noLot = 'SIN-LOTE'
const storeroom = 'main'
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Of the storeroom, usable, neither expired nor set aside, as the service picks them: what expires first leaves first. */
export function freeLots(stock: readonly StockLot[]): FreeLot[] {
    return stock
        .filter(
            x => x.location === storeroom && x.condition === 'usable' && !x.expired && x.lot !== noLot && x.onHand > x.reserved,
        )
        .map(x => ({ lot: x.lot, expiresOn: x.expiresOn, fundingSource: x.fundingSource, pieces: x.onHand - x.reserved }))
        .toSorted(
            (a, b) =>
                byText(a.expiresOn, b.expiresOn) || byText(a.lot, b.lot) || byText(a.fundingSource ?? '', b.fundingSource ?? ''),
        )
}

const mayLeave = (lot: FreeLot, source: string | null, isRingFenced: (source: string) => boolean) =>
    source === null ? lot.fundingSource === null || !isRingFenced(lot.fundingSource) : lot.fundingSource === source

/** Pieces that may leave without a source being named. */
export const atHand = (lots: readonly FreeLot[], isRingFenced: (source: string) => boolean) =>
    lots.reduce((sum, x) => sum + (mayLeave(x, null, isRingFenced) ? x.pieces : 0), 0)

/**
 * The lots that each line will take when they are sent in this order. Where the sum of its picks is less than what a line wants, there is
 * not enough.
 * @param free By clave, from {@link freeLots}.
 */
export function pick(
    wanted: readonly Wanted[],
    free: ReadonlyMap<string, readonly FreeLot[]>,
    isRingFenced: (source: string) => boolean,
): Map<string, FreeLot[]> {
    const left = new Map([...free].map(([clave, lots]) => [clave, lots.map(x => ({ ...x }))]))
    const picks = new Map<string, FreeLot[]>()
    for (const { key, clave, pieces, fundingSource } of wanted) {
        let more = pieces
        const own: FreeLot[] = []
        for (const lot of left.get(clave) ?? []) {
            const taken = mayLeave(lot, fundingSource, isRingFenced) ? Math.min(more, lot.pieces) : 0
            if (taken === 0) continue
            own.push({ ...lot, pieces: taken })
            lot.pieces -= taken
            more -= taken
        }
        picks.set(key, own)
    }
    return picks
}

/** What to send of each line: its share of the stock where it has one, else in turn until nothing is left; never more than is there. */
export function proposals(
    lines: readonly { key: string; clave: string; toSend: number }[],
    onHand: (clave: string) => number,
    shares: ReadonlyMap<string, number>,
): Map<string, number> {
    const left = new Map<string, number>()
    return new Map(
        lines.map(x => {
            const there = left.get(x.clave) ?? onHand(x.clave)
            const sent = Math.max(0, Math.min(x.toSend, shares.get(x.key) ?? x.toSend, there))
            left.set(x.clave, there - sent)
            return [x.key, sent]
        }),
    )
}
