import { Link, useParams } from 'wouter'
import { address } from '../api/client'
import type { Order, OrderLine } from '../api/models'
import { useRead } from '../api/queries'
import { today } from '../address'
import { date, oneDecimal, pieces, time } from '../format'
import { Answer } from '../parts/Answer'
import { ItemName } from '../parts/ItemName'
import { OrderActs } from '../parts/OrderActs'
import { OrderDeliveries } from '../parts/OrderDeliveries'
import { OrderStatus } from '../parts/OrderStatus'
import { Page, PrintButton, Section } from '../parts/Page'
import { Scroll } from '../parts/Scroll'
import { homeOf } from '../parts/sections'
import { placeOf } from '../parts/Shell'
import { session } from '../session/session'
import { orderStatusNames, roleNames } from '../texts/es'

/** One supply order: its lines, what supplied it, who decided what, and what may be decided. */
export default function OrderPage() {
    const { id } = useParams<{ id: string }>()
    const read = useRead<Order>(`/orders/supply-orders/${id}`)
    return <Answer of={read}>{x => <One of={x} />}</Answer>
}

const isOpen = (x: Order) => ['issued', 'approved', 'inSupply'].includes(x.status)

function One({ of: x }: { of: Order }) {
    const title = `Orden ${x.number ?? `…${x.id.slice(-13)}`}`
    const late = isOpen(x) && x.promisedOn !== null && x.promisedOn < today()
    return (
        <Page
            title={title}
            scope={placeOf(session.shown!)}
            lead={
                <>
                    {x.source.kind === 'supplier' ? 'De ' : 'Del almacén '}
                    <b>{x.source.id}</b> para{' '}
                    <b>
                        <Link href={`/unidades/${x.destination}`}>{x.destination}</Link>
                    </b>
                    {' · '}emitida el {date(x.issuedOn)}
                    {x.promisedOn && ` · prometida para el ${date(x.promisedOn)}`}
                </>
            }
            trail={[
                { name: placeOf(session.shown!), href: homeOf(session.shown) },
                { name: 'Órdenes', href: '/ordenes' },
                { name: title },
            ]}
            actions={<PrintButton />}
        >
            <p className="row gap">
                <OrderStatus of={{ ...x, late }} />
                {x.suppliedOn && (
                    <span>
                        Abastecida el {date(x.suppliedOn)}
                        {x.onTime !== null && (x.onTime ? ', a tiempo' : ', tarde')}
                    </span>
                )}
                {x.buyer && <span className="muted">compra {x.buyer}</span>}
            </p>
            <div className="grid">
                <OrderActs of={x} />
                <Lines of={x} />
                <OrderDeliveries of={x} />
                <History of={x} />
            </div>
            <p className="page-foot">
                {['auditor', 'operator'].includes(session.shown?.role ?? '') && (
                    <Link href={address('/auditoria', { documento: x.id })}>Quién hizo qué con esta orden</Link>
                )}
                <span>
                    {x.id}, versión {x.version}
                </span>
            </p>
        </Page>
    )
}

function Lines({ of: x }: { of: Order }) {
    const bySupplier = x.source.kind === 'supplier'
    const total = (of: (line: OrderLine) => number) => pieces(x.lines.reduce((sum, line) => sum + of(line), 0))
    return (
        <Section
            span={12}
            title={x.lines.length === 1 ? '1 renglón' : `${pieces(x.lines.length)} renglones`}
            note="Ordenado = recibido útil + en tránsito + por llegar + faltó + cancelado."
        >
            <Scroll label="Renglones">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">Clave</th>
                            <th scope="col" className="num">
                                Ordenado
                            </th>
                            <th scope="col" className="num">
                                Recibido útil
                            </th>
                            <th scope="col" className="num">
                                En tránsito
                            </th>
                            <th scope="col" className="num">
                                Por llegar
                            </th>
                            <th scope="col" className="num">
                                Faltó
                            </th>
                            <th scope="col" className="num">
                                Cancelado
                            </th>
                            <th scope="col" className="num">
                                Meses en destino
                            </th>
                            {bySupplier && (
                                <th scope="col" className="num">
                                    Queda de la adjudicación
                                </th>
                            )}
                        </tr>
                    </thead>
                    <tbody>
                        {x.lines.map(line => (
                            <Line key={line.line} of={line} bySupplier={bySupplier} />
                        ))}
                    </tbody>
                    {x.lines.length > 1 && (
                        <tfoot>
                            <tr>
                                <th scope="row">Total</th>
                                <td className="num">{total(y => y.ordered)}</td>
                                <td className="num">{total(y => y.good)}</td>
                                <td className="num">{total(y => y.inTransit)}</td>
                                <td className="num">{total(y => y.toCome)}</td>
                                <td className="num">{total(y => y.short)}</td>
                                <td className="num">{total(y => y.cancelled)}</td>
                                <td />
                                {bySupplier && <td />}
                            </tr>
                        </tfoot>
                    )}
                </table>
            </Scroll>
        </Section>
    )
}

/** Who may read awards; the others see what is left of it without a link. */
const readsAwards = () => ['state', 'central', 'warehouse', 'auditor'].includes(session.shown?.role ?? '')

function Line({ of: line, bySupplier }: { of: OrderLine; bySupplier: boolean }) {
    const beside = [
        [line.damaged, 'dañadas'],
        [line.quarantined, 'en cuarentena'],
        [line.surplus, 'de más'],
    ] as const
    const some = beside.filter(([count]) => count > 0).map(([count, name]) => `${pieces(count)} ${name}`)
    return (
        <tr>
            <th scope="row">
                <Link href={`/claves/${line.clave}`}>{line.clave}</Link>
                <ItemName clave={line.clave} />
                {line.overCoverage && <span className="tag warn">pide más que la cobertura</span>}
            </th>
            <td className="num strong">{pieces(line.ordered)}</td>
            <td className="num">
                {pieces(line.good)}
                {some.length > 0 && <small>{some.join(', ')}</small>}
            </td>
            <td className="num">{pieces(line.inTransit)}</td>
            <td className={line.toCome > 0 ? 'num strong' : 'num'}>{pieces(line.toCome)}</td>
            <td className={line.short > 0 ? 'num bad' : 'num'}>{pieces(line.short)}</td>
            <td className="num">{pieces(line.cancelled)}</td>
            <td className={line.monthsOfStock !== null && line.monthsOfStock < 0.5 ? 'num strong bad' : 'num'}>
                {line.monthsOfStock === null ? '—' : oneDecimal(line.monthsOfStock)}
            </td>
            {bySupplier && (
                <td className="num">
                    {line.awardLeft === null ? '—' : pieces(line.awardLeft)}
                    {line.award && readsAwards() && (
                        <small>
                            <Link href={`/adjudicaciones/${line.award}`} aria-label={`Adjudicación de ${line.clave}`}>
                                adjudicación
                            </Link>
                        </small>
                    )}
                </td>
            )}
        </tr>
    )
}

const History = ({ of: x }: { of: Order }) => (
    <Section span={6} title="Historia">
        <Scroll label="Historia">
            <table>
                <thead>
                    <tr>
                        <th scope="col">Estado</th>
                        <th scope="col">Cuándo</th>
                        <th scope="col">Quién</th>
                        <th scope="col">Motivo</th>
                    </tr>
                </thead>
                <tbody>
                    {x.history.map(step => (
                        <tr key={step.version}>
                            <th scope="row">{orderStatusNames[step.status] ?? step.status}</th>
                            <td>{time(step.at)}</td>
                            <td>
                                {step.by}
                                <small>{roleNames[step.role] ?? step.role}</small>
                            </td>
                            <td>{step.reason ?? '—'}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </Scroll>
    </Section>
)
