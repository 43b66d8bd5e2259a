import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get, type Problem } from '../api/client'
import type { Page, StockSplit } from '../api/models'
import { session } from '../session/session'

const again = 60_000

/** How the service would share what a warehouse has of these claves among all who wait for it: equal months of stock for each. */
export function useSplit(source: string, claves: readonly string[]) {
    const asked = [...new Set(claves)].toSorted()
    return useQuery<readonly StockSplit[], Problem>({
        queryKey: ['/orders/supply-orders/split', source, asked],
        queryFn: async ({ signal }) => {
            const read = (clave: string) => get<Page<StockSplit>>('/orders/supply-orders/split', { source, clave }, signal)
            return (await Promise.all(asked.map(read))).flatMap(x => x.items)
        },
        enabled: asked.length > 0 && session.shown?.role === 'warehouse',
        placeholderData: keepPreviousData,
        refetchInterval: again,
    })
}
