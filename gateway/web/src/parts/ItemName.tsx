import type { Item, Page } from '../api/models'
import { useReference } from '../api/queries'

const longest = 90

/** What a clave is, from the catalogue. The list is asked, for it has no row, and no error, for a clave that is not there. */
export function ItemName({ clave }: { clave: string }) {
    const read = useReference<Page<Item>>('/catalog/items', { q: clave, limit: 1 })
    const text = read.data?.items.find(x => x.clave === clave)?.description ?? ''
    return <small>{text.length > longest ? `${text.slice(0, longest)}…` : text}</small>
}
