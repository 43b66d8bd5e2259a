import { useParams } from 'wouter'
import { useBreakdown, useFigure, useSeries } from '../api/queries'
import { monthFrom, thisMonth, useAddress } from '../address'
import { LineChart } from '../charts/LineChart'
import { percent, periodName, pieces, signed, time } from '../format'
import { Answer } from '../parts/Answer'
import { CoverageSay, coverageOf, excludedText, fraction, lowCoverage, shows, Value } from '../parts/figures'
import { MissingItems } from '../parts/MissingItems'
import { Page, PrintButton } from '../parts/Page'
import { stateName } from '../states'
import { es } from '../texts/es'
import { Scroll } from '../parts/Scroll'

/** The month on paper: Letter, black on white; the same numbers as on the screen. */
export default function Report() {
    const { state } = useParams<{ state?: string }>()
    const { of } = useAddress()
    const month = of('mes') ?? monthFrom(thisMonth(), -1)
    const at = state ? { level: 'state', code: state } : { level: 'nation', code: null }
    const name = state ? stateName(state) : es.nation
    const main = useFigure('ind-b', { period: month, ...at })
    return (
        <Page
            title={`Informe mensual de abasto, ${name}, ${periodName(month)}`}
            scope={name}
            trail={[
                { name: es.nation, href: '/' },
                ...(state ? [{ name, href: `/entidades/${state}` }] : []),
                { name: 'Informe' },
            ]}
            actions={<PrintButton />}
        >
            {main.data && !main.data.final && (
                <p className="notice warn strong">EN CURSO: el mes no se ha cerrado; las cifras cambian.</p>
            )}
            <div className="grid report">
                {[
                    ['ind-a', 'Órdenes de suministro abastecidas'],
                    ['ind-b', 'Recetas surtidas completas'],
                ].map(([indicator, title]) => (
                    <Official key={indicator} indicator={indicator!} title={title!} month={month} at={at} />
                ))}
                <Ranking month={month} by={state ? 'facility' : 'state'} at={at} />
                <MissingItems period={month} level={at.level} code={at.code} span={12} />
            </div>
            <footer className="page-foot">
                {main.data?.asOf && (
                    <span>
                        Corte: {time(main.data.asOf)}
                        {main.data.publication !== null && `, publicación ${main.data.publication}.ª`}
                    </span>
                )}
                <span>Reglas ind-a-1, ind-b-1</span>
                <span>Dos decimales, medio hacia afuera</span>
                <span>
                    {location.host}
                    {location.pathname}
                </span>
            </footer>
        </Page>
    )
}

interface Place {
    level: string
    code: string | null
}

function Official({ indicator, title, month, at }: { indicator: string; title: string; month: string; at: Place }) {
    const figure = useFigure(indicator, { period: month, ...at })
    const series = useSeries(indicator, monthFrom(month, -11), month, at)
    return (
        <section className="sheet c6">
            <h2>{title}</h2>
            <Answer of={figure}>
                {x => (
                    <>
                        <Value of={x} size="medium" />
                        <p className="small strong">{fraction(x)}</p>
                        {excludedText(x) && <p className="smallest muted">Quedaron fuera: {excludedText(x)}.</p>}
                        <CoverageSay of={x} />
                    </>
                )}
            </Answer>
            <Answer of={series}>{x => <LineChart points={x.items} label={`${title}, doce meses`} />}</Answer>
        </section>
    )
}

function Ranking({ month, by, at }: { month: string; by: string; at: Place }) {
    const rows = useBreakdown('ind-b', by, {
        period: month,
        against: monthFrom(month, -1),
        sort: 'value',
        min: 1,
        limit: 32,
        ...at,
    })
    return (
        <section className="section c12">
            <header>
                <h2>{by === 'state' ? 'Entidades' : 'Unidades'}, de peor a mejor</h2>
                <p>Recetas surtidas completas; puntos contra el mes anterior.</p>
            </header>
            <Answer of={rows}>
                {x => (
                    <Scroll label="De peor a mejor">
                        <table className="dense">
                            <thead>
                                <tr>
                                    <th scope="col">Lugar</th>
                                    <th scope="col">{by === 'state' ? 'Entidad' : 'Unidad'}</th>
                                    <th scope="col" className="num">
                                        Completas
                                    </th>
                                    <th scope="col" className="num">
                                        Puntos
                                    </th>
                                    <th scope="col" className="num">
                                        Recetas
                                    </th>
                                    <th scope="col" className="num">
                                        Informa
                                    </th>
                                </tr>
                            </thead>
                            <tbody>
                                {x.items.map((row, i) => (
                                    <tr key={row.code}>
                                        <td className="num">{i + 1}</td>
                                        <th scope="row">{row.name ?? (by === 'state' ? stateName(row.code) : row.code)}</th>
                                        <td className="num strong" {...shows(row)}>
                                            {percent(row.value)}
                                        </td>
                                        <td className="num">
                                            {row.change === null || row.change === undefined ? '—' : signed(row.change)}
                                        </td>
                                        <td className="num">{pieces(row.denominator)}</td>
                                        <td className="num">
                                            {percent(coverageOf(row))}
                                            {(coverageOf(row) ?? 100) < lowCoverage && ' !'}
                                        </td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </Scroll>
                )}
            </Answer>
        </section>
    )
}
