import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { pieces } from '../format'
import type { Known } from '../counter/claves'

interface Props {
    id: string
    label: string
    text: string
    /** The claves that fit what is typed, the likeliest first. */
    suggest: (text: string) => Known[]
    /** The clave that is meant although none was chosen, or why none is. */
    read: (text: string) => { clave: string } | { why: string }
    isInvalid?: boolean
    describedBy?: string
    onText: (text: string) => void
    onChosen: (clave: string) => void
    /** Enter or Tab on an empty field. */
    onEmpty?: () => void
    /** Of the list of what fits; a field of other codes names it. */
    listLabel?: string
    /** What is said at the end of each that fits. */
    end?: (of: Known) => string
}

const onHand = (x: Known) => (x.onHand === null ? '' : `hay ${pieces(x.onHand)}`)

/** A clave by its code, with or without dots, or by words of its description; Enter or Tab takes the first that fits. */
export function ClaveField({
    id,
    label,
    text,
    suggest,
    read,
    isInvalid,
    describedBy,
    onText,
    onChosen,
    onEmpty,
    listLabel = 'Claves que coinciden',
    end = onHand,
}: Props) {
    const list = useId()
    const [isOpen, setOpen] = useState(false)
    const [active, setActive] = useState(0)
    const [why, setWhy] = useState<string | null>(null)
    const box = useRef<HTMLInputElement>(null)
    const found = isOpen && text.trim() !== '' ? suggest(text) : []
    const take = (clave: string) => {
        setOpen(false)
        setWhy(null)
        onChosen(clave)
    }

    const key = (event: KeyboardEvent<HTMLInputElement>) => {
        if (event.altKey || event.metaKey || event.ctrlKey) return
        const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
        if (move !== undefined) {
            event.preventDefault()
            setOpen(true)
            if (found.length > 0) setActive((active + move + found.length) % found.length)
        } else if (event.key === 'Escape' && found.length > 0) {
            event.preventDefault()
            event.stopPropagation()
            setOpen(false)
        } else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey && text.trim() !== '')) {
            if (text.trim() === '') {
                event.preventDefault()
                onEmpty?.()
                return
            }
            event.preventDefault()
            const chosen = found[active]
            const meant = chosen ? { clave: chosen.clave } : read(text)
            if ('clave' in meant) take(meant.clave)
            else setWhy(meant.why)
        }
    }

    return (
        <div className="clave-field">
            <input
                id={id}
                ref={box}
                className={isInvalid || why ? 'input invalid' : 'input'}
                role="combobox"
                autoComplete="off"
                spellCheck={false}
                aria-label={label}
                aria-expanded={found.length > 0}
                aria-controls={list}
                aria-activedescendant={found[active] ? `${list}-${active}` : undefined}
                aria-invalid={isInvalid || why !== null || undefined}
                aria-describedby={describedBy}
                value={text}
                onChange={event => {
                    setOpen(true)
                    setActive(0)
                    setWhy(null)
                    onText(event.target.value)
                }}
                onKeyDown={key}
                onBlur={() => {
                    setOpen(false)
                }}
            />
            {why && (
                <p className="error-text" role="alert">
                    {why}
                </p>
            )}
            <ul id={list} role="listbox" aria-label={listLabel} className="suggestions" hidden={found.length === 0}>
                {found.map((x, i) => (
                    <li
                        key={x.clave}
                        id={`${list}-${i}`}
                        role="option"
                        aria-selected={i === active}
                        onMouseDown={event => {
                            event.preventDefault() // the field keeps the focus
                            take(x.clave)
                        }}
                    >
                        <b className="code">{x.clave}</b>
                        <span>{x.description}</span>
                        <span className="nowrap">{end(x)}</span>
                    </li>
                ))}
            </ul>
        </div>
    )
}
