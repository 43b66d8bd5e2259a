import { useEffect, useState } from 'react'
import { get } from '../api/client'
import type { OfflinePack, PackItem, Page, StockLot } from '../api/models'
import { keep, kept } from './database'
import { refreshSealingKey } from './patient'
import { session } from '../session/session'

/** What a counter knows without a network: the claves, the bar codes of boxes, the unit, its stock as of an instant. */
export interface Pack {
    /** The instant of the copy, by the catalogue's clock. */
    at: string
    place: OfflinePack['facility']
    items: PackItem[]
    /** The claves of the unit's type; null: it may ask for every one. */
    formulary: string[] | null
    /** The clave of each GTIN that somebody taught. */
    gtins: Record<string, string>
    lots: StockLot[]
}

const name = (facility: string) => `pack.${facility}`
const maxAge = 60 * 60_000
const pageRows = 500

async function all<T>(path: string, query: Record<string, string>): Promise<T[]> {
    const rows: T[] = []
    let after: string | null = null
    do {
        const page: Page<T> = await get<Page<T>>(path, { ...query, limit: pageRows, after })
        rows.push(...page.items)
        after = page.next
    } while (after !== null)
    return rows
}

/** The whole catalogue the first time, then what changed since. */
async function fetched(facility: string, before: Pack | null): Promise<Pack> {
    const [told, lots] = await Promise.all([
        get<OfflinePack>('/catalog/offline-pack', { facility, since: before?.at ?? null }),
        all<StockLot>('/inventory/stock', { facility }),
    ])
    const known = told.complete ? null : before
    const items = new Map((known?.items ?? []).map(x => [x.clave, x]))
    for (const clave of told.removedItems) items.delete(clave)
    for (const item of told.items) items.set(item.clave, item)
    const gtins = { ...known?.gtins }
    for (const gtin of told.removedGtins) delete gtins[gtin]
    for (const { gtin, clave } of told.gtins) gtins[gtin] = clave
    return {
        at: told.asOf,
        place: told.facility,
        items: [...items.values()],
        formulary: told.formulary ? told.formulary.allowed : (known?.formulary ?? null),
        gtins,
        lots,
    }
}

let refreshing: Promise<void> | null = null
const watchers = new Set<() => void>()

/** Brings the copy of a unit up to date; what was there stays where the network does not answer. */
export function refreshPack(facility: string): Promise<void> {
    return (refreshing ??= (async () => {
        const before = await kept<Pack>(name(facility))
        await keep(name(facility), await fetched(facility, before?.data ?? null))
        // Who records no patient may not read it; an older service has none: the patient is held until it has.
        if (session.shown?.role === 'pharmacy') await refreshSealingKey().catch(() => {})
        for (const told of watchers) told()
    })().finally(() => {
        refreshing = null
    }))
}

/** The copy on this device, refreshed at the beginning and then hourly. Null: not read yet, or never had. */
export function usePack(facility: string): { pack: Pack | null; isRead: boolean } {
    const [state, setState] = useState<{ pack: Pack | null; isRead: boolean }>({ pack: null, isRead: false })
    useEffect(() => {
        if (facility === '') return // a role of no unit
        let isOver = false
        const read = () =>
            kept<Pack>(name(facility)).then(x => {
                if (!isOver) setState({ pack: x?.data ?? null, isRead: true })
                return x
            })
        const told = () => {
            void read()
        }
        watchers.add(told)
        const refresh = () => {
            void refreshPack(facility).catch(() => {}) // without a network the copy is what there is
        }
        void read().then(x => {
            if (!x || Date.now() - Date.parse(x.at) > maxAge) refresh()
        })
        const each = setInterval(refresh, maxAge)
        return () => {
            isOver = true
            watchers.delete(told)
            clearInterval(each)
        }
    }, [facility])
    return state
}
