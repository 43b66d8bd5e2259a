import { Link, useParams } from 'wouter'
import type { Figure, Page as PageOf, PublicFigure } from '../api/models'
import { usePublicRead } from '../api/queries'
import { lastMonthOf, monthFrom, today, useAddress } from '../address'
import { RateBar } from '../charts/BarChart'
import { BulletChart } from '../charts/BulletChart'
import { LineChart } from '../charts/LineChart'
import { TileLegend, TileMap } from '../charts/TileMap'
import { percent, periodName, pieces } from '../format'
import { Answer } from '../parts/Answer'
import { CitizenReport } from '../parts/CitizenReport'
import { CoverageSay, coverageOf, fraction, shows, Standing, tilesOf, Value } from '../parts/figures'
import { Page, Section } from '../parts/Page'
import { PeriodChoice } from '../parts/PeriodChoice'
import { stateName } from '../states'
import { es } from '../texts/es'

/** National and state figures, without an account. */
export default function Public() {
    const { state } = useParams<{ state?: string }>()
    const { of } = useAddress()
    const period = of('periodo') ?? today().slice(0, 4)
    const month = lastMonthOf(period)
    const name = state ? stateName(state) : es.nation
    const at = state ? { level: 'state', code: state } : { level: 'nation' }
    return (
        <Page
            title={`Abasto de medicamentos, ${name}`}
            scope={name}
            lead={`${periodName(period)}. Cifras que cualquiera puede ver y citar; cada una se calcula de los documentos registrados.`}
            trail={[{ name: es.nation, href: '/publico' }, ...(state ? [{ name }] : [])]}
            actions={<PeriodChoice period={period} />}
        >
            <div className="grid">
                <Official indicator="ind-a" title="Órdenes de suministro abastecidas" period={period} month={month} at={at} />
                <Official indicator="ind-b" title="Recetas surtidas completas" period={period} month={month} at={at} />
                {!state && <ByState month={month} />}
                <div className={state ? 'c12' : 'c5'}>
                    <CitizenReport />
                </div>
            </div>
        </Page>
    )
}

function Official({
    indicator,
    title,
    period,
    month,
    at,
}: {
    indicator: string
    title: string
    period: string
    month: string
    at: { level: string; code?: string }
}) {
    const figure = usePublicRead<PublicFigure>(`/public/indicators/${indicator}`, { period, ...at })
    const series = usePublicRead<PageOf<PublicFigure>>(`/public/indicators/${indicator}/series`, {
        from: monthFrom(month, -11),
        to: month,
        grain: 'month',
        ...at,
    })
    return (
        <section className="sheet c6">
            <h2>{title}</h2>
            <Answer of={figure}>
                {x =>
                    x.status === 'hidden' ? (
                        <p className="figure lesser">{x.note}</p>
                    ) : (
                        <>
                            <div className="row">
                                <div className="stack">
                                    <Value of={x as unknown as Figure} />
                                    <p className="small strong">{fraction(x as unknown as Figure)}</p>
                                    <Standing of={x as unknown as Figure} />
                                </div>
                                <div className="sheet-chart">
                                    <BulletChart value={x.value} target={x.target} label={title} />
                                </div>
                            </div>
                            <div className="row sheet-more">
                                <div>
                                    <CoverageSay of={x as unknown as Figure} />
                                </div>
                                <div>
                                    {series.data && (
                                        <LineChart points={series.data.items} label={`${title} por mes`} target={x.target} />
                                    )}
                                </div>
                            </div>
                        </>
                    )
                }
            </Answer>
        </section>
    )
}

function ByState({ month }: { month: string }) {
    const rows = usePublicRead<PageOf<PublicFigure>>('/public/indicators/ind-b/breakdown', { by: 'state', period: month })
    const href = (code: string) => `/publico/${code}`
    return (
        <Section
            span={7}
            title="Recetas surtidas completas por entidad"
            note={`${periodName(month)}. Más oscuro: más recetas incompletas.`}
        >
            <Answer of={rows}>
                {x => (
                    <>
                        <div className="no-phone">
                            <TileMap label="Mapa de las 32 entidades" href={href} values={tilesOf(x.items)} />
                            <TileLegend />
                        </div>
                        <details>
                            <summary>{es.asTable}</summary>
                            <table className="dense">
                                <thead>
                                    <tr>
                                        <th scope="col">Entidad</th>
                                        <th scope="col" className="no-phone">
                                            <span className="hidden">Gráfica</span>
                                        </th>
                                        <th scope="col" className="num">
                                            Completas
                                        </th>
                                        <th scope="col" className="num">
                                            Recetas
                                        </th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {x.items.map(row => (
                                        <tr key={row.code}>
                                            <th scope="row">
                                                <Link href={href(row.code)}>{stateName(row.code)}</Link>
                                            </th>
                                            <td className="no-phone">
                                                <RateBar value={row.value} coverage={coverageOf(row)} />
                                            </td>
                                            <td className="num strong" {...shows(row)}>
                                                {row.status === 'hidden' ? row.note : percent(row.value)}
                                            </td>
                                            <td className="num">
                                                {row.status === 'hidden'
                                                    ? '—'
                                                    : `${pieces(row.numerator ?? 0)} de ${pieces(row.denominator ?? 0)}`}
                                            </td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </details>
                    </>
                )}
            </Answer>
        </Section>
    )
}
