import { useEffect, useRef } from 'react'
import { Problem } from '../api/client'

/** One thing that is wrong, and the field where it can be put right. */
export interface Fault {
    field: string | null
    text: string
}

/** What a failed act tells, whatever failed. */
export const problemFrom = (fault: unknown) =>
    fault instanceof Problem ? fault : new Problem(0, 'desconocido', String(fault), null, null, null)

/** All that is wrong with a form, above it; takes the focus when it comes. */
export function Problems({ of, go }: { of: readonly Fault[]; go?: (field: string) => void }) {
    const box = useRef<HTMLDivElement>(null)
    useEffect(() => {
        if (of.length > 0) box.current?.focus()
    }, [of])
    if (of.length === 0) return null
    return (
        <div ref={box} className="notice bad" role="alert" tabIndex={-1}>
            <div>
                <p>
                    <b>{of.length === 1 ? 'Hay 1 problema' : `Hay ${of.length} problemas`}</b>
                </p>
                <ul>
                    {of.map(x => (
                        <li key={`${x.field ?? ''} ${x.text}`}>
                            {x.field === null ? (
                                x.text
                            ) : (
                                <a
                                    href={`#${x.field}`}
                                    onClick={event => {
                                        event.preventDefault()
                                        if (go) go(x.field!)
                                        else document.getElementById(x.field!)?.focus()
                                    }}
                                >
                                    {x.text}
                                </a>
                            )}
                        </li>
                    ))}
                </ul>
            </div>
        </div>
    )
}
