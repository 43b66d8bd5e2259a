import { useState, type FormEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { put } from '../api/client'
import type { Gtins as GtinList } from '../api/models'
import { useRead } from '../api/queries'
import { time } from '../format'
import { Answer } from './Answer'
import { problemFrom, Problems, type Fault } from './Problems'

/** The bar codes of a clave: counters teach them, central supply corrects them. */
export function Gtins({ clave, isCentral, close }: { clave: string; isCentral: boolean; close: string }) {
    const queries = useQueryClient()
    const read = useRead<GtinList>('/catalog/gtins', { clave, limit: 200 }, { refetchInterval: false })
    const [faults, setFaults] = useState<readonly Fault[]>([])
    const [asks, setAsks] = useState<string | null>(null)
    const act = (done: Promise<unknown>) => {
        done.then(() => {
            setFaults([])
            setAsks(null)
            return queries.invalidateQueries({ predicate: x => String(x.queryKey[0]).startsWith('/catalog/gtins') })
        }).catch((why: unknown) => {
            setFaults([{ field: 'gtin', text: problemFrom(why).detail }])
        })
    }
    const add = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        const form = event.currentTarget
        const gtin = String(new FormData(form).get('gtin')).trim()
        act(
            put('PUT', `/catalog/gtins/${encodeURIComponent(gtin)}`, { clave }).then(() => {
                form.reset()
            }),
        )
    }
    return (
        <aside className="sheet document" aria-label="Códigos de barras">
            <header className="row">
                <h2>{clave}</h2>
                <Link className="end small" href={close}>
                    Cerrar
                </Link>
            </header>
            <p>
                <Link href={`/claves/${clave}`}>Consumo y surtimiento de la clave</Link>
            </p>
            <h3 className="gap">Códigos de barras (GTIN)</h3>
            <Problems of={faults} />
            <Answer of={read}>
                {x => {
                    const known = x.items.filter(y => !y.deleted)
                    return known.length === 0 ? (
                        <p className="muted">Ninguno todavía.</p>
                    ) : (
                        <ul className="list">
                            {known.map(y => (
                                <li key={y.gtin}>
                                    <span>
                                        <b className="code">{y.gtin}</b>
                                        <br />
                                        <span className="small muted">
                                            {y.changedBy}, {time(y.changedAt)}
                                            {y.facility && `, en ${y.facility}`}
                                        </span>
                                    </span>
                                    {isCentral && (
                                        <button
                                            type="button"
                                            className="button danger compact end"
                                            onClick={() => {
                                                if (asks === y.gtin)
                                                    act(put('DELETE', `/catalog/gtins/${y.gtin}`, undefined, y.version))
                                                else setAsks(y.gtin)
                                            }}
                                        >
                                            {asks === y.gtin ? 'Ya no es de esta clave: quitar' : 'Quitar…'}
                                        </button>
                                    )}
                                </li>
                            ))}
                        </ul>
                    )
                }}
            </Answer>
            {isCentral && (
                <form className="row gap" onSubmit={add}>
                    <label className="field">
                        <span>Agregar un código</span>
                        <input
                            id="gtin"
                            className={faults.length > 0 ? 'input invalid' : 'input'}
                            name="gtin"
                            inputMode="numeric"
                            required
                            maxLength={20}
                            autoComplete="off"
                        />
                    </label>
                    <button type="submit" className="button">
                        Agregar
                    </button>
                </form>
            )}
        </aside>
    )
}
