import type { TileValue } from '../charts/TileMap'
import type { Figure, PublicFigure } from '../api/models'
import { percent, pieces, points, rate, share, time } from '../format'
import { claveDays, claves, exclusionNames, lines, orders, piecesWord, prescriptions } from '../texts/es'

/** Null: it is not told of it (a public figure can hide it). */
export const coverageOf = (x: Pick<PublicFigure, 'coverage'>) =>
    x.coverage && share(x.coverage.facilities.reporting, x.coverage.facilities.expected)
export const lowCoverage = 70

/** It counts claves of a facility's month, not documents that somebody wrote. */
export const isOfStock = (indicator: string) => indicator.startsWith('stock-')

function unitOf(indicator: string) {
    if (indicator === 'stock-out-days') return claveDays
    if (isOfStock(indicator)) return claves
    if (indicator.endsWith('-lines')) return lines
    if (indicator.endsWith('-pieces')) return piecesWord
    return indicator.startsWith('ind-a') ? orders : prescriptions
}

/** What the figure counts, as words: "63,402 de 91,476 órdenes". */
export const fraction = (x: Figure) => `${pieces(x.numerator)} de ${pieces(x.denominator)} ${unitOf(x.indicator)(x.denominator)}`

/** Marks an element whose text is the figure's value: tests compare it with what the service says and with the documents. */
export const shows = (x: { indicator: string; period: string; level: string; code: string }) => ({
    'data-figure': `${x.indicator}/${x.period}/${x.level}/${x.code}`,
})

/** States' figures for the map, by their codes. */
export const tilesOf = (rows: (Figure | PublicFigure)[]) =>
    new Map<string, TileValue>(rows.map(x => [x.code, { value: x.value, coverage: coverageOf(x), figure: shows(x) }]))

export function Value({ of, size }: { of: Figure; size?: 'medium' | 'lesser' }) {
    return (
        <p className={`figure ${size ?? ''}`} {...shows(of)}>
            {rate(of.value)}
            {of.value !== null && <small>%</small>}
        </p>
    )
}

export function Change({ change, between }: { change: number | null | undefined; between: string }) {
    if (change === null || change === undefined) return null
    return (
        <p className={`delta ${change < 0 ? 'bad' : change > 0 ? 'good' : ''}`}>
            {points(change)} <small>puntos {between}</small>
        </p>
    )
}

/** In course, or published and since when. */
export function Standing({ of }: { of: Figure }) {
    return of.final ? (
        <p className="small">
            <span className="tag good">✓ definitiva</span> publicada el {time(of.asOf!)}
            {of.publication !== null && of.publication !== undefined && ` (${of.publication}.ª)`}
        </p>
    ) : (
        <p className="small">
            <span className="tag">en curso</span>
            {of.asOf && ` corte del ${time(of.asOf)}`}
        </p>
    )
}

/** How far the figure can be trusted: who has reported of those who should. */
export function CoverageSay({ of }: { of: Figure }) {
    const { facilities, facilityDays, states } = of.coverage
    const value = states ? share(states.reporting, states.expected) : coverageOf(of)
    return (
        <>
            <p className="smallest strong">Cobertura</p>
            <p className="figure lesser">
                {rate(value)}
                {value !== null && <small>%</small>}
            </p>
            <p className="smallest muted">
                {states
                    ? `${pieces(states.reporting)} de ${pieces(states.expected)} entidades con órdenes.`
                    : `${pieces(facilities.reporting)} de ${pieces(facilities.expected)} unidades; ` +
                      `${percent(share(facilityDays.reporting, facilityDays.expected))} de los días-unidad esperados`}
            </p>
        </>
    )
}

export function excludedText(of: Figure): string | null {
    const some = of.excluded.filter(x => x.count > 0)
    return some.length === 0 ? null : some.map(x => `${pieces(x.count)} ${exclusionNames[x.reason] ?? x.reason}`).join(', ')
}
