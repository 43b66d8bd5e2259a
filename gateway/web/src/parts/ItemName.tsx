import type { Item, Page } from '../api/models'
import { useReference } from '../api/queries'
import { shortly } from '../demand/texts'

/** What a clave is, from the catalogue. The list is asked, for it has no row, and no error, for a clave that is not there. */
export function ItemName({ clave }: { clave: string }) {
    const read = useReference<Page<Item>>('/catalog/items', { q: clave, limit: 1 })
    return <small>{shortly(read.data?.items.find(x => x.clave === clave)?.description)}</small>
}
