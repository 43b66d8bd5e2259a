import { useEffect, useState } from 'react'
import { get, type Parameters } from '../api/client'
import type { MonthsOfStock, OfflinePack, PackItem, Page, Shipment, ShipmentItem, StockLot } from '../api/models'
import { session } from '../session/session'
import { keep, kept } from './database'
import { refreshSealingKey } from './patient'

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
    /** On their way to the unit, without what they did to the stock of others. */
    shipments: Shipment[]
    /** Of the unit's clave, pieces a month by the official run; a clave without a value is not in it. */
    monthly: Record<string, number>
    /** Where within a unit stock can lie. */
    locations: { code: string; name: string }[]
}

const name = (facility: string) => `pack.${facility}`
const maxAge = 60 * 60_000
const pageRows = 500
/** More than a unit waits for at once. */
const mostShipments = 100

async function all<T>(path: string, query: Parameters): Promise<T[]> {
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
    const isOfBefore = before !== null && before.locations === undefined // a copy of a version that knew less
    const [told, lots, shipments, monthly] = await Promise.all([
        get<OfflinePack>('/catalog/offline-pack', { facility, since: isOfBefore ? null : (before?.at ?? null) }),
        all<StockLot>('/inventory/stock', { facility }),
        expected(facility, before?.shipments ?? []),
        all<MonthsOfStock>('/planning/months-of-stock', { level: 'facility', code: facility }).catch(() => null),
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
        shipments,
        monthly: monthly
            ? Object.fromEntries(monthly.flatMap(x => (x.planningQuantity ? [[x.clave, x.planningQuantity]] : [])))
            : (before?.monthly ?? {}),
        locations: (told.locations ?? known?.locations ?? []).map(({ code, name }) => ({ code, name })),
    }
}

/** Those on their way, lot by lot; what has not changed since is not asked for again. */
async function expected(facility: string, before: readonly Shipment[]): Promise<Shipment[]> {
    const found: Shipment[] = []
    for (const { id, version } of (await all<ShipmentItem>('/inventory/shipments', { to: facility, expected: true })).slice(
        0,
        mostShipments,
    )) {
        const known = before.find(x => x.id === id && x.version === version)
        found.push(known ?? { ...(await get<Shipment>(`/inventory/shipments/${id}`)), movements: null })
    }
    return found
}

let refreshing: Promise<void> | null = null
const watchers = new Set<() => void>()

/** Brings the copy of a unit up to date; what was there stays where the network does not answer. */
export function refreshPack(facility: string): Promise<void> {
    return (refreshing ??= (async () => {
        const before = await kept<Pack>(name(facility))
        await keep(name(facility), await fetched(facility, before?.data ?? null))
        // An older service has none: the patient is held until it has. Who records no prescriptions needs none.
        if (session.shown?.role === 'pharmacy') await refreshSealingKey().catch(() => {})
        for (const told of watchers) told()
    })().finally(() => {
        refreshing = null
    }))
}

/** Once more after what is under way, which may have read the stock before it changed. */
export const refreshPackAgain = (facility: string) =>
    (refreshing ?? Promise.resolve()).catch(() => {}).then(() => refreshPack(facility))

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
