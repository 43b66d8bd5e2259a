import { Link, useParams } from 'wouter'
import { address } from '../api/client'
import type { CpmValue, Item as ItemView, MonthsOfStock, Page as PageOf } from '../api/models'
import { useFigure, useReference, useSeries } from '../api/queries'
import { lastMonthOf, monthFrom, today, useAddress } from '../address'
import { LineChart } from '../charts/LineChart'
import { cpmStatusNames } from '../demand/texts'
import { decimals, periodName, pieces, rate } from '../format'
import { Answer } from '../parts/Answer'
import { fraction, Value } from '../parts/figures'
import { Expiry } from '../parts/Expiry'
import { StockMultiples } from '../parts/Multiples'
import { Page, PrintButton, Section } from '../parts/Page'
import { PeriodChoice } from '../parts/PeriodChoice'
import { stateName } from '../states'
import { es, productClassNames, venNames } from '../texts/es'
import { Scroll } from '../parts/Scroll'

/** A clave in the nation: how much of what is prescribed is given, and what the nation uses a month. */
export default function Item() {
    const { clave = '' } = useParams<{ clave: string }>()
    const { of } = useAddress()
    const period = of('periodo') ?? today().slice(0, 4)
    const month = lastMonthOf(period)
    const item = useReference<ItemView>(`/catalog/items/${clave}`)
    return (
        <Answer of={item}>
            {x => (
                <Page
                    title={x.clave}
                    scope={x.clave}
                    lead={x.description}
                    trail={[{ name: es.nation, href: '/' }, { name: 'Claves', href: '/claves' }, { name: x.clave }]}
                    actions={
                        <>
                            <PeriodChoice period={period} />
                            <PrintButton />
                        </>
                    }
                >
                    <p className="row gap">
                        <span className="tag">{productClassNames[x.productClass] ?? x.productClass}</span>
                        {x.ven && <span className="tag info">{venNames[x.ven] ?? x.ven}</span>}
                        {x.coldChain && <span className="tag info">red de frío</span>}
                        {x.controlled && <span className="tag warn">controlado</span>}
                        {!x.active && <span className="tag bad">dada de baja</span>}
                    </p>
                    <div className="grid">
                        <Rate
                            indicator="ind-b-lines"
                            title="Renglones surtidos completos"
                            clave={clave}
                            period={period}
                            month={month}
                        />
                        <Rate
                            indicator="ind-b-pieces"
                            title="Piezas prescritas que se surtieron"
                            clave={clave}
                            period={period}
                            month={month}
                        />
                        <StockMultiples month={month} asOf={of('corte')} level="clave" code={clave} />
                        <Consumption clave={clave} />
                        <Expiry by="state" clave={clave} />
                    </div>
                </Page>
            )}
        </Answer>
    )
}

function Rate({
    indicator,
    title,
    clave,
    period,
    month,
}: {
    indicator: string
    title: string
    clave: string
    period: string
    month: string
}) {
    const at = { level: 'clave', code: clave }
    const asOf = useAddress().of('corte')
    const figure = useFigure(indicator, { period, ...at, asOf })
    const series = useSeries(indicator, monthFrom(month, -11), month, { ...at, asOf })
    return (
        <Section
            span={6}
            title={title}
            note={periodName(period)}
            end={
                <Link href={address(`/indicadores/${indicator}`, { nivel: 'clave', codigo: clave, periodo: period })}>
                    {es.documents}
                </Link>
            }
        >
            <Answer of={figure}>
                {x => (
                    <div className="row">
                        <div>
                            <Value of={x} size="medium" />
                            <p className="small">{fraction(x)}</p>
                        </div>
                        <div className="sheet-chart">{series.data && <LineChart points={series.data.items} label={title} />}</div>
                    </div>
                )}
            </Answer>
        </Section>
    )
}

/** How long what is there lasts at what is used. */
function MonthsLeft({ clave }: { clave: string }) {
    const read = useReference<PageOf<MonthsOfStock>>('/planning/months-of-stock', { clave }, { retry: false })
    const x = read.data?.items[0]
    if (!x) return null
    return (
        <p>
            <span className="figure medium">{x.months === null ? '—' : rate(x.months)}</span>{' '}
            <span className="muted">
                meses de existencia: {pieces(x.usable)} piezas útiles
                {x.monthsWithTransit !== null && `; ${rate(x.monthsWithTransit)} con ${pieces(x.inTransit)} en tránsito`}
            </span>
        </p>
    )
}

function Consumption({ clave }: { clave: string }) {
    const nation = useReference<PageOf<CpmValue>>('/planning/cpm', { clave }, { retry: false })
    const byState = useReference<PageOf<CpmValue>>('/planning/cpm', { clave, level: 'state', limit: 50 }, { retry: false })
    return (
        <Section span={12} title="Consumo promedio mensual (CPM)" note="Piezas al mes de la corrida oficial; regla cpm-1.">
            <Answer of={nation}>
                {x => {
                    const value = x.items[0]
                    return value ? (
                        <p>
                            <span className="figure medium">{value.cpm === null ? '—' : decimals(value.cpm)}</span>{' '}
                            <span className="muted">
                                {value.planningQuantity !== null && `cantidad de planeación ${pieces(value.planningQuantity)} · `}
                                {cpmStatusNames[value.status] ?? value.status} · hasta {periodName(value.asOf)}, ventana de{' '}
                                {value.window} meses
                                {value.insufficientChildren > 0 &&
                                    ` · ${pieces(value.insufficientChildren)} unidades con datos insuficientes`}
                            </span>
                        </p>
                    ) : (
                        <p className="muted">Sin corrida oficial para esta clave.</p>
                    )
                }}
            </Answer>
            <MonthsLeft clave={clave} />
            <Answer of={byState}>
                {x =>
                    x.items.length === 0 ? null : (
                        <Scroll label="CPM por entidad">
                            <table className="dense">
                                <caption>Por entidad, de las que quien pregunta puede ver</caption>
                                <thead>
                                    <tr>
                                        <th scope="col">Entidad</th>
                                        <th scope="col" className="num">
                                            CPM
                                        </th>
                                        <th scope="col" className="num">
                                            Cantidad de planeación
                                        </th>
                                        <th scope="col">Estado</th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {x.items.map(row => (
                                        <tr key={row.code}>
                                            <th scope="row">
                                                <Link href={`/entidades/${row.code}`}>{stateName(row.code)}</Link>
                                            </th>
                                            <td className="num">{row.cpm === null ? '—' : decimals(row.cpm)}</td>
                                            <td className="num">
                                                {row.planningQuantity === null ? '—' : pieces(row.planningQuantity)}
                                            </td>
                                            <td>{cpmStatusNames[row.status] ?? row.status}</td>
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
