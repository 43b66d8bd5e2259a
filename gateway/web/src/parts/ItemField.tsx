import { useState } from 'react'
import type { Item, Page } from '../api/models'
import { useReference } from '../api/queries'
import { findClave } from '../capture/clave'
import { ClaveField } from './ClaveField'

const most = 8
const fromLetters = 2

interface Props {
    id: string
    label: string
    /** What is chosen already; empty: nothing. */
    chosen?: string
    onChosen: (clave: string) => void
    /** Enter on an empty field. */
    onEmpty?: () => void
}

/** A clave of the whole catalogue, which the service searches. */
export function ItemField({ id, label, chosen = '', onChosen, onEmpty }: Props) {
    const [text, setText] = useState(chosen)
    const q = text.trim()
    const read = useReference<Page<Item>>(
        '/catalog/items',
        { q, limit: most },
        { enabled: q.length >= fromLetters && q !== chosen },
    )
    const found = q.length < fromLetters || read.isPlaceholderData ? [] : (read.data?.items ?? [])
    return (
        <div
            className="field"
            onKeyDownCapture={event => {
                // What is chosen already is not chosen again: Tab goes on.
                if (event.key === 'Tab' && (q === chosen || found.length === 0)) event.stopPropagation()
            }}
        >
            <span aria-hidden="true">{label}</span>
            <ClaveField
                id={id}
                label={label}
                text={text}
                suggest={() => found.map(x => ({ clave: x.clave, description: x.description, onHand: null }))}
                read={typed => {
                    const meant = findClave(
                        typed,
                        found.map(x => x.clave),
                    )
                    return meant.kind === 'found'
                        ? { clave: meant.clave }
                        : { why: meant.kind === 'refused' ? meant.why.text : 'Varias claves lo son: elija una de la lista.' }
                }}
                onText={setText}
                onChosen={clave => {
                    setText(clave)
                    onChosen(clave)
                }}
                {...(onEmpty ? { onEmpty } : {})}
            />
        </div>
    )
}
