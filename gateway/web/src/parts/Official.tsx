import { Link } from 'wouter'
import { address } from '../api/client'
import type { Figure } from '../api/models'
import { useFigure, useIndicators, useSeries } from '../api/queries'
import { monthFrom } from '../address'
import { BulletChart } from '../charts/BulletChart'
import { LineChart } from '../charts/LineChart'
import { monthName } from '../format'
import { es } from '../texts/es'
import { Answer } from './Answer'
import { Change, CoverageSay, excludedText, fraction, Value } from './figures'

/** A figure as it must always be shown: value, fraction, change, target, what was left out, coverage, twelve months. */
export function Official({
    indicator,
    title,
    note,
    period,
    month,
    asOf,
    level = 'nation',
    code = null,
}: {
    indicator: string
    title: string
    note: string
    period: string
    month: string
    asOf: string | null
    level?: string
    code?: string | null
}) {
    const figure = useFigure(indicator, { period, asOf, level, code })
    const series = useSeries(indicator, monthFrom(month, -11), month, { level, code, asOf })
    const indicators = useIndicators()
    const last = indicators.data?.items.find(x => x.indicator === indicator)?.targets.toSorted((a, b) => b.year - a.year)[0]
    const months = series.data?.items ?? []
    const [before, now] = [months.at(-2), months.at(-1)]
    const change =
        before?.value !== null && before?.value !== undefined && now?.value !== null && now?.value !== undefined
            ? Math.round(100 * (now.value - before.value)) / 100
            : null
    const place = level === 'nation' ? {} : { nivel: level, codigo: code }
    return (
        <section className="sheet c6">
            <header className="row">
                <div>
                    <h2>{title}</h2>
                    <p className="definition">{note}</p>
                </div>
                <Link
                    className="end small nowrap"
                    href={address(`/indicadores/${indicator}`, { periodo: period, ...place, corte: asOf })}
                >
                    {es.documents}
                </Link>
            </header>
            <Answer of={figure}>
                {x => (
                    <>
                        <div className="row">
                            <div className="stack">
                                <Value of={x} />
                                <p className="small strong">
                                    <Link
                                        href={address(`/indicadores/${indicator}`, {
                                            periodo: period,
                                            ...place,
                                            corte: asOf,
                                            lado: 'denominator',
                                        })}
                                    >
                                        {fraction(x)}
                                    </Link>
                                </p>
                                {before && now && (
                                    <Change
                                        change={change}
                                        between={`${monthName(now.period)} contra ${monthName(before.period)}`}
                                    />
                                )}
                            </div>
                            <div className="sheet-chart">
                                <BulletChart value={x.value} target={x.target} lastTarget={last?.value ?? null} label={title} />
                                <p className="smallest muted">
                                    {targetText(x, last)} {excludedText(x) && `Quedaron fuera: ${excludedText(x)}.`}
                                </p>
                            </div>
                        </div>
                        <div className="row sheet-more">
                            <div>
                                <CoverageSay of={x} />
                            </div>
                            <div>
                                <LineChart points={months} label={`${title} por mes`} target={x.target} />
                            </div>
                        </div>
                    </>
                )}
            </Answer>
        </section>
    )
}

function targetText(x: Figure, last?: { value: number; year: number }): string {
    if (x.target !== null) return `Meta oficial: ${x.target}; ${x.reachesTarget ? 'se alcanza' : 'no se alcanza'}.`
    return last
        ? `La línea es la última meta oficial: ${last.value} para ${last.year}. ` +
              `Los documentos no fijan meta para ${x.period.slice(0, 4)}.`
        : 'Los documentos no fijan meta.'
}
