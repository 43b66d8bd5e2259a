import { useEffect, useState } from 'react'
import { get } from '../api/client'
import type { Facility, Item, Page, StockLot } from '../api/models'
import { keep, kept } from './database'
import { refreshSealingKey } from './patient'

/** What a counter knows without a network: the claves, the unit, its stock as of an instant. */
export interface Pack {
    /** The instant of the copy. */
    at: string
    unit: Facility
    items: Item[]
    /** The claves of the unit's type; null: it may ask for every one. */
    formulary: string[] | null
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

async function fetched(facility: string, before: Pack | null): Promise<Pack> {
    const at = new Date().toISOString()
    const unit = await get<Facility>(`/catalog/facilities/${facility}`)
    const [items, lots, formulary] = await Promise.all([
        all<Item>('/catalog/items', {}),
        all<StockLot>('/inventory/stock', { facility }),
        unit.unitType
            ? get<{ claves: string[] }>(`/catalog/formularies/${unit.unitType}`).then(
                  x => x.claves,
                  () => before?.formulary ?? null, // a type of unit without a formulary may ask for every clave
              )
            : null,
    ])
    return { at, unit, items: items.filter(x => x.active), formulary, lots }
}

let refreshing: Promise<void> | null = null
const watchers = new Set<() => void>()

/** Brings the copy of a unit up to date; what was there stays where the network does not answer. */
export function refreshPack(facility: string): Promise<void> {
    return (refreshing ??= (async () => {
        const before = await kept<Pack>(name(facility))
        await keep(name(facility), await fetched(facility, before?.data ?? null))
        await refreshSealingKey().catch(() => {}) // an older service has none: the patient is held until it has
        for (const told of watchers) told()
    })().finally(() => {
        refreshing = null
    }))
}

/** The copy on this device, refreshed at the beginning and then hourly. Null: not read yet, or never had. */
export function usePack(facility: string): { pack: Pack | null; isRead: boolean } {
    const [state, setState] = useState<{ pack: Pack | null; isRead: boolean }>({ pack: null, isRead: false })
    useEffect(() => {
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
