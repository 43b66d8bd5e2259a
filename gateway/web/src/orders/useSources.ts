import { useQuery } from '@tanstack/react-query'
import { get, type Parameters, type Problem } from '../api/client'
import type { AwardItem, Buyer, Facility, OfflinePack, Page } from '../api/models'
import { useReference } from '../api/queries'
import { today } from '../address'

const fresh = 5 * 60_000
const pageRows = 500

/** All rows of a filter, page by page. */
async function readAll<T>(path: string, query: Parameters, signal: AbortSignal): Promise<T[]> {
    const rows: T[] = []
    let after: string | null = null
    do {
        const page: Page<T> = await get<Page<T>>(path, { ...query, limit: pageRows, after }, signal)
        rows.push(...page.items)
        after = page.next
    } while (after !== null)
    return rows
}

/** The place of a code, from the catalogue: undefined while it is asked for, null where the catalogue has it not. */
export function useFacility(code: string | null): Facility | null | undefined {
    const read = useReference<Page<Facility>>('/catalog/facilities', { q: code, limit: 10 }, { enabled: code !== null })
    if (code === null || !read.data || read.isPlaceholderData) return undefined
    return read.data.items.find(x => x.code === code || x.predecessors.includes(code)) ?? null
}

/** Who buys for the destination: the buyer of its own, else its state's. */
export function useBuyer(destination: Facility | null | undefined): string | null {
    const state = destination?.state
    const ofState = useReference<Page<Buyer>>('/catalog/buyers', { state, limit: 100 }, { enabled: state !== undefined })
    if (!destination) return null
    return destination.buyer ?? ofState.data?.items.find(x => x.kind === 'state' && x.state === state)?.code ?? null
}

/** All awards of which the buyer may order today. */
export function useAwards(buyer: string | null) {
    const validOn = today()
    return useQuery<AwardItem[], Problem>({
        queryKey: ['/orders/awards', 'all', buyer, validOn],
        queryFn: x => readAll<AwardItem>('/orders/awards', { buyer, validOn }, x.signal),
        enabled: buyer !== null,
        staleTime: fresh,
    })
}

/** Warehouses of the destination's state, and those of the nation. */
export function useWarehouses(state: string | undefined): Facility[] {
    const ofState = useReference<Page<Facility>>(
        '/catalog/facilities',
        { state, kind: 'stateWarehouse', limit: 500 },
        { enabled: state !== undefined },
    )
    const central = useReference<Page<Facility>>('/catalog/facilities', { kind: 'centralWarehouse', limit: 500 })
    return [...(ofState.data?.items ?? []), ...(central.data?.items ?? [])]
}

/** Names of all claves, and which of them the destination may ask for; in memory alone. */
export function useCatalogue(facility: string | null) {
    return useQuery<OfflinePack, Problem>({
        queryKey: ['/catalog/offline-pack', facility],
        queryFn: x => get<OfflinePack>('/catalog/offline-pack', { facility }, x.signal),
        enabled: facility !== null,
        staleTime: Infinity,
    })
}

/** Whether there is a CPM to be asked for: without an official run there is none. */
export function useHasCpm(): boolean {
    const runs = useReference<Page<{ standing: string }>>('/planning/cpm/runs', { limit: 100 })
    return runs.data?.items.some(x => x.standing === 'official') ?? false
}
