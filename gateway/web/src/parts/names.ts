import { useQueries } from '@tanstack/react-query'
import { get } from '../api/client'
import type { Facility, Item, Page } from '../api/models'
import { usePack } from '../offline/pack'
import { session } from '../session/session'

const staleTime = 60 * 60_000

/** One of a list of the catalogue by its code: a search, because one that is not there answers with an empty list. */
function useFound<T>(path: string, codes: readonly string[], isIt: (one: T, code: string) => boolean) {
    return useQueries({
        queries: [...new Set(codes)].map(code => ({
            queryKey: [path, { q: code }],
            queryFn: ({ signal }: { signal: AbortSignal }) => get<Page<T>>(path, { q: code, limit: 5 }, signal),
            staleTime,
            retry: false,
        })),
        combine: all =>
            new Map([...new Set(codes)].map((code, i) => [code, all[i]?.data?.items.find(x => isIt(x, code))] as const)),
    })
}

/** Facilities as the catalogue has them, those that it knows. */
export const usePlaces = (codes: readonly string[]) =>
    useFound<Facility>('/catalog/facilities', codes, (x, code) => x.code === code)

/** What the catalogue calls facilities; their code until it is known. */
export function usePlaceNames(codes: readonly string[]): (code: string) => string {
    const places = usePlaces(codes)
    return code => places.get(code)?.name ?? code
}

/** What the catalogue calls claves, empty until it is known: by the device's copy where the person works at a facility. */
export function useItemNames(claves: readonly string[]): (clave: string) => string {
    const facility = session.shown?.facility ?? ''
    const { pack } = usePack(facility)
    const items = useFound<Item>('/catalog/items', facility === '' ? claves : [], (x, clave) => x.clave === clave)
    const kept = new Map((pack?.items ?? []).map(x => [x.clave, [x.name, x.presentation].filter(Boolean).join(', ')]))
    return clave => kept.get(clave) ?? items.get(clave)?.description ?? ''
}
