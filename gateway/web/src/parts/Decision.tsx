import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { useQueryClient } from '@tanstack/react-query'
import { Problem, put } from '../api/client'

interface Props {
    /** What the button says, before and after it was opened: the act. */
    label: string
    /** What it does, of what, and what cannot be undone. */
    effect: ReactNode
    path: string
    /** Of the document that was seen: where somebody else has changed it since, the act is refused. */
    version: number
    isDanger?: boolean
    /** An act that needs no reason has none. */
    asks?: string
    /** What may be done after this refusal, by its code. */
    explains?: Record<string, string>
}

/** An act on a document: its effect is read first, then it is done. What was typed stays where it is refused. */
export function Decision({ label, effect, path, version, isDanger = false, asks, explains = {} }: Props) {
    const [isOpen, setOpen] = useState(false)
    const [isBusy, setBusy] = useState(false)
    const [why, setWhy] = useState<Problem | null>(null)
    const queries = useQueryClient()
    const id = useId()
    const opener = useRef<HTMLButtonElement>(null)
    const close = () => {
        flushSync(() => {
            setOpen(false)
        })
        opener.current?.focus()
    }
    const kind = isDanger ? 'button danger' : 'button primary'
    const act = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        const reason = String(new FormData(event.currentTarget).get('motivo') ?? '').trim()
        setBusy(true)
        put('POST', path, asks ? { reason } : undefined, version)
            .then(() => queries.invalidateQueries())
            .then(() => {
                flushSync(() => {
                    setOpen(false)
                })
                document.querySelector('h1')?.focus() // the button may be gone with what could be decided
            })
            .catch((fault: unknown) => {
                const problem = fault instanceof Problem ? fault : new Problem(0, 'error', String(fault), null, null, null)
                setWhy(problem)
                if (problem.status === 412 || problem.status === 409) void queries.invalidateQueries()
            })
            .finally(() => {
                setBusy(false)
            })
    }
    if (!isOpen)
        return (
            <button
                type="button"
                ref={opener}
                className={kind}
                onClick={() => {
                    setWhy(null)
                    setOpen(true)
                }}
            >
                {label}
            </button>
        )
    return (
        <form
            className="decision"
            aria-label={label}
            onSubmit={act}
            onKeyDown={event => {
                if (event.key === 'Escape') close()
                else if (event.key === 'Enter' && event.ctrlKey) event.currentTarget.requestSubmit()
            }}
        >
            <div id={`${id}-effect`}>{effect}</div>
            {asks && (
                <label className="field">
                    <span>{asks}</span>
                    <input
                        className="input"
                        name="motivo"
                        required
                        maxLength={500}
                        autoFocus
                        autoComplete="off"
                        aria-describedby={`${id}-effect`}
                    />
                </label>
            )}
            <p className="row">
                <button type="submit" className={kind} disabled={isBusy} autoFocus={!asks} aria-describedby={`${id}-effect`}>
                    {label}
                </button>
                <button type="button" className="button" onClick={close}>
                    No hacer nada <kbd>Esc</kbd>
                </button>
            </p>
            {why && (
                <div className="notice bad" role="alert">
                    <div>
                        <p>{why.detail}</p>
                        {explains[why.code] && <p>{explains[why.code]}</p>}
                        <p className="smallest muted">
                            {why.code}
                            {why.correlationId && ` · ${why.correlationId}`}
                        </p>
                    </div>
                </div>
            )}
        </form>
    )
}
