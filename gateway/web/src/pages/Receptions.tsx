import { useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import type { Page as PageOf, ShipmentItem } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { date, pieces } from '../format'
import { usePack } from '../offline/pack'
import { unsent } from '../offline/unsent'
import { Answer } from '../parts/Answer'
import { Page } from '../parts/Page'
import { Paging } from '../parts/Paging'
import { Scroll } from '../parts/Scroll'
import { placeOf } from '../parts/Shell'
import { isUnitRole, session } from '../session/session'
import { shipmentStatusNames } from '../texts/stock'

const sides = [
    ['', 'Por recibir'],
    ['recibidos', 'Recibidos'],
] as const

/** Shipments on their way to a place, and those that it has received. */
export default function Receptions() {
    const { of, change, withChanged } = useAddress()
    const { facility } = session.shown ?? { facility: null }
    usePack(facility ?? '') // brings what is expected to this device, for when there is no network
    const side = of('lado') ?? ''
    const number = of('codigo')
    const query = number
        ? { number }
        : side === 'recibidos'
          ? { to: facility, status: 'received', after: of('despues'), limit: 50 }
          : { to: facility, expected: true, after: of('despues'), limit: 50 }
    const read = useRead<PageOf<ShipmentItem>>('/inventory/shipments', query)
    const canRecord = isUnitRole(session.shown)
    return (
        <Page
            title="Recepciones"
            scope={placeOf(session.shown!)}
            lead="Embarques en camino; cada uno se recibe lote por lote, también sin red."
            trail={[{ name: placeOf(session.shown!), href: facility ? '/mi-unidad' : '/' }, { name: 'Recepciones' }]}
            actions={
                canRecord && (
                    <Link className="button" href="/entradas/nueva">
                        Recibir sin embarque
                    </Link>
                )
            }
        >
            <form
                className="row filters"
                onSubmit={event => {
                    event.preventDefault()
                    const typed = String(new FormData(event.currentTarget).get('numero')).trim()
                    change({ codigo: typed || null, lado: null, despues: null })
                }}
            >
                <label className="field">
                    <span>Número de embarque</span>
                    <input
                        key={number ?? ''}
                        className="input"
                        name="numero"
                        defaultValue={number ?? ''}
                        placeholder="EM-13-2026-00123"
                        maxLength={40}
                        autoComplete="off"
                    />
                </label>
                <button type="submit" className="button">
                    Buscar
                </button>
            </form>
            <nav className="tabs" aria-label="Cuáles">
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
                        <p className="muted">
                            {number
                                ? 'Ningún embarque con ese número.'
                                : side === 'recibidos'
                                  ? 'Ninguno.'
                                  : 'Ningún embarque en camino.'}{' '}
                            {canRecord && side === '' && !number && <Link href="/entradas/nueva">Recibir sin embarque.</Link>}
                        </p>
                    ) : (
                        <>
                            <Table rows={x.items} isPlace={facility !== null} />
                            <Paging next={x.next} />
                        </>
                    )
                }
            </Answer>
        </Page>
    )
}

function Table({ rows, isPlace }: { rows: readonly ShipmentItem[]; isPlace: boolean }) {
    const waiting = useSyncExternalStore(unsent.watch, () => unsent.rows).filter(x => x.kind === 'reception')
    return (
        <Scroll label="Embarques">
            <table>
                <thead>
                    <tr>
                        <th scope="col">Embarque</th>
                        <th scope="col">De{!isPlace && ' y a'}</th>
                        <th scope="col">Salió</th>
                        <th scope="col" className="num">
                            Lotes
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
                                <Link href={`/recepciones/${x.id}`}>{x.number ?? `…${x.id.slice(-13)}`}</Link>
                            </th>
                            <td>
                                {x.from}
                                {!isPlace && ` → ${x.to}`}
                            </td>
                            <td className="nowrap">{date(x.on)}</td>
                            <td className="num">{pieces(x.lines)}</td>
                            <td className="num">{pieces(x.pieces)}</td>
                            <td className="num">{pieces(x.inTransit)}</td>
                            <td>
                                <span className={x.status === 'received' ? 'tag good' : 'tag'}>
                                    {shipmentStatusNames[x.status]}
                                </span>
                                {x.status === 'dispatched' && x.inTransit < x.pieces && (
                                    <span className="tag info">en parte</span>
                                )}
                                {waiting.some(y => y.path.includes(x.id)) && <span className="tag warn">por enviar</span>}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </Scroll>
    )
}
