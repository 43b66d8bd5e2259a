import { useEffect } from 'react'
import type { Fault } from '../counter/form'

/** What a form cannot be saved for, each with the way to its field; it takes the focus. */
export function Faults({ of }: { of: readonly Fault[] }) {
    useEffect(() => {
        if (of.length > 0) document.getElementById('problemas')?.focus()
    }, [of])
    if (of.length === 0) return null
    return (
        <div id="problemas" className="notice bad" role="alert" tabIndex={-1}>
            <div>
                <p>
                    <b>{of.length === 1 ? 'Hay 1 problema' : `Hay ${of.length} problemas`}</b>
                </p>
                <ul>
                    {of.map(x => (
                        <li key={x.field + x.text}>
                            <a
                                href={`#${x.field}`}
                                onClick={event => {
                                    event.preventDefault()
                                    document.getElementById(x.field)?.focus()
                                }}
                            >
                                {x.text}
                            </a>
                        </li>
                    ))}
                </ul>
            </div>
        </div>
    )
}
