import { lazy, Suspense } from 'react'
import { Link, useParams } from 'wouter'
import { address } from '../api/client'
import type { Figure, OrderItem, Page as PageOf } from '../api/models'
import { useLive } from '../api/live'
import { useBreakdown, useRead } from '../api/queries'
import { lastMonthOf, monthFrom, thisMonth, today, useAddress } from '../address'
import { RateBar } from '../charts/BarChart'
import { date, oneDecimal, percent, periodName, pieces, points, share } from '../format'
import { Answer } from '../parts/Answer'
import { Csv } from '../parts/Csv'
import { Page, PrintButton, Section } from '../parts/Page'
import { PeriodChoice } from '../parts/PeriodChoice'
import { session } from '../session/session'
import { stateName } from '../states'
import { es } from '../texts/es'
import { Expiry } from '../parts/Expiry'
import { shows } from '../parts/figures'
import { MissingItems } from '../parts/MissingItems'
import { StockMultiples } from '../parts/Multiples'
import { Official } from '../parts/Official'
import { Scroll } from '../parts/Scroll'
import { Paging } from '../parts/Paging'

const ToDo = lazy(() => import('../parts/ToDo'))

/** A state: its figures, its units from worst to best, its late orders and what is missing. */
export default function State() {
    const { state = '' } = useParams<{ state: string }>()
    const { of } = useAddress()
    const name = stateName(state)
    const period = of('periodo') ?? thisMonth()
    const asOf = of('corte')
    const month = lastMonthOf(period)
    const place = { level: 'state', code: state }
    useLive('ind-b', { period, asOf, ...place })
    const seesWork = ['state', 'central', 'auditor'].includes(session.shown?.role ?? '')
    const { role, state: ownState } = session.shown ?? { role: '', state: null }
    return (
        <Page
            title={name}
            scope={name}
            lead={`${periodName(period)} · entidad ${state}`}
            trail={[{ name: es.nation, href: '/' }, { name }]}
            actions={
                <>
                    <PeriodChoice period={period} />
                    <Link className="button" href={address(`/entidades/${state}/informe`, { mes: month })}>
                        Informe mensual
                    </Link>
                    <PrintButton />
                </>
            }
        >
            <div className="grid">
                {role === 'state' && ownState === state && (
                    <Suspense fallback={null}>
                        <ToDo />
                    </Suspense>
                )}
                <Official
                    indicator="ind-b"
                    title="Recetas surtidas completas"
                    note="todos los renglones completos al presentarse"
                    period={period}
                    month={month}
                    asOf={asOf}
                    {...place}
                />
                <Official
                    indicator="ind-a"
                    title="Órdenes de suministro abastecidas"
                    note="órdenes con medicamento o material de curación"
                    period={period}
                    month={month}
                    asOf={asOf}
                    {...place}
                />
                <Units month={month} asOf={asOf} state={state} />
                <div className="c5">
                    {seesWork && <LateOrders state={state} />}
                    <MissingItems period={month} level="state" code={state} span={12} />
                </div>
                <StockMultiples month={month} asOf={asOf} {...place} span={8} />
                <Expiry by="state" state={state} span={4} />
            </div>
        </Page>
    )
}

function Units({ month, asOf, state }: { month: string; asOf: string | null; state: string }) {
    const { of } = useAddress()
    const query = { period: month, level: 'state', code: state, against: monthFrom(month, -1), sort: 'value', min: 1, asOf }
    const rows = useBreakdown('ind-b', 'facility', { ...query, limit: 25, after: of('despues') ?? undefined })
    return (
        <Section
            span={7}
            title="Unidades, de peor a mejor"
            note={`${periodName(month)}. Barra fina: días que informó.`}
            end={<Csv href={address('/indicators/ind-b/breakdown', { by: 'facility', ...query })} />}
        >
            <Answer of={rows}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">Ninguna unidad con recetas.</p>
                    ) : (
                        <>
                            <Scroll label="Unidades, de peor a mejor">
                                <table>
                                    <thead>
                                        <tr>
                                            <th scope="col">Unidad</th>
                                            <th scope="col" className="no-phone">
                                                Completas
                                            </th>
                                            <th scope="col" className="num">
                                                %
                                            </th>
                                            <th scope="col" className="num">
                                                Cambio
                                            </th>
                                            <th scope="col" className="num">
                                                Días que informó
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {x.items.map(row => (
                                            <Unit key={row.code} of={row} />
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

function Unit({ of }: { of: Figure }) {
    const { reporting, expected } = of.coverage.facilityDays
    return (
        <tr>
            <th scope="row">
                <Link href={`/unidades/${of.code}`}>{of.name ?? of.code}</Link>
                <small>{of.code}</small>
            </th>
            <td className="no-phone">
                <RateBar value={of.value} coverage={share(reporting, expected)} />
            </td>
            <td className="num strong" {...shows(of)}>
                {percent(of.value)}
            </td>
            <td className={`num ${(of.change ?? 0) < 0 ? 'bad' : 'good'}`}>
                {of.change === null || of.change === undefined ? '—' : points(of.change)}
            </td>
            <td className="num">
                {pieces(reporting)} de {pieces(expected)}
            </td>
        </tr>
    )
}

/** Open orders whose promised day has passed, the most urgent first. */
function LateOrders({ state }: { state: string }) {
    const read = useRead<PageOf<OrderItem>>('/orders/supply-orders', { state, late: true, sort: 'priority', limit: 8 })
    const now = today()
    const daysLate = (x: OrderItem) => Math.round((Date.parse(now) - Date.parse(x.promisedOn!)) / 86_400_000)
    return (
        <Section
            span={12}
            title="Órdenes atrasadas"
            note="Abiertas, con la fecha prometida pasada; primero las más urgentes."
            end={
                <Link href={address('/ordenes', { lado: 'atrasadas', entidad: session.shown?.state ? null : state })}>Todas</Link>
            }
        >
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">Ninguna.</p>
                    ) : (
                        <Scroll label="Órdenes atrasadas">
                            <table>
                                <thead>
                                    <tr>
                                        <th scope="col">Orden</th>
                                        <th scope="col" className="num">
                                            Días
                                        </th>
                                        <th scope="col" className="num">
                                            Recibido
                                        </th>
                                        <th scope="col" className="num">
                                            Meses en destino
                                        </th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {x.items.map(one => (
                                        <tr key={one.id}>
                                            <th scope="row">
                                                <Link href={`/ordenes/${one.id}`}>{one.number ?? `…${one.id.slice(-13)}`}</Link>
                                                <small>
                                                    {one.source.id} → {one.destination}, prometida el {date(one.promisedOn!)}
                                                </small>
                                            </th>
                                            <td className="num">{pieces(daysLate(one))}</td>
                                            <td className="num">{percent(share(one.good, one.ordered))}</td>
                                            <td
                                                className={
                                                    one.monthsOfStock !== null && one.monthsOfStock < 0.5
                                                        ? 'num strong bad'
                                                        : 'num'
                                                }
                                            >
                                                {one.monthsOfStock === null ? '—' : oneDecimal(one.monthsOfStock)}
                                            </td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </Scroll>
                    )
                }
            </Answer>
        </Section>
    )
}
