import { lazy, Suspense, useState } from 'react'
import { flushSync } from 'react-dom'
import { Link, useParams } from 'wouter'
import type { Award, OrderItem, Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { today, useAddress } from '../address'
import { date, decimals, percent, pieces, share, time } from '../format'
import { Answer } from '../parts/Answer'
import { ItemName } from '../parts/ItemName'
import { OrderStatus } from '../parts/OrderStatus'
import { Page, PrintButton, Section } from '../parts/Page'
import { Paging } from '../parts/Paging'
import { Scroll } from '../parts/Scroll'
import { homeOf } from '../parts/sections'
import { placeOf } from '../parts/Shell'
import { session } from '../session/session'

const Amend = lazy(() => import('../parts/AmendAward'))

/** One award: what each buyer may and must order of it, the orders against it, and what agreements changed. */
export default function AwardPage() {
    const { id } = useParams<{ id: string }>()
    const read = useRead<Award>(`/orders/awards/${id}`)
    return <Answer of={read}>{x => <One of={x} />}</Answer>
}

function One({ of: x }: { of: Award }) {
    const [isAmending, setAmending] = useState(false)
    const title = `Adjudicación de ${x.clave}`
    const isOver = x.to < today()
    return (
        <Page
            title={title}
            scope={placeOf(session.shown!)}
            lead={
                <>
                    <b>{x.supplier}</b> · vale del {date(x.from)} al {date(x.to)} · ${decimals(x.unitPrice)} por pieza
                    {x.fundingSource && ` · ${x.fundingSource}`}
                </>
            }
            trail={[
                { name: placeOf(session.shown!), href: homeOf(session.shown) },
                { name: 'Adjudicaciones', href: '/adjudicaciones' },
                { name: x.clave },
            ]}
            actions={<PrintButton />}
        >
            <p className="row gap">
                <Link href={`/claves/${x.clave}`}>{x.clave}</Link> <ItemName clave={x.clave} />
                {isOver && <span className="tag warn">ya no vale</span>}
            </p>
            <div className="grid">
                <Buyers of={x} />
                <Orders award={x.id} />
                <Section
                    span={12}
                    title="Convenios modificatorios"
                    end={
                        session.shown?.role === 'central' &&
                        !isAmending && (
                            <button
                                type="button"
                                id="convenio"
                                className="button compact"
                                onClick={() => {
                                    setAmending(true)
                                }}
                            >
                                Registrar convenio
                            </button>
                        )
                    }
                >
                    {isAmending && (
                        <Suspense fallback={null}>
                            <Amend
                                of={x}
                                close={() => {
                                    flushSync(() => {
                                        setAmending(false)
                                    })
                                    document.getElementById('convenio')?.focus()
                                }}
                            />
                        </Suspense>
                    )}
                    <Amendments of={x} />
                </Section>
            </div>
            <p className="page-foot">
                <span>
                    {x.id}, versión {x.version}
                </span>
            </p>
        </Page>
    )
}

const Buyers = ({ of: x }: { of: Award }) => (
    <Section
        span={12}
        title="Por comprador"
        note="Ordenado: sin lo cancelado ni lo cerrado incompleto. Exposición: piezas del mínimo que todavía no se ordenan."
    >
        <Scroll label="Por comprador">
            <table>
                <thead>
                    <tr>
                        <th scope="col">Comprador</th>
                        <th scope="col" className="num">
                            Mínimo
                        </th>
                        <th scope="col" className="num">
                            Máximo
                        </th>
                        <th scope="col" className="num">
                            Ordenado
                        </th>
                        <th scope="col" className="num">
                            Recibido
                        </th>
                        <th scope="col" className="num">
                            Queda
                        </th>
                        <th scope="col" className="num">
                            Exposición
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {x.buyers.map(one => (
                        <tr key={one.buyer}>
                            <th scope="row">{one.buyer}</th>
                            <td className="num">{pieces(one.min)}</td>
                            <td className="num">{pieces(one.max)}</td>
                            <td className="num">
                                {pieces(one.ordered)}
                                <small>{percent(share(one.ordered, one.max))}</small>
                            </td>
                            <td className="num">{pieces(one.supplied)}</td>
                            <td className={one.left === 0 ? 'num strong bad' : 'num strong'}>{pieces(one.left)}</td>
                            <td className={one.exposure > 0 ? 'num strong warn' : 'num'}>{pieces(one.exposure)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </Scroll>
    </Section>
)

function Orders({ award }: { award: string }) {
    const { of } = useAddress()
    const read = useRead<PageOf<OrderItem>>('/orders/supply-orders', { award, after: of('despues'), limit: 25 })
    return (
        <Section span={12} title="Órdenes contra ella" note="De las que usted puede ver, primero las más nuevas.">
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">Ninguna.</p>
                    ) : (
                        <>
                            <Scroll label="Órdenes contra ella">
                                <table>
                                    <thead>
                                        <tr>
                                            <th scope="col">Orden</th>
                                            <th scope="col">Destino</th>
                                            <th scope="col">Estado</th>
                                            <th scope="col">Emitida</th>
                                            <th scope="col" className="num">
                                                Recibido
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {x.items.map(one => (
                                            <tr key={one.id}>
                                                <th scope="row">
                                                    <Link href={`/ordenes/${one.id}`}>
                                                        {one.number ?? `…${one.id.slice(-13)}`}
                                                    </Link>
                                                </th>
                                                <td>{one.destination}</td>
                                                <td>
                                                    <OrderStatus of={one} />
                                                </td>
                                                <td className="nowrap">{date(one.issuedOn)}</td>
                                                <td className="num">{percent(share(one.good, one.ordered))}</td>
                                            </tr>
                                        ))}
                                    </tbody>
                                </table>
                            </Scroll>
                            <Paging next={x.next} />
                        </>
                    )
                }
            </Answer>
        </Section>
    )
}

function Amendments({ of: x }: { of: Award }) {
    const some = x.amendments ?? []
    if (some.length === 0) return <p className="muted">Ninguno.</p>
    return (
        <Scroll label="Convenios modificatorios">
            <table>
                <thead>
                    <tr>
                        <th scope="col">Documento</th>
                        <th scope="col">Qué cambió</th>
                        <th scope="col">Motivo</th>
                        <th scope="col">Quién</th>
                    </tr>
                </thead>
                <tbody>
                    {some.map(one => (
                        <tr key={one.id}>
                            <th scope="row">{one.document}</th>
                            <td>
                                <ul>
                                    {one.to !== one.toBefore && (
                                        <li>
                                            Vale hasta el {date(one.to)} (antes {date(one.toBefore)})
                                        </li>
                                    )}
                                    {one.buyers.map(y => (
                                        <li key={y.buyer}>
                                            {y.buyer}: de {pieces(y.min)} a {pieces(y.max)} piezas (
                                            {y.maxBefore === null
                                                ? 'se agrega'
                                                : `antes de ${pieces(y.minBefore ?? 0)} a ${pieces(y.maxBefore)}`}
                                            )
                                        </li>
                                    ))}
                                </ul>
                            </td>
                            <td>{one.reason}</td>
                            <td>
                                {one.by}
                                <small>{time(one.at)}</small>
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </Scroll>
    )
}
