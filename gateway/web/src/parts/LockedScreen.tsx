import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { session } from '../session/session'
import { es, roleNames } from '../texts/es'
import { placeOf } from './Shell'

/** In place of the page while the device is locked. */
export function LockedScreen({ opened }: { opened: () => void }) {
    const [why, setWhy] = useState<string | null>(null)
    const [, go] = useLocation()
    const first = useRef<HTMLButtonElement>(null)
    useEffect(() => {
        const before = document.title
        document.title = 'Pantalla bloqueada – Abasto'
        first.current?.focus()
        return () => {
            document.title = before
        }
    }, [])
    const { me, shown } = session
    return (
        <main className="locked">
            <h1>Pantalla bloqueada</h1>
            <p>
                {me?.name}
                {shown && ` · ${roleNames[shown.role] ?? shown.role} · ${placeOf(shown)}`}
            </p>
            <p>15 minutos sin uso. Lo escrito se conserva y lo que espera se sigue enviando.</p>
            {why && (
                <p className="notice bad" role="alert">
                    {why}
                </p>
            )}
            <p className="actions">
                <button
                    ref={first}
                    type="button"
                    className="button primary"
                    onClick={() => {
                        session
                            .signInOver()
                            .then(opened)
                            .catch((fault: unknown) => {
                                setWhy(fault instanceof Error && fault.message ? fault.message : 'No se pudo entrar.')
                            })
                    }}
                >
                    Seguir
                </button>
                <button
                    type="button"
                    className="button"
                    onClick={() => {
                        void session.signOut().then(() => {
                            go('/entrar')
                        })
                    }}
                >
                    {es.signOut}
                </button>
            </p>
        </main>
    )
}
