import { useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import { address } from '../api/client'
import type { MonthsOfStock, Page as PageOf, StockSummary } from '../api/models'
import { useRead, useReference } from '../api/queries'
import { useAddress } from '../address'
import { clavesOf } from '../counter/claves'
import { date, oneDecimal, pieces } from '../format'
import { usePack } from '../offline/pack'
import { takenHere, unsent } from '../offline/unsent'
import { session } from '../session/session'
import { Answer } from './Answer'
import { Paging } from './Paging'
import { Scroll } from './Scroll'
import { StockFilters } from './StockFilters'

const pageRows = 50
/** Less lasts no longer than the next delivery. */
const little = 0.5

/** Pieces, months that they last, and the first to expire, clave by clave; those too of which nothing is left. */
export default function StockByClave({ place }: { place: Record<string, string | null> }) {
    const { of } = useAddress()
    const { role, facility, state } = session.shown ?? { role: '', facility: null, state: null }
    useSyncExternalStore(unsent.watch, () => unsent.rows)
    const { pack } = usePack(facility ?? '')
    const claves = clavesOf(pack, facility ?? '')
    const [clave, after] = [of('codigo'), of('despues')]
    const stock = useRead<PageOf<StockSummary>>('/inventory/stock/summary', { ...place, clave, after, limit: pageRows })
    const level = facility ? { level: 'facility', code: facility } : role === 'state' ? { level: 'state', code: state } : {}
    const lasting = useReference<PageOf<MonthsOfStock>>('/planning/months-of-stock', { ...level, clave, after, limit: 500 })
    const months = new Map((lasting.data?.items ?? []).map(x => [x.clave, x]))
    return (
        <>
            <StockFilters />
            <Answer of={stock}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">Sin existencias registradas.</p>
                    ) : (
                        <>
                            <Scroll label="Existencias por clave">
                                <table>
                                    <thead>
                                        <tr>
                                            <th scope="col">Clave</th>
                                            <th scope="col" className="num">
                                                Útil
                                            </th>
                                            <th scope="col" className="num">
                                                Meses
                                            </th>
                                            <th scope="col">Primero en caducar</th>
                                            <th scope="col" className="num">
                                                Cuarentena
                                            </th>
                                            <th scope="col" className="num">
                                                Dañado
                                            </th>
                                            <th scope="col" className="num">
                                                Caducado
                                            </th>
                                            <th scope="col" className="num">
                                                En camino
                                            </th>
                                            <th scope="col">Movimientos</th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {x.items.map(row => {
                                            const planned = months.get(row.clave)?.planningQuantity ?? null
                                            const here = facility ? takenHere(facility, row.clave) : 0
                                            const usable = Math.max(0, row.usable - here)
                                            const lasts = planned ? usable / planned : null
                                            return (
                                                <tr key={row.clave}>
                                                    <th scope="row">
                                                        <Link
                                                            href={address('/existencias', { lado: 'lotes', codigo: row.clave })}
                                                        >
                                                            {row.clave}
                                                        </Link>
                                                        <small>{claves.describe(row.clave).description}</small>
                                                    </th>
                                                    <td className={usable === 0 ? 'num strong bad' : 'num strong'}>
                                                        {row.known === 0 ? 'n. d.' : pieces(usable)}
                                                        {row.reserved > 0 && <small>{pieces(row.reserved)} apartadas</small>}
                                                        {here !== 0 && <small>menos lo capturado aquí</small>}
                                                    </td>
                                                    <td className={lasts !== null && lasts < little ? 'num strong bad' : 'num'}>
                                                        {lasts === null ? '—' : oneDecimal(lasts)}
                                                    </td>
                                                    <td className="nowrap">{row.firstExpiry ? date(row.firstExpiry) : '—'}</td>
                                                    <td className="num">{orNone(row.quarantined)}</td>
                                                    <td className="num">{orNone(row.damaged)}</td>
                                                    <td className={row.expired > 0 ? 'num bad strong' : 'num'}>
                                                        {orNone(row.expired)}
                                                    </td>
                                                    <td className="num">{orNone(row.inTransit)}</td>
                                                    <td>
                                                        <Link
                                                            href={address('/existencias', { lado: 'libro', codigo: row.clave })}
                                                            aria-label={`Libro de ${row.clave}`}
                                                        >
                                                            libro
                                                        </Link>
                                                    </td>
                                                </tr>
                                            )
                                        })}
                                    </tbody>
                                </table>
                            </Scroll>
                            <Paging
                                next={x.next}
                                note="Meses: lo útil entre la cantidad de planeación; — donde no hay CPM de la clave."
                            />
                        </>
                    )
                }
            </Answer>
        </>
    )
}

const orNone = (x: number) => (x === 0 ? '—' : pieces(x))
