import { Link, useParams } from 'wouter'
import { address, put } from '../api/client'
import type { Order, Shipment } from '../api/models'
import { useReference, useRead } from '../api/queries'
import { date, pieces, time } from '../format'
import { Answer } from '../parts/Answer'
import { Confirm } from '../parts/Confirm'
import { useItemNames, usePlaces } from '../parts/names'
import { Page, Section } from '../parts/Page'
import { ResolveMissing } from '../parts/ResolveMissing'
import { Scroll } from '../parts/Scroll'
import { placeOf } from '../parts/Shell'
import { ShipmentHistory } from '../parts/ShipmentHistory'
import { ShipmentTag } from '../parts/ShipmentTag'
import { session } from '../session/session'

/** One shipment: its lots, what came of them, and what may be done with it. */
export default function ShipmentPage() {
    const { id } = useParams<{ id: string }>()
    const read = useRead<Shipment>(`/inventory/shipments/${id}`)
    return <Answer of={read}>{x => <One of={x} />}</Answer>
}

function One({ of: x }: { of: Shipment }) {
    const { role, facility, state } = session.shown ?? { role: '', facility: null, state: null }
    const places = usePlaces([x.from, x.to])
    const placeName = (code: string) => places.get(code)?.name ?? code
    const itemName = useItemNames(x.lines.map(line => line.clave))
    const order = useReference<Order>(`/orders/supply-orders/${x.supplyOrder ?? ''}`, {}, { enabled: x.supplyOrder !== null })
    const handles = ['warehouse', 'pharmacy'].includes(role)
    const isSender = handles && facility === x.from
    const mayResolve = isSender || role === 'central' || (role === 'state' && places.get(x.from)?.state === state)
    const sum = (of: (line: Shipment['lines'][number]) => number) => x.lines.reduce((all, line) => all + of(line), 0)
    const inTransit = sum(line => line.inTransit)
    const all = pieces(sum(line => line.quantity))
    const title = x.number ? `Embarque ${x.number}` : 'Embarque sin número'
    const settle = (how: 'dispatch' | 'cancel') => () => put('POST', `/inventory/shipments/${x.id}/${how}`, undefined, x.version)
    return (
        <Page
            title={title}
            scope={placeOf(session.shown!)}
            lead={
                <>
                    De <Link href={`/unidades/${x.from}`}>{placeName(x.from)}</Link> a{' '}
                    <Link href={`/unidades/${x.to}`}>{placeName(x.to)}</Link>
                    {x.dispatchedAt ? `, salió el ${time(x.dispatchedAt)}` : x.recordedAt && `, hecho el ${time(x.recordedAt)}`}
                    {x.supplyOrder && (
                        <>
                            {' · orden '}
                            <Link href={`/ordenes/${x.supplyOrder}`}>{order.data?.number ?? 'de suministro'}</Link>
                        </>
                    )}
                </>
            }
            trail={[
                { name: placeOf(session.shown!), href: role === 'warehouse' ? '/almacen' : '/' },
                { name: 'Embarques', href: '/embarques' },
                { name: title },
            ]}
            actions={
                <>
                    <Link className="button" href={`/embarques/${x.id}/remision`}>
                        Remisión
                    </Link>
                    {handles && facility === x.to && x.status === 'dispatched' && (
                        <Link className="button primary" href={`/recepciones/${x.id}`}>
                            Recibir
                        </Link>
                    )}
                    {isSender && x.status === 'held' && (
                        <>
                            <Confirm
                                label="Enviar ahora"
                                effect={`Las ${all} piezas salen de la existencia de ${x.from} y quedan en tránsito hacia ${x.to}.`}
                                act={settle('dispatch')}
                                primary
                            />
                            <Confirm
                                label="Cancelar embarque"
                                effect={`${x.number ?? 'El embarque'} no sale; sus ${all} piezas apartadas quedan libres. No se puede deshacer.`}
                                act={settle('cancel')}
                            />
                        </>
                    )}
                </>
            }
        >
            <p>
                <ShipmentTag status={x.status} />{' '}
                {x.receptions.some(y => !y.reversed) && inTransit > 0 && (
                    <span className="tag bad">faltan {pieces(inTransit)} por resolver</span>
                )}
            </p>
            <div className="grid gap">
                <Section span={12} title="Lotes">
                    <Lots of={x} itemName={itemName} />
                </Section>
                {mayResolve && x.status === 'dispatched' && inTransit > 0 && <ResolveMissing of={x} />}
                <ShipmentHistory of={x} isReceiver={handles && facility === x.to} mayResolve={mayResolve} />
            </div>
            <p className="page-foot">
                <span>
                    {x.id}, versión {x.version}
                </span>
                {['auditor', 'operator'].includes(role) && (
                    <Link href={address('/auditoria', { documento: x.id })}>Quién hizo qué con este embarque</Link>
                )}
            </p>
        </Page>
    )
}

function Lots({ of: x, itemName }: { of: Shipment; itemName: (clave: string) => string }) {
    const hasLeft = x.status === 'dispatched' || x.status === 'received'
    const columns = [
        ['Enviado', 'quantity'],
        ['Bueno', 'good'],
        ['Dañado', 'damaged'],
        ['De más', 'surplus'],
        ['Resuelto', 'resolved'],
        ['En tránsito', 'inTransit'],
    ] as const
    const shown = columns.slice(0, hasLeft ? columns.length : 1)
    return (
        <Scroll label="Lotes">
            <table>
                <thead>
                    <tr>
                        <th scope="col">Clave</th>
                        <th scope="col">Lote</th>
                        <th scope="col">Caduca</th>
                        {shown.map(([name]) => (
                            <th key={name} scope="col" className="num">
                                {name}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {x.lines.map(line => (
                        <tr key={line.line}>
                            <th scope="row">
                                <Link href={`/claves/${line.clave}`}>{line.clave}</Link>
                                <small>{itemName(line.clave)}</small>
                            </th>
                            <td>
                                {line.lot}
                                {line.fundingSource && <small>{line.fundingSource}</small>}
                            </td>
                            <td className="nowrap">{date(line.expiresOn)}</td>
                            {shown.map(([name, of]) => (
                                <td key={name} className={of === 'inTransit' && line[of] > 0 ? 'num strong' : 'num'}>
                                    {pieces(line[of])}
                                </td>
                            ))}
                        </tr>
                    ))}
                </tbody>
                <tfoot>
                    <tr>
                        <th scope="row" colSpan={3}>
                            Suma
                        </th>
                        {shown.map(([name, of]) => (
                            <td key={name} className="num">
                                {pieces(x.lines.reduce((all, line) => all + line[of], 0))}
                            </td>
                        ))}
                    </tr>
                </tfoot>
            </table>
        </Scroll>
    )
}
