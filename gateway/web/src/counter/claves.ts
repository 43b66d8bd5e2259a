import type { PackItem, StockLot } from '../api/models'
import { findClave } from '../capture/clave'
import { makeIndex, suggest, type SearchIndex } from '../capture/search'
import { takenHere } from '../offline/unsent'
import type { Pack } from '../offline/pack'

/** A clave as the counter knows it. */
export interface Known {
    clave: string
    description: string
    /** Usable pieces at the unit less what was recorded here since; null: not known. */
    onHand: number | null
    /** What the unit uses in a month; undefined: not known. */
    monthly?: number | undefined
}

/** A lot at the unit that may be handed out, the first to expire first. */
export interface KnownLot {
    lot: string
    expiresOn: string
    onHand: number
}

export interface Claves {
    suggest: (text: string) => Known[]
    read: (text: string) => { clave: string } | { why: string }
    describe: (clave: string) => Known & { isKnown: boolean; lots: KnownLot[] }
}

const nameOf = (x: PackItem | undefined) => (x ? [x.name, x.presentation].filter(Boolean).join(', ') : '')
const isUsable = (x: StockLot) => x.condition === 'usable' && !x.expired

interface Ordered {
    items: ReadonlyMap<string, PackItem>
    index: SearchIndex
    /** Those that may be handed out, by clave. */
    lots: ReadonlyMap<string, StockLot[]>
}

const ordered = new WeakMap<Pack, Ordered>()
const nothing: Ordered = { items: new Map(), index: makeIndex([]), lots: new Map() }

/** Made once for a copy of the catalogue and of the stock, whatever is recorded beside it. */
function orderedOf(pack: Pack | null): Ordered {
    if (!pack) return nothing
    let found = ordered.get(pack)
    if (!found)
        ordered.set(
            pack,
            (found = {
                items: new Map(pack.items.map(x => [x.clave, x])),
                index: makeIndex(pack.items.map(x => ({ clave: x.clave, text: nameOf(x) }))),
                lots: Map.groupBy(pack.lots.filter(isUsable), x => x.clave),
            }),
        )
    return found
}

function meant(text: string, known: Iterable<string>): { clave: string } | { why: string } {
    const typed = findClave(text, known)
    switch (typed.kind) {
        case 'found':
            return { clave: typed.clave }
        case 'several':
            return { why: `Varias claves son «${text.trim()}»: ${typed.claves.slice(0, 3).join(', ')}. Escriba más.` }
        case 'refused':
            return { why: typed.why.text }
    }
}

/** What a unit's copy of the catalogue and of its stock answers. */
export function clavesOf(pack: Pack | null, facility: string): Claves {
    const { items, index, lots } = orderedOf(pack)
    const onHand = (clave: string) =>
        pack === null
            ? null
            : Math.max(0, (lots.get(clave) ?? []).reduce((sum, x) => sum + x.onHand - x.reserved, 0) - takenHere(facility, clave))
    const known = (clave: string): Known => ({
        clave,
        description: nameOf(items.get(clave)),
        onHand: onHand(clave),
        monthly: pack?.monthly?.[clave],
    })
    const shelf = new Map<string, number>((pack?.formulary ?? []).map(clave => [clave, 0]))
    for (const clave of lots.keys()) shelf.set(clave, onHand(clave) ?? 0)
    return {
        suggest: text => suggest(index, text, shelf).map(x => known(x.clave)),
        read: text => meant(text, items.keys()),
        describe: clave => ({
            ...known(clave),
            isKnown: items.has(clave),
            lots: (lots.get(clave) ?? [])
                .map(x => ({
                    lot: x.lot,
                    expiresOn: x.expiresOn,
                    onHand: x.onHand - x.reserved - takenHere(facility, clave, x.lot),
                }))
                .filter(x => x.onHand > 0)
                .toSorted((a, b) => a.expiresOn.localeCompare(b.expiresOn)),
        }),
    }
}
