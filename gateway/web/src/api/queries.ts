import { keepPreviousData, useQuery, type UseQueryOptions } from '@tanstack/react-query'
import { keep, kept } from '../offline/database'
import { address, get, Problem, type Parameters } from './client'
import type { Figure, Indicator, MissingItem, Page } from './models'

const pollSeconds = 15
const spread = 0.2

/** Every 15 s while somebody looks, ±20 %, so that a thousand screens do not ask in the same second; slower after a fault. */
function nextPoll(query: { state: { error: unknown } }): number {
    const error = query.state.error as Problem | null
    const seconds = error ? Math.max(error.retryAfterSeconds ?? 0, 2 * pollSeconds) : pollSeconds
    return 1000 * seconds * (1 - spread + 2 * spread * Math.random())
}

const keptFor = 7 * 24 * 3600_000
const last = new Map<string, unknown>()

/** The answer; without a network the last one that this device got, for a week. */
async function getOrKept<T>(path: string, query: Parameters, signal: AbortSignal): Promise<T> {
    const name = `read.${address(path, query)}`
    try {
        const data = await get<T>(path, query, signal)
        if (last.get(name) !== data) void keep(name, data).catch(() => {})
        last.set(name, data)
        return data
    } catch (why) {
        const found = why instanceof Problem && why.status === 0 ? await kept<T>(name).catch(() => null) : null
        if (found && Date.now() - Date.parse(found.at) < keptFor) return found.data
        throw why
    }
}

type Options<T> = Partial<UseQueryOptions<T, Problem>>

/** A read that is asked again while the page is in sight. What was there before stays until the new one comes. */
export function useRead<T>(path: string, query: Parameters = {}, options: Options<T> = {}) {
    return useQuery<T, Problem>({
        queryKey: [path, query],
        queryFn: x => getOrKept<T>(path, query, x.signal),
        networkMode: 'always', // without a network the kept answer is one
        refetchInterval: nextPoll,
        placeholderData: keepPreviousData,
        ...options,
    })
}

/** A read that nobody needs a token for. */
export function usePublicRead<T>(path: string, query: Parameters = {}) {
    return useQuery<T, Problem>({
        queryKey: ['public', path, query],
        queryFn: x => get<T>(path, query, x.signal, false),
        refetchInterval: 4 * pollSeconds * 1000,
        placeholderData: keepPreviousData,
    })
}

/** A read of what changes seldom: names, formulas, catalogues. */
export const useReference = <T>(path: string, query: Parameters = {}, options: Options<T> = {}) =>
    useRead<T>(path, query, { refetchInterval: false, staleTime: 10 * 60_000, ...options })

export interface At {
    period: string
    level?: string
    code?: string | null
    asOf?: string | null
}

export const useFigure = (indicator: string, at: At) => useRead<Figure>(`/indicators/${indicator}`, { ...at })

export const useSeries = (
    indicator: string,
    from: string,
    to: string,
    at: { level?: string; code?: string | null; asOf?: string | null } = {},
) => useRead<Page<Figure>>(`/indicators/${indicator}/series`, { from, to, grain: 'month', limit: 60, ...at })

export const useBreakdown = (
    indicator: string,
    by: string,
    at: At & { against?: string; sort?: string; descending?: boolean; min?: number; limit?: number; after?: string },
    options: Options<Page<Figure>> = {},
) => useRead<Page<Figure>>(`/indicators/${indicator}/breakdown`, { by, limit: 100, ...at }, options)

export const useMissing = (at: At & { limit?: number }) => useRead<Page<MissingItem>>('/indicators/missing', { limit: 5, ...at })

export const useIndicators = () => useReference<Page<Indicator>>('/indicators/')

interface ToDoCount {
    service: string
    kind: string
    count: number
}

/** How much waits for who is signed in, by kind; empty until it is known. */
export function useToDo(): Partial<Record<string, number>> {
    const read = useRead<{ items: ToDoCount[] }>('/todo')
    return Object.fromEntries((read.data?.items ?? []).map(x => [x.kind, x.count]))
}
