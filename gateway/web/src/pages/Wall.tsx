import { useEffect, useReducer, useSyncExternalStore } from 'react'
import { line } from '../api/client'
import type { Figure } from '../api/models'
import { useLive } from '../api/live'
import { useBreakdown, useFigure, useMissing } from '../api/queries'
import { monthFrom, thisMonth, today, useAddress } from '../address'
import { TileMap } from '../charts/TileMap'
import { ago, monthName, percent, pieces, rate, signed } from '../format'
import { coverageOf, fraction, shows, tilesOf } from '../parts/figures'
import { stateName } from '../states'

const staleAfterSeconds = 120

/** For a screen on a wall: no scroll, no controls; it never blanks, and says how old it is. */
export default function Wall() {
    const { of } = useAddress()
    const place = of('ambito') ?? 'MX'
    const at = place === 'MX' ? { level: 'nation', code: null } : { level: 'state', code: place }
    const month = thisMonth()
    const a = useFigure('ind-a', { period: today().slice(0, 4), ...at })
    const b = useFigure('ind-b', { period: today().slice(0, 4), ...at })
    const rows = useBreakdown('ind-b', place === 'MX' ? 'state' : 'facility', {
        period: month,
        against: monthFrom(month, -1),
        sort: 'change',
        min: 30,
        limit: 40,
        ...at,
    })
    const missing = useMissing({ period: month, limit: 6, ...at })
    useLive('ind-b', { period: today().slice(0, 4), ...at })
    useSyncExternalStore(line.watch, () => line.isDown)
    const [, tick] = useReducer((x: number) => x + 1, 0)
    useEffect(() => {
        document.documentElement.dataset.theme = 'dark'
        document.title = 'Muro – Abasto'
        const lock = navigator.wakeLock?.request('screen').catch(() => null)
        const each = setInterval(tick, 1000)
        return () => {
            clearInterval(each)
            delete document.documentElement.dataset.theme
            void lock?.then(x => x?.release())
        }
    }, [])
    const age = line.answeredAt === 0 ? 0 : (Date.now() - line.answeredAt) / 1000
    const isStale = age > staleAfterSeconds
    const known = (rows.data?.items ?? []).filter(x => x.change !== null && x.change !== undefined)
    return (
        <main id="contenido" className={isStale ? 'wall stale' : 'wall'}>
            <header className="row">
                <h1>Abasto de medicamentos, {place === 'MX' ? 'nación' : stateName(place)}</h1>
                <p className="end" role="status">
                    {isStale
                        ? `sin actualizar desde hace ${Math.round(age / 60)} min`
                        : `en línea · ${ago(1000 * Math.round(age))}`}
                </p>
            </header>
            <div className="wall-figures">
                <Big title="Órdenes abastecidas" of={a.data} />
                <Big title="Recetas completas" of={b.data} />
            </div>
            <div className="wall-lists">
                {place === 'MX' && (
                    <section>
                        <h2>Recetas completas por entidad, {monthName(month)}</h2>
                        <TileMap
                            label="Mapa de las 32 entidades"
                            href={code => `/entidades/${code}`}
                            values={tilesOf(rows.data?.items ?? [])}
                        />
                    </section>
                )}
                <section>
                    <h2>Qué empeoró</h2>
                    <List rows={known.filter(x => x.change! < 0).slice(0, 6)} />
                </section>
                <section>
                    <h2>Qué mejoró</h2>
                    <List
                        rows={known
                            .filter(x => x.change! > 0)
                            .toReversed()
                            .slice(0, 4)}
                    />
                </section>
                <section>
                    <h2>Lo que más falta</h2>
                    <table>
                        <tbody>
                            {(missing.data?.items ?? []).map(x => (
                                <tr key={x.clave}>
                                    <th scope="row">
                                        {x.clave}
                                        <small>{x.description}</small>
                                    </th>
                                    <td className="num">{pieces(x.prescriptions)} recetas</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </section>
            </div>
        </main>
    )
}

function Big({ title, of }: { title: string; of: Figure | undefined }) {
    return (
        <section>
            <h2>{title}</h2>
            <p className="figure" {...(of && shows(of))}>
                {of ? rate(of.value) : '…'}
                {of && of.value !== null && <small>%</small>}
            </p>
            {of && (
                <p>
                    {fraction(of)} · informa {percent(coverageOf(of))}
                </p>
            )}
        </section>
    )
}

function List({ rows }: { rows: Figure[] }) {
    if (rows.length === 0) return <p className="muted">Nada.</p>
    return (
        <table>
            <tbody>
                {rows.map(x => (
                    <tr key={x.code}>
                        <th scope="row">{x.name ?? (x.level === 'state' ? stateName(x.code) : x.code)}</th>
                        <td className="num" {...shows(x)}>
                            {percent(x.value)}
                        </td>
                        <td className={`num strong ${x.change! < 0 ? 'bad' : 'good'}`}>{signed(x.change!)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    )
}
