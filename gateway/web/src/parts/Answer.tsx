import type { ReactNode } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Problem } from '../api/client'
import { es, roleNames } from '../texts/es'
import { session } from '../session/session'

/**
 * What a read has to show: the answer, that it is on its way, or why not. What was there before stays: pale while the answer to another
 * question is awaited, with the fault above it unless that is the line's, which the bar tells for the whole page.
 */
export function Answer<T>({ of, children }: { of: UseQueryResult<T, Problem>; children: (data: T) => ReactNode }) {
    const fault = of.error && (
        <Fault
            why={of.error}
            retry={() => {
                void of.refetch()
            }}
        />
    )
    if (of.data !== undefined)
        return (
            <div className="answer" aria-busy={of.isPlaceholderData || undefined}>
                {!of.error?.isTransient && fault}
                {children(of.data)}
            </div>
        )
    if (fault) return fault
    return (
        <p role="status" className="late muted">
            {es.loading}
        </p>
    )
}

export function Fault({ why, retry }: { why: Problem; retry?: () => void }) {
    const role = session.shown
    return (
        <div className={why.isTransient ? 'notice warn' : 'notice bad'} role="alert">
            <div>
                <p>{why.status === 403 && role ? `${why.detail} Su rol es ${roleNames[role.role] ?? role.role}.` : why.detail}</p>
                <p className="smallest muted">
                    {why.code}
                    {why.correlationId && ` · ${why.correlationId}`}
                </p>
            </div>
            {why.isTransient && retry && (
                <button type="button" className="button end" onClick={retry}>
                    {es.retry}
                </button>
            )}
        </div>
    )
}
