import { Link } from 'wouter'
import type { Order, OrderDelivery } from '../api/models'
import { useReference } from '../api/queries'
import { date, pieces } from '../format'
import { Section } from './Page'
import { Scroll } from './Scroll'

/** The shipments and receipts that name the order, with what each brought. */
export const OrderDeliveries = ({ of: x }: { of: Order }) => (
    <Section span={6} title="Con qué se ha surtido" note="Embarques y entradas de proveedor que nombran esta orden.">
        {(x.deliveries ?? []).length === 0 ? (
            <p className="muted">Todavía nada.</p>
        ) : (
            <Scroll label="Con qué se ha surtido">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">Documento</th>
                            <th scope="col">A</th>
                            <th scope="col" className="num">
                                En tránsito
                            </th>
                            <th scope="col" className="num">
                                Recibido útil
                            </th>
                            <th scope="col">Último día</th>
                        </tr>
                    </thead>
                    <tbody>
                        {x.deliveries!.map(one => (
                            <tr key={one.kind + one.id}>
                                <th scope="row">
                                    <Document of={one} isHere={one.place === x.destination} />
                                </th>
                                <td>
                                    {one.place}
                                    {one.place !== x.destination && <small>no es el destino: no cuenta</small>}
                                </td>
                                <td className="num">{pieces(one.inTransit)}</td>
                                <td className="num">{pieces(one.good)}</td>
                                <td>{one.receivedOn ? date(one.receivedOn) : '—'}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </Scroll>
        )}
    </Section>
)

/** @param isHere It goes to the order's destination: whoever reads the order may read it too. */
function Document({ of: x, isHere }: { of: OrderDelivery; isHere: boolean }) {
    const isShipment = x.kind === 'shipment'
    const read = useReference<{ number: string | null }>(
        `/inventory/${isShipment ? 'shipments' : 'receipts'}/${x.id}`,
        {},
        { enabled: isHere },
    )
    const name = read.data?.number ?? `…${x.id.slice(-13)}`
    return (
        <>
            <Link href={isShipment ? `/embarques/${x.id}` : `/entradas/${x.id}`}>{name}</Link>
            <small>{isShipment ? 'embarque' : 'entrada de proveedor'}</small>
        </>
    )
}
