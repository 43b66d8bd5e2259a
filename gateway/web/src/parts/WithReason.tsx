import { useState, type FormEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { put, said } from '../api/client'

/** An act that cannot be undone names itself and asks why. */
export function WithReason({ label, path, asks }: { label: string; path: string; asks: string }) {
    const [isOpen, setOpen] = useState(false)
    const [why, setWhy] = useState<string | null>(null)
    const queries = useQueryClient()
    const act = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        const reason = String(new FormData(event.currentTarget).get('motivo')).trim()
        put('PUT', path, { reason })
            .then(() => queries.invalidateQueries())
            .then(() => {
                setOpen(false)
            })
            .catch((fault: unknown) => {
                setWhy(said(fault))
            })
    }
    if (!isOpen)
        return (
            <button
                type="button"
                className="button danger compact"
                onClick={() => {
                    setOpen(true)
                }}
            >
                {label}
            </button>
        )
    return (
        <form className="row" onSubmit={act}>
            <label className="field">
                <span>{asks}</span>
                <input className="input" name="motivo" required maxLength={200} autoFocus autoComplete="off" />
            </label>
            <button type="submit" className="button danger">
                {label}
            </button>
            {why && (
                <p className="error-text" role="alert">
                    {why}
                </p>
            )}
        </form>
    )
}
