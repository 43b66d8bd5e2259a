import type { DemandEdition, DemandLine, Page } from '../api/models'
import { useRead } from '../api/queries'

const totalsEach = 60_000

/** The sums of what a filter leaves; undefined until they are there. */
export function useTotal(x: DemandEdition, filter: Record<string, string | boolean | null>): DemandLine | undefined {
    const query = { group: 'total', edition: x.edition, ...filter }
    const read = useRead<Page<DemandLine>>(`/planning/demand/${x.period}`, query, { refetchInterval: totalsEach })
    return read.isPlaceholderData ? undefined : read.data?.items[0]
}
