import { lazy, Suspense, useState, type FormEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { put, type Problem } from '../api/client'
import type { CpmRun, Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { monthFrom, thisMonth, useAddress } from '../address'
import { periodName, pieces, time } from '../format'
import { Answer, Fault } from '../parts/Answer'
import { Page } from '../parts/Page'
import { problemFrom } from '../parts/Problems'
import { Scroll } from '../parts/Scroll'
import { session } from '../session/session'
import { es } from '../texts/es'

const CpmValues = lazy(() => import('../parts/CpmValues'))
const runsShown = 20
const each = { running: 3_000, idle: 30_000 }
const standings: Record<CpmRun['standing'], [string, string]> = {
    official: ['good', '✓ oficial'],
    proposed: ['warn', 'propuesta'],
    exploratory: ['', 'de consulta'],
}

/** Runs of the average monthly consumption: how far each is, which counts, and what is missing in it. */
export default function Cpm() {
    const { of, withChanged } = useAddress()
    const isCentral = session.shown?.role === 'central'
    const read = useRead<PageOf<CpmRun>>(
        '/planning/cpm/runs',
        { limit: runsShown },
        { refetchInterval: query => (query.state.data?.items.some(x => x.status === 'running') ? each.running : each.idle) },
    )
    const [chosen, setChosen] = useState<CpmRun | null>(null)
    return (
        <Page
            title="Consumo promedio mensual (CPM)"
            lead="Corridas de la regla cpm-1. La oficial de cada mes es la que usan la demanda, las listas y las prioridades."
            trail={[{ name: es.nation, href: '/' }, { name: 'CPM' }]}
        >
            {isCentral && <Start />}
            <Answer of={read}>
                {page => {
                    const shown =
                        page.items.find(x => x.id === of('documento')) ??
                        page.items.find(x => x.standing === 'official' && x.valuesKept) ??
                        page.items.find(x => x.valuesKept && x.status === 'finished')
                    return page.items.length === 0 ? (
                        <p className="muted">
                            Ninguna corrida todavía. {isCentral ? 'Calcule la primera.' : 'Las calcula abasto central.'}
                        </p>
                    ) : (
                        <>
                            <Scroll label="Corridas">
                                <table>
                                    <caption>Las últimas, de la más nueva a la más vieja</caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">Hasta</th>
                                            <th scope="col">Ventana</th>
                                            <th scope="col">Estado</th>
                                            <th scope="col">Avance</th>
                                            <th scope="col" className="num">
                                                Calculados
                                            </th>
                                            <th scope="col" className="num">
                                                Datos insuficientes
                                            </th>
                                            <th scope="col" className="num">
                                                De lo recetado
                                            </th>
                                            <th scope="col">Oficial por</th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {page.items.map(x => (
                                            <Run
                                                key={x.id}
                                                of={x}
                                                isShown={x.id === shown?.id}
                                                href={withChanged({ documento: x.id, despues: null })}
                                                makeOfficial={
                                                    isCentral &&
                                                    x.status === 'finished' &&
                                                    x.standing !== 'official' &&
                                                    x.valuesKept
                                                        ? () => {
                                                              setChosen(x)
                                                          }
                                                        : null
                                                }
                                            />
                                        ))}
                                    </tbody>
                                </table>
                            </Scroll>
                            {chosen && (
                                <MakeOfficial
                                    of={chosen}
                                    before={page.items.find(
                                        x => x.standing === 'official' && x.asOf === chosen.asOf && x.window === chosen.window,
                                    )}
                                    close={() => {
                                        setChosen(null)
                                    }}
                                />
                            )}
                            {shown && shown.status === 'finished' && session.shown?.role !== 'operator' && (
                                <Suspense fallback={null}>
                                    <CpmValues key={shown.id} of={shown} isCentral={isCentral} />
                                </Suspense>
                            )}
                        </>
                    )
                }}
            </Answer>
        </Page>
    )
}

interface RunProps {
    of: CpmRun
    isShown: boolean
    href: string
    makeOfficial: (() => void) | null
}

function Run({ of: x, isShown, href, makeOfficial }: RunProps) {
    const [kind, name] = standings[x.standing]
    return (
        <tr className={isShown ? 'selected' : undefined}>
            <th scope="row">
                {x.valuesKept && x.status === 'finished' ? <Link href={href}>{periodName(x.asOf)}</Link> : periodName(x.asOf)}
                <small>{time(x.startedAt)}</small>
            </th>
            <td>{x.window} meses</td>
            <td>
                <span className={`tag ${kind}`}>{name}</span>
                {!x.valuesKept && <small>otra posterior tomó su lugar</small>}
            </td>
            <td>
                {x.status === 'running' ? (
                    <>
                        <progress
                            aria-label={`Avance, ${periodName(x.asOf)}`}
                            value={x.facilitiesDone}
                            max={Math.max(1, x.facilitiesExpected)}
                        />
                        <small>
                            {pieces(x.facilitiesDone)} de {pieces(x.facilitiesExpected)} unidades
                        </small>
                    </>
                ) : (
                    <>
                        terminada
                        <small>{pieces(x.facilitiesDone)} unidades</small>
                    </>
                )}
                {x.notice && <small className="bad">{x.notice}</small>}
            </td>
            <td className="num">{pieces(x.computed)}</td>
            <td className="num">{pieces(x.insufficient)}</td>
            <td className="num">{pieces(x.fromDemand)}</td>
            <td>
                {x.officialBy ?? (makeOfficial ? null : '—')}
                {x.officialAt && <small>{time(x.officialAt)}</small>}
                {makeOfficial && (
                    <button type="button" className="button compact" onClick={makeOfficial}>
                        Hacer oficial…
                    </button>
                )}
            </td>
        </tr>
    )
}

const useRefresh = () => {
    const queries = useQueryClient()
    return () => queries.invalidateQueries({ predicate: x => String(x.queryKey[0]).startsWith('/planning/') })
}

function MakeOfficial({ of: x, before, close }: { of: CpmRun; before: CpmRun | undefined; close: () => void }) {
    const refresh = useRefresh()
    const [why, setWhy] = useState<Problem | null>(null)
    const make = () => {
        put('PUT', `/planning/cpm/runs/${x.id}/official`)
            .then(refresh)
            .then(close)
            .catch((fault: unknown) => {
                setWhy(problemFrom(fault))
            })
    }
    return (
        <section className="sheet gap" aria-label="Hacer oficial">
            <h2>
                Hacer oficial el CPM hasta {periodName(x.asOf)}, {x.window} meses
            </h2>
            {why && <Fault why={why} />}
            <p>
                Lo usarán la demanda que sigue abierta, las listas y las prioridades de las órdenes
                {before ? `, en lugar de la corrida del ${time(before.startedAt)}` : ''}.
            </p>
            <dl className="facts gap">
                <dt>Unidades</dt>
                <dd>{pieces(x.facilitiesDone)}</dd>
                <dt>Con CPM calculado</dt>
                <dd>
                    {pieces(x.computed)} de {pieces(x.pairs)} pares de unidad y clave
                </dd>
                <dt>Con datos insuficientes</dt>
                <dd>{pieces(x.insufficient)}</dd>
                <dt>Tomados de lo recetado</dt>
                <dd>{pieces(x.fromDemand)}</dd>
                <dt>Lo que falta</dt>
                <dd>{x.notice ?? 'nada'}</dd>
            </dl>
            <p className="row gap">
                <button type="button" className="button primary" autoFocus onClick={make}>
                    Hacer oficial
                </button>
                <button type="button" className="button" onClick={close}>
                    Cancelar
                </button>
            </p>
        </section>
    )
}

/** The service tells of a run that is going on already, and starts no second one. */
function Start() {
    const refresh = useRefresh()
    const [why, setWhy] = useState<Problem | null>(null)
    const start = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        setWhy(null)
        put('POST', '/planning/cpm/runs', { asOf: String(form.get('mes')).trim(), window: Number(form.get('ventana')) })
            .then(refresh)
            .catch((fault: unknown) => {
                setWhy(problemFrom(fault))
            })
    }
    return (
        <>
            {why && <Fault why={why} />}
            <form className="row filters" onSubmit={start}>
                <label className="field">
                    <span>
                        Último mes <i>aaaa-mm</i>
                    </span>
                    <input
                        className={why?.field === 'asOf' ? 'input invalid' : 'input'}
                        name="mes"
                        pattern="\d{4}-\d\d"
                        required
                        defaultValue={monthFrom(thisMonth(), -1)}
                        autoComplete="off"
                    />
                </label>
                <label className="field">
                    <span>Ventana</span>
                    <select className="input" name="ventana" defaultValue="12">
                        {[3, 6, 12, 24].map(x => (
                            <option key={x} value={x}>
                                {x} meses
                            </option>
                        ))}
                    </select>
                </label>
                <button type="submit" className="button">
                    Calcular
                </button>
                <span className="small muted">Es de consulta hasta que se haga oficial.</span>
            </form>
        </>
    )
}
