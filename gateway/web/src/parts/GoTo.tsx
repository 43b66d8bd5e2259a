import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useLocation } from 'wouter'
import { get } from '../api/client'
import type { Page } from '../api/models'
import { clavesOf } from '../counter/claves'
import { usePack } from '../offline/pack'
import { session } from '../session/session'
import type { SectionLink } from './sections'

interface Place {
    href: string
    name: string
    what: string
}

const shownAtMost = 8
const askedAfterMilliseconds = 200
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Of documents that people name by number: where they are asked for, and where one is shown. */
const numbered: Record<string, { list: string; page: string; what: string }> = {
    OS: { list: '/orders/supply-orders', page: '/ordenes', what: 'orden' },
    EM: { list: '/inventory/shipments', page: '/embarques', what: 'embarque' },
}

async function ask(text: string, isClaveKnownHere: boolean, signal: AbortSignal): Promise<Place[]> {
    const kind = numbered[/^([a-z]{2})[- ]?\d{2}[- ]?\d{4}[- ]?\d+$/i.exec(text)?.[1]?.toUpperCase() ?? '']
    if (kind) {
        const found = await get<Page<{ id: string; number: string }>>(kind.list, { number: text, limit: 1 }, signal)
        return found.items.map(x => ({ href: `${kind.page}/${x.id}`, name: x.number, what: kind.what }))
    }
    const [units, items] = await Promise.all([
        get<Page<{ code: string; name: string }>>('/catalog/facilities', { q: text, limit: 4 }, signal),
        isClaveKnownHere
            ? null
            : get<Page<{ clave: string; description: string }>>('/catalog/items', { q: text, limit: 4 }, signal),
    ])
    return [
        ...(items?.items ?? []).map(x => ({ href: `/claves/${x.clave}`, name: `${x.clave} ${x.description}`, what: 'clave' })),
        ...units.items.map(x => ({ href: `/unidades/${x.code}`, name: `${x.code} ${x.name}`, what: 'unidad' })),
    ]
}

/** Ctrl+K: a page, a clave, a unit, an order, a shipment or a folio by what is typed; the device's catalogue answers first. */
export function GoTo({ sections, close }: { sections: SectionLink[]; close: () => void }) {
    const [, go] = useLocation()
    const list = useId()
    const box = useRef<HTMLDialogElement>(null)
    const [text, setText] = useState('')
    const [active, setActive] = useState(0)
    const [asked, setAsked] = useState<{ text: string; places: Place[] }>({ text: '', places: [] })
    const facility = session.shown?.facility ?? ''
    const { pack } = usePack(facility)
    const wanted = text.trim()

    useEffect(() => {
        box.current?.showModal()
    }, [])
    useEffect(() => {
        if (wanted.length < 2) return
        const over = new AbortController()
        const soon = setTimeout(() => {
            ask(wanted, pack !== null, over.signal)
                .then(places => {
                    setAsked({ text: wanted, places })
                })
                .catch(() => {}) // without a network the device's own catalogue is what there is
        }, askedAfterMilliseconds)
        return () => {
            clearTimeout(soon)
            over.abort()
        }
    }, [wanted, pack])

    const here: Place[] = sections
        .filter(x => plain(x.name).includes(plain(wanted)))
        .map(x => ({ href: x.href, name: x.name, what: 'página' }))
    const claves: Place[] =
        pack && wanted !== ''
            ? clavesOf(pack, facility)
                  .suggest(wanted)
                  .map(x => ({ href: `/claves/${x.clave}`, name: `${x.clave} ${x.description}`, what: 'clave' }))
            : []
    const folio: Place[] =
        wanted !== '' && sections.some(x => x.href === '/recetas')
            ? [{ href: `/recetas?codigo=${encodeURIComponent(wanted)}`, name: wanted, what: 'folio de receta' }]
            : []
    const found = [...here, ...claves, ...(asked.text === wanted ? asked.places : []), ...folio].slice(0, shownAtMost)
    const chosen = found[Math.min(active, found.length - 1)]

    const take = (place: Place) => {
        box.current?.close()
        go(place.href)
    }
    const key = (event: KeyboardEvent) => {
        const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
        if (move !== undefined && found.length > 0) setActive((active + move + found.length) % found.length)
        else if (event.key === 'Enter' && chosen) take(chosen)
        else return
        event.preventDefault()
    }

    return (
        <dialog ref={box} className="go-to" aria-label="Ir a" onClose={close}>
            <label htmlFor={`${list}-box`}>Ir a: página, clave, CLUES, número de orden o embarque, folio</label>
            <input
                id={`${list}-box`}
                className="input"
                role="combobox"
                autoComplete="off"
                spellCheck={false}
                aria-expanded={found.length > 0}
                aria-controls={list}
                aria-activedescendant={chosen ? `${list}-${found.indexOf(chosen)}` : undefined}
                value={text}
                onChange={event => {
                    setText(event.target.value)
                    setActive(0)
                }}
                onKeyDown={key}
            />
            <ul id={list} role="listbox" aria-label="Lo que coincide" className="suggestions">
                {found.map((x, i) => (
                    <li
                        key={`${x.what}${x.href}`}
                        id={`${list}-${i}`}
                        role="option"
                        aria-selected={x === chosen}
                        onClick={() => {
                            take(x)
                        }}
                    >
                        <span>{x.name}</span>
                        <span className="nowrap muted">{x.what}</span>
                    </li>
                ))}
            </ul>
        </dialog>
    )
}
