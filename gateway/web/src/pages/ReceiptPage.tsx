import { Link, useParams } from 'wouter'
import { address } from '../api/client'
import type { Order, Receipt, StockDocument } from '../api/models'
import { useReference, useRead } from '../api/queries'
import { date, pieces, time } from '../format'
import { Answer } from '../parts/Answer'
import { useItemNames, usePlaceNames } from '../parts/names'
import { Page, PrintButton, Section } from '../parts/Page'
import { Scroll } from '../parts/Scroll'
import { placeOf } from '../parts/Shell'
import { WithReason } from '../parts/WithReason'
import { session } from '../session/session'
import { conditionNames } from '../texts/stock'

/** One receipt: what came, what it did to the stock, and its reversal. */
export default function ReceiptPage() {
    const { id } = useParams<{ id: string }>()
    const read = useRead<StockDocument>(`/inventory/receipts/${id}`)
    return <Answer of={read}>{x => <One of={x} />}</Answer>
}

function One({ of: x }: { of: StockDocument }) {
    const { role, facility } = session.shown ?? { role: '', facility: null }
    const told = x.document as Receipt
    const placeName = usePlaceNames([x.facility])
    const itemName = useItemNames(told.lines.map(line => line.clave))
    const order = useReference<Order>(`/orders/supply-orders/${x.supplyOrder ?? ''}`, {}, { enabled: x.supplyOrder !== null })
    const isOwn = ['warehouse', 'pharmacy'].includes(role) && facility === x.facility
    const title = x.number ? `Entrada ${x.number}` : 'Entrada sin número'
    const sum = told.lines.reduce((all, line) => all + line.quantity, 0)
    return (
        <Page
            title={title}
            scope={placeOf(session.shown!)}
            lead={
                <>
                    De {x.supplier ?? 'proveedor sin nombre'} a {placeName(x.facility)}, llegó el {date(told.receivedOn)}
                    {x.supplyOrder && (
                        <>
                            {' · orden '}
                            <Link href={`/ordenes/${x.supplyOrder}`}>{order.data?.number ?? 'de suministro'}</Link>
                        </>
                    )}
                </>
            }
            trail={[
                { name: placeOf(session.shown!), href: role === 'warehouse' ? '/almacen' : facility ? '/mi-unidad' : '/' },
                { name: 'Entradas', href: '/entradas' },
                { name: title },
            ]}
            actions={<PrintButton />}
        >
            {x.reversal && (
                <p className="notice bad">
                    <span>
                        <b>Revertida</b> por {x.reversal.by} el {time(x.reversal.at)}: {x.reversal.reason}. Nada de ella cuenta.
                    </span>
                </p>
            )}
            <div className="grid">
                <Section span={12} title="Lotes">
                    <Scroll label="Lotes">
                        <table>
                            <thead>
                                <tr>
                                    <th scope="col">Clave</th>
                                    <th scope="col">Lote</th>
                                    <th scope="col">Caduca</th>
                                    <th scope="col" className="num">
                                        Piezas
                                    </th>
                                    <th scope="col">Entró como</th>
                                </tr>
                            </thead>
                            <tbody>
                                {told.lines.map(line => (
                                    <tr key={line.line}>
                                        <th scope="row">
                                            <Link href={`/claves/${line.clave}`}>{line.clave}</Link>
                                            <small>{itemName(line.clave)}</small>
                                        </th>
                                        <td>{line.lot}</td>
                                        <td className="nowrap">{date(line.expiresOn)}</td>
                                        <td className="num">{pieces(line.quantity)}</td>
                                        <td>
                                            {conditionNames[line.condition]}
                                            {line.notice && <small>{line.notice}</small>}
                                        </td>
                                    </tr>
                                ))}
                            </tbody>
                            <tfoot>
                                <tr>
                                    <th scope="row" colSpan={3}>
                                        Suma
                                    </th>
                                    <td className="num">{pieces(sum)}</td>
                                    <td />
                                </tr>
                            </tfoot>
                        </table>
                    </Scroll>
                </Section>
                {isOwn && !x.reversal && (
                    <Section
                        span={6}
                        title="Si está mal capturada"
                        note={`Revertirla quita sus ${pieces(sum)} piezas de la existencia. Después se captura de nuevo.`}
                    >
                        <WithReason
                            label="Revertir esta entrada"
                            path={`/inventory/receipts/${x.id}/reversal`}
                            asks="¿Por qué se revierte?"
                        />
                    </Section>
                )}
            </div>
            <p className="page-foot">
                <span>
                    Registró {x.by} el {time(x.recordedAt)}
                </span>
                <span>{x.id}</span>
                {['auditor', 'operator'].includes(role) && (
                    <Link href={address('/auditoria', { documento: x.id })}>Quién hizo qué con esta entrada</Link>
                )}
            </p>
        </Page>
    )
}
