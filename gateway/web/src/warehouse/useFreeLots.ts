import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get, type Problem } from '../api/client'
import type { FundingSource, Page, StockLot } from '../api/models'
import { useReference } from '../api/queries'
import { freeLots, type FreeLot } from './pick'

const again = 60_000
const mostLots = 1000

/** What may leave a facility of these claves, and which funding sources leave only when they are named. */
export function useFreeLots(facility: string, claves: readonly string[]) {
    const asked = [...new Set(claves)].toSorted()
    const free = useQuery<ReadonlyMap<string, FreeLot[]>, Problem>({
        queryKey: ['/inventory/stock', 'free', facility, asked],
        queryFn: async ({ signal }) =>
            new Map(
                await Promise.all(
                    asked.map(async clave => {
                        const query = { facility, clave, condition: 'usable', limit: mostLots }
                        return [clave, freeLots((await get<Page<StockLot>>('/inventory/stock', query, signal)).items)] as const
                    }),
                ),
            ),
        enabled: asked.length > 0,
        placeholderData: keepPreviousData,
        refetchInterval: again,
    })
    const sources = useReference<Page<FundingSource>>('/catalog/funding-sources', { limit: 500 })
    const fenced = new Set((sources.data?.items ?? []).filter(x => x.ringFenced).map(x => x.code))
    return { free, isRingFenced: (source: string) => fenced.has(source) }
}
