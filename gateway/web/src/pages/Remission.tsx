import { useParams } from 'wouter'
import type { Order, Shipment } from '../api/models'
import { useReference, useRead } from '../api/queries'
import { date, pieces, time } from '../format'
import { Answer } from '../parts/Answer'
import { useItemNames, usePlaceNames } from '../parts/names'
import { Page, PrintButton } from '../parts/Page'
import { Scroll } from '../parts/Scroll'
import { placeOf } from '../parts/Shell'
import { session } from '../session/session'

/** The paper that goes with a shipment: what it carries, lot by lot, and who signs for it. */
export default function Remission() {
    const { id } = useParams<{ id: string }>()
    const read = useRead<Shipment>(`/inventory/shipments/${id}`, {}, { refetchInterval: false })
    return <Answer of={read}>{x => <Paper of={x} />}</Answer>
}

function Paper({ of: x }: { of: Shipment }) {
    const placeName = usePlaceNames([x.from, x.to])
    const sent = x.lines.filter(line => line.quantity > 0)
    const itemName = useItemNames(sent.map(line => line.clave))
    const order = useReference<Order>(`/orders/supply-orders/${x.supplyOrder ?? ''}`, {}, { enabled: x.supplyOrder !== null })
    const number = x.number ?? 'sin número'
    const sum = sent.reduce((all, line) => all + line.quantity, 0)
    return (
        <Page
            title={`Remisión ${number}`}
            scope={placeOf(session.shown!)}
            trail={[
                { name: placeOf(session.shown!), href: session.shown?.role === 'warehouse' ? '/almacen' : '/' },
                { name: 'Embarques', href: '/embarques' },
                { name: number, href: `/embarques/${x.id}` },
                { name: 'Remisión' },
            ]}
            actions={<PrintButton />}
        >
            <div className="remission">
                {x.status === 'held' && <p className="notice warn strong">TODAVÍA NO SALE: el embarque está retenido.</p>}
                {x.status === 'cancelled' && <p className="notice bad strong">CANCELADO: este embarque no salió.</p>}
                <dl className="facts">
                    <dt>Sale de</dt>
                    <dd>
                        {placeName(x.from)} ({x.from})
                    </dd>
                    <dt>Va a</dt>
                    <dd>
                        {placeName(x.to)} ({x.to})
                    </dd>
                    {x.dispatchedAt && (
                        <>
                            <dt>Salió</dt>
                            <dd>{time(x.dispatchedAt)}</dd>
                        </>
                    )}
                    {x.supplyOrder && (
                        <>
                            <dt>Orden de suministro</dt>
                            <dd>{order.data?.number ?? x.supplyOrder}</dd>
                        </>
                    )}
                </dl>
                <Scroll label="Lotes de la remisión">
                    <table className="dense">
                        <thead>
                            <tr>
                                <th scope="col" className="num">
                                    N.º
                                </th>
                                <th scope="col">Clave</th>
                                <th scope="col">Descripción</th>
                                <th scope="col">Lote</th>
                                <th scope="col">Caducidad</th>
                                <th scope="col">Fuente</th>
                                <th scope="col" className="num">
                                    Piezas
                                </th>
                                <th scope="col" className="num">
                                    Recibidas
                                </th>
                            </tr>
                        </thead>
                        <tbody>
                            {sent.map((line, i) => (
                                <tr key={line.line}>
                                    <td className="num">{i + 1}</td>
                                    <th scope="row" className="nowrap">
                                        {line.clave}
                                    </th>
                                    <td>{itemName(line.clave)}</td>
                                    <td>{line.lot}</td>
                                    <td className="nowrap">{date(line.expiresOn)}</td>
                                    <td>{line.fundingSource ?? '—'}</td>
                                    <td className="num strong">{pieces(line.quantity)}</td>
                                    <td className="to-fill">
                                        <span className="hidden">se escribe al recibir</span>
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                        <tfoot>
                            <tr>
                                <th scope="row" colSpan={6}>
                                    Suma
                                </th>
                                <td className="num">{pieces(sum)}</td>
                                <td />
                            </tr>
                        </tfoot>
                    </table>
                </Scroll>
                <ul className="signatures">
                    {['Entrega', 'Transporta', 'Recibe'].map(who => (
                        <li key={who}>
                            <b>{who}</b>
                            <small>Nombre, firma, fecha y hora</small>
                        </li>
                    ))}
                </ul>
                <p className="page-foot">
                    <span>
                        {number} · {x.id}
                    </span>
                </p>
            </div>
        </Page>
    )
}
