import { lazy, Suspense } from 'react'
import { Link } from 'wouter'
import { useLive } from '../api/live'
import { useBreakdown, useFigure, useRead } from '../api/queries'
import { address } from '../api/client'
import type { Conservation, Figure } from '../api/models'
import { lastMonthOf, monthFrom, today, useAddress } from '../address'
import { RateBar } from '../charts/BarChart'
import { SlopeChart } from '../charts/SlopeChart'
import { TileLegend, TileMap } from '../charts/TileMap'
import { monthName, percent, periodName, pieces, signed, time } from '../format'
import { Answer } from '../parts/Answer'
import { Csv } from '../parts/Csv'
import { coverageOf, lowCoverage, shows, tilesOf } from '../parts/figures'
import { Expiry } from '../parts/Expiry'
import { MissingItems } from '../parts/MissingItems'
import { Multiples, StockMultiples } from '../parts/Multiples'
import { Official } from '../parts/Official'
import { Page, PrintButton, Section } from '../parts/Page'
import { PeriodChoice } from '../parts/PeriodChoice'
import { session } from '../session/session'
import { stateName } from '../states'
import { es } from '../texts/es'

const ToDo = lazy(() => import('../parts/ToDo'))

/** The two official figures, where it got worse, and what is missing most. */
export default function Nation() {
    const { of } = useAddress()
    const period = of('periodo') ?? today().slice(0, 4)
    const asOf = of('corte')
    const month = lastMonthOf(period)
    const first = useFigure('ind-b', { period, asOf })
    useLive('ind-b', { period, asOf })
    return (
        <Page
            title="Abasto nacional"
            lead={
                first.data &&
                `${periodName(period)} · ${first.data.final ? 'cifras definitivas' : es.running}` +
                    (first.data.asOf ? `, corte del ${time(first.data.asOf)}` : '')
            }
            actions={
                <>
                    <PeriodChoice period={period} />
                    <Csv href={address('/indicators/ind-b/breakdown', { by: 'state', period, asOf })} />
                    <PrintButton />
                </>
            }
        >
            <div className="grid">
                {session.shown?.role === 'central' && (
                    <Suspense fallback={null}>
                        <ToDo />
                    </Suspense>
                )}
                <Official
                    indicator="ind-a"
                    title="Órdenes de suministro abastecidas"
                    note="ind-a · oficial · órdenes con medicamento o material de curación"
                    period={period}
                    month={month}
                    asOf={asOf}
                />
                <Official
                    indicator="ind-b"
                    title="Recetas surtidas completas"
                    note="ind-b · todos los renglones completos al presentarse · sin meta oficial"
                    period={period}
                    month={month}
                    asOf={asOf}
                />
                <ByState month={month} asOf={asOf} />
                <Changes month={month} asOf={asOf} />
                <MissingItems period={month} />
                <Multiples
                    span={5}
                    title="Más del surtimiento"
                    note="Los mismos hechos, otra medida. Doce meses."
                    end={<Link href="/indicadores">Indicadores</Link>}
                    of={family}
                    month={month}
                    asOf={asOf}
                />
                <StockMultiples month={month} asOf={asOf} span={5} />
                <Expiry by="state" span={7} />
            </div>
            <Foot />
        </Page>
    )
}

function ByState({ month, asOf }: { month: string; asOf: string | null }) {
    const rows = useBreakdown('ind-b', 'state', { period: month, asOf })
    const { of, withChanged } = useAddress()
    const isTable = of('orden') === 'tabla'
    const href = (code: string) => `/entidades/${code}`
    return (
        <Section
            span={7}
            title="Recetas surtidas completas por entidad"
            note={`${periodName(month)}. Más oscuro: más recetas incompletas. ! informa menos de ${lowCoverage}% de sus unidades.`}
            end={<Link href={withChanged({ orden: isTable ? null : 'tabla' })}>{isTable ? es.asMap : es.asTable}</Link>}
        >
            <Answer of={rows}>
                {x => (
                    <>
                        <div className={isTable ? 'hide' : 'scroll no-phone'} tabIndex={isTable ? undefined : -1}>
                            <TileMap label="Mapa de las 32 entidades" href={href} values={tilesOf(x.items)} />
                            <TileLegend />
                        </div>
                        <div className={isTable ? '' : 'phone-only'}>
                            <StateTable rows={x.items} href={href} />
                        </div>
                    </>
                )}
            </Answer>
        </Section>
    )
}

/** Lowest first; those that nobody reported on come last. */
export function StateTable({ rows, href }: { rows: Figure[]; href: (code: string) => string }) {
    const ordered = rows.toSorted((a, b) => (a.value ?? 101) - (b.value ?? 101))
    return (
        <table className="dense">
            <thead>
                <tr>
                    <th scope="col">Entidad</th>
                    <th scope="col">
                        <span className="hidden">Gráfica</span>
                    </th>
                    <th scope="col" className="num">
                        Completas
                    </th>
                </tr>
            </thead>
            <tbody>
                {ordered.map(x => (
                    <tr key={x.code}>
                        <th scope="row">
                            <Link href={href(x.code)}>{x.name ?? stateName(x.code)}</Link>
                            <small>
                                informa {percent(coverageOf(x))}
                                {(coverageOf(x) ?? 100) < lowCoverage && ' · poca cobertura'}
                            </small>
                        </th>
                        <td>
                            <RateBar value={x.value} coverage={coverageOf(x)} />
                        </td>
                        <td className="num strong" {...shows(x)}>
                            {percent(x.value)}
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    )
}

function Changes({ month, asOf }: { month: string; asOf: string | null }) {
    const before = monthFrom(month, -1)
    const rows = useBreakdown('ind-b', 'state', { period: month, against: before, sort: 'change', min: 30, asOf })
    return (
        <Section
            span={5}
            title="Qué empeoró"
            note={`De ${monthName(before)} a ${monthName(month)}, entidades con 30 recetas o más en ambos meses.`}
            end={<Link href={address('/entidades', { periodo: month, orden: 'cambio' })}>Todo el cambio</Link>}
        >
            <Answer of={rows}>
                {x => {
                    const known = x.items.filter(
                        row =>
                            row.change !== null && row.change !== undefined && row.value !== null && row.against?.value != null,
                    )
                    const values = known.flatMap(row => [row.value!, row.against!.value!])
                    const scale = { least: Math.min(...values), most: Math.max(...values) }
                    return (
                        <>
                            <ChangeTable
                                rows={known.filter(row => row.change! < 0).slice(0, 5)}
                                {...scale}
                                between={[before, month]}
                                none="Ninguna entidad empeoró."
                            />
                            <h3 className="gap">Qué mejoró</h3>
                            <ChangeTable
                                rows={known
                                    .filter(row => row.change! > 0)
                                    .toReversed()
                                    .slice(0, 3)}
                                {...scale}
                                between={[before, month]}
                                none="Ninguna entidad mejoró."
                            />
                        </>
                    )
                }}
            </Answer>
        </Section>
    )
}

function ChangeTable({
    rows,
    least,
    most,
    between: [from, to],
    none,
}: {
    rows: Figure[]
    least: number
    most: number
    between: [string, string]
    none: string
}) {
    if (rows.length === 0) return <p className="muted">{none}</p>
    return (
        <table>
            <thead>
                <tr>
                    <th scope="col">Entidad</th>
                    <th scope="col">
                        {monthName(from)} → {monthName(to)}
                    </th>
                    <th scope="col" className="num">
                        Puntos
                    </th>
                    <th scope="col" className="num">
                        Informa
                    </th>
                </tr>
            </thead>
            <tbody>
                {rows.map(x => (
                    <tr key={x.code}>
                        <th scope="row">
                            <Link href={`/entidades/${x.code}`}>{x.name ?? stateName(x.code)}</Link>
                        </th>
                        <td>
                            <SlopeChart
                                from={x.against!.value!}
                                to={x.value!}
                                least={least}
                                most={most}
                                label={`de ${percent(x.against!.value)} a ${percent(x.value)}`}
                            />
                        </td>
                        <td className={`num strong ${x.change! < 0 ? 'bad' : 'good'}`}>{signed(x.change!)}</td>
                        <td className="num">{percent(coverageOf(x))}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    )
}

const family = [
    ['ind-b-lines', 'Renglones completos'],
    ['ind-b-pieces', 'Piezas surtidas'],
    ['ind-b-24h', 'Completas en 24 horas'],
    ['ind-b-72h', 'Completas en 72 horas'],
] as const

function Foot() {
    const conservation = useRead<Conservation>('/inventory/conservation')
    const x = conservation.data
    return (
        <footer className="page-foot">
            {x?.asOf && (
                <span>
                    Conservación de existencias: <b>{pieces(x.differences ?? 0)} diferencias</b> al {time(x.asOf)}
                </span>
            )}
            <span>Reglas ind-a-1, ind-b-1</span>
            <span>Dos decimales, medio hacia afuera; la meta se compara sin redondear</span>
            <Link className="end" href="/ayuda">
                Cómo se calcula
            </Link>
        </footer>
    )
}
