import { Link } from 'wouter'
import { address } from '../api/client'
import type { Page as PageOf, ShipmentItem } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { date, pieces } from '../format'
import { Answer } from '../parts/Answer'
import { Csv } from '../parts/Csv'
import { usePlaceNames } from '../parts/names'
import { NumberSearch } from '../parts/NumberSearch'
import { Page } from '../parts/Page'
import { Paging } from '../parts/Paging'
import { Scroll } from '../parts/Scroll'
import { placeOf } from '../parts/Shell'
import { ShipmentTag } from '../parts/ShipmentTag'
import { session } from '../session/session'

const sides = [
    ['', 'Todos', {}],
    ['retenidos', 'Retenidos', { status: 'held' }],
    ['transito', 'En tránsito', { status: 'dispatched' }],
    ['faltantes', 'Con faltantes', { missing: true }],
    ['recibidos', 'Recibidos', { status: 'received' }],
    ['cancelados', 'Cancelados', { status: 'cancelled' }],
] as const

/** The shipments that a place sends or receives, the last first. */
export default function Shipments() {
    const { of, change, withChanged } = useAddress()
    const { role, facility } = session.shown ?? { role: '', facility: null }
    const [side, way, number] = [of('lado') ?? '', of('ambito') ?? '', of('codigo')]
    const query = number
        ? { number }
        : {
              ...sides.find(([code]) => code === side)?.[2],
              from: way === 'salen' ? facility : null,
              to: way === 'llegan' ? facility : null,
          }
    const read = useRead<PageOf<ShipmentItem>>('/inventory/shipments', { ...query, after: of('despues'), limit: 50 })
    const isOwn = facility !== null && ['warehouse', 'pharmacy'].includes(role)
    return (
        <Page
            title="Embarques"
            scope={placeOf(session.shown!)}
            lead="Lo que sale de un lugar hacia otro, del último al primero."
            trail={[{ name: placeOf(session.shown!), href: role === 'warehouse' ? '/almacen' : '/' }, { name: 'Embarques' }]}
            actions={
                <>
                    {isOwn && (
                        <Link className="button primary" href="/embarques/preparar">
                            Preparar embarques
                        </Link>
                    )}
                    <Csv href={address('/inventory/shipments', query)} name="embarques.csv" />
                </>
            }
        >
            <div className="row filters">
                <NumberSearch example="EM-13-2026-00123" />
                {isOwn && (
                    <label className="field">
                        <span>Cuáles</span>
                        <select
                            className="input"
                            value={way}
                            onChange={event => {
                                change({ ambito: event.target.value || null, codigo: null, despues: null })
                            }}
                        >
                            <option value="">Salen y llegan</option>
                            <option value="salen">Salen de aquí</option>
                            <option value="llegan">Llegan aquí</option>
                        </select>
                    </label>
                )}
            </div>
            <nav className="tabs" aria-label="Estado">
                {sides.map(([code, name]) => (
                    <Link
                        key={code}
                        href={withChanged({ lado: code || null, codigo: null, despues: null })}
                        aria-current={side === code && !number ? 'page' : undefined}
                    >
                        {name}
                    </Link>
                ))}
            </nav>
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">Ninguno. {isOwn && <Link href="/embarques/preparar">Preparar embarques</Link>}</p>
                    ) : (
                        <>
                            <Table rows={x.items} />
                            <Paging next={x.next} />
                        </>
                    )
                }
            </Answer>
        </Page>
    )
}

function Table({ rows }: { rows: readonly ShipmentItem[] }) {
    const placeName = usePlaceNames(rows.flatMap(x => [x.from, x.to]))
    return (
        <Scroll label="Embarques">
            <table>
                <thead>
                    <tr>
                        <th scope="col">Número</th>
                        <th scope="col">De</th>
                        <th scope="col">A</th>
                        <th scope="col">Fecha</th>
                        <th scope="col" className="num">
                            Claves
                        </th>
                        <th scope="col" className="num">
                            Piezas
                        </th>
                        <th scope="col" className="num">
                            En tránsito
                        </th>
                        <th scope="col">Estado</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map(x => (
                        <tr key={x.id}>
                            <th scope="row">
                                <Link href={`/embarques/${x.id}`}>{x.number ?? `…${x.id.slice(-13)}`}</Link>
                            </th>
                            <td>{placeName(x.from)}</td>
                            <td>{placeName(x.to)}</td>
                            <td className="nowrap">{date(x.on)}</td>
                            <td className="num">{pieces(x.claves)}</td>
                            <td className="num">{pieces(x.pieces)}</td>
                            <td className="num">{x.status === 'dispatched' ? pieces(x.inTransit) : '—'}</td>
                            <td>
                                <ShipmentTag status={x.status} />
                                {x.status === 'dispatched' && x.good + x.damaged > 0 && (
                                    <span className="tag bad">faltan {pieces(x.inTransit)}</span>
                                )}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </Scroll>
    )
}
