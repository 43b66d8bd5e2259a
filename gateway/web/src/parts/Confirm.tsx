import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { said } from '../api/client'

interface Props {
    label: string
    /** What it will do, read before it is done. */
    effect: string
    act: () => Promise<unknown>
    primary?: boolean
}

/** An act that says what it will do before it does it. */
export function Confirm({ label, effect, act, primary }: Props) {
    const [isOpen, setOpen] = useState(false)
    const [isBusy, setBusy] = useState(false)
    const [why, setWhy] = useState<string | null>(null)
    const queries = useQueryClient()
    const kind = primary ? 'button primary' : 'button danger'
    if (!isOpen)
        return (
            <button
                type="button"
                className={kind}
                onClick={() => {
                    setOpen(true)
                }}
            >
                {label}
            </button>
        )
    return (
        <div
            className="notice warn"
            role="group"
            aria-label={label}
            onKeyDown={event => {
                if (event.key === 'Escape') setOpen(false)
            }}
        >
            <div>
                <p>{effect}</p>
                <p className="row gap">
                    <button
                        type="button"
                        className={kind}
                        autoFocus
                        disabled={isBusy}
                        onClick={() => {
                            setBusy(true)
                            setWhy(null)
                            act()
                                .then(() => queries.invalidateQueries())
                                .then(() => {
                                    setOpen(false)
                                })
                                .catch((fault: unknown) => {
                                    setWhy(said(fault))
                                })
                                .finally(() => {
                                    setBusy(false)
                                })
                        }}
                    >
                        {label}
                    </button>
                    <button
                        type="button"
                        className="button"
                        onClick={() => {
                            setOpen(false)
                        }}
                    >
                        No, dejarlo
                    </button>
                </p>
                {why && (
                    <p className="error-text" role="alert">
                        {why}
                    </p>
                )}
            </div>
        </div>
    )
}
