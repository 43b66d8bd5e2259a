import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { put, type Problem } from '../api/client'
import type { CpmRun, CpmValue, Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { cpmStatusNames } from '../demand/texts'
import { decimals, monthName, periodName, pieces } from '../format'
import { stateName } from '../states'
import { levelNames } from '../texts/es'
import { Answer, Fault } from './Answer'
import { ItemField } from './ItemField'
import { Section } from './Page'
import { Paging } from './Paging'
import { problemFrom } from './Problems'
import { Scroll } from './Scroll'

const sides = [
    ['', 'Valores', null],
    ['insuficiente', 'Datos insuficientes, por unidad', 'insufficient-data'],
    ['por-aprobar', 'De lo recetado, por unidad', 'from-demand'],
] as const
const reasons: Record<string, string> = { 'not-reported': 'sin informe', 'stock-out': 'desabasto' }

/** Why there are too few months for a value, or which were left out of it. */
export function monthsSaid(x: CpmValue): string {
    const counted = x.months.filter(y => y.counted).length
    const out = Map.groupBy(
        x.months.filter(y => !y.counted),
        y => reasons[y.reason ?? ''] ?? 'no cuenta',
    )
    const why = [...out].map(
        ([name, some]) => `${name}: ${some.map(y => `${monthName(y.month)} ${y.month.slice(2, 4)}`).join(', ')}`,
    )
    return [`cuentan ${counted} de ${x.window} meses`, ...why].join('; ')
}

/** The values of a run, those that lack months with the reason, and those that a person approves. */
export default function CpmValues({ of: run, isCentral }: { of: CpmRun; isCentral: boolean }) {
    const { of, change, withChanged } = useAddress()
    const side = of('lado') ?? ''
    const level = side === '' ? (of('nivel') ?? 'nation') : 'facility'
    const status = sides.find(([code]) => code === side)?.[2] ?? null
    const clave = of('clave') ?? ''
    const read = useRead<PageOf<CpmValue>>('/planning/cpm', {
        run: run.id,
        level,
        clave,
        status,
        after: of('despues'),
        limit: 50,
    })
    return (
        <Section span={12} title={`CPM hasta ${periodName(run.asOf)}, ${run.window} meses`}>
            <div className="row filters">
                <ItemField
                    key={clave}
                    id="clave"
                    label="Clave o nombre"
                    chosen={clave}
                    onChosen={chosen => {
                        change({ clave: chosen, despues: null })
                    }}
                    onEmpty={() => {
                        change({ clave: null, despues: null })
                    }}
                />
                {side === '' && (
                    <label className="field">
                        <span>Nivel</span>
                        <select
                            className="input"
                            value={level}
                            onChange={event => {
                                change({ nivel: event.target.value, despues: null })
                            }}
                        >
                            {['nation', 'state', 'buyer', 'facility'].map(x => (
                                <option key={x} value={x}>
                                    {x === 'buyer' ? 'Comprador' : levelNames[x]}
                                </option>
                            ))}
                        </select>
                    </label>
                )}
            </div>
            <nav className="tabs" aria-label="Cuáles">
                {sides.map(([code, name], i) => (
                    <Link
                        key={code}
                        href={withChanged({ lado: code || null, despues: null })}
                        aria-current={side === code ? 'page' : undefined}
                    >
                        {name} <b>{pieces([run.pairs, run.insufficient, run.fromDemand][i]!)}</b>
                    </Link>
                ))}
            </nav>
            <Answer of={read}>
                {page =>
                    page.items.length === 0 ? (
                        <p className="muted">Ninguno.</p>
                    ) : (
                        <>
                            <Values
                                key={page.items[0]!.code + page.items[0]!.clave + side}
                                run={run}
                                rows={page.items}
                                canApprove={isCentral && side === 'por-aprobar'}
                            />
                            <Paging next={page.next} />
                        </>
                    )
                }
            </Answer>
        </Section>
    )
}

const placeOf = (x: CpmValue) => (x.level === 'nation' ? 'Nación' : x.level === 'state' ? stateName(x.code) : x.code)

function Values({ run, rows, canApprove }: { run: CpmRun; rows: readonly CpmValue[]; canApprove: boolean }) {
    const queries = useQueryClient()
    const open = canApprove ? rows.filter(x => !x.approved) : []
    const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
    const [why, setWhy] = useState<Problem | null>(null)
    const [said, setSaid] = useState('')
    const keyOf = (x: CpmValue) => `${x.code}|${x.clave}`
    const chosen = open.filter(x => marked.has(keyOf(x)))
    const sum = chosen.reduce((total, x) => total + (x.planningQuantity ?? 0), 0)
    const approve = () => {
        setWhy(null)
        put('POST', '/planning/cpm/approvals', { asOf: run.asOf, pairs: chosen.map(x => ({ facility: x.code, clave: x.clave })) })
            .then(() => {
                setMarked(new Set())
                setSaid(`${pieces(chosen.length)} aprobados; entran en las sumas desde la próxima corrida del mes.`)
                return queries.invalidateQueries({ predicate: x => String(x.queryKey[0]).startsWith('/planning/cpm') })
            })
            .catch((fault: unknown) => {
                setWhy(problemFrom(fault))
            })
    }
    return (
        <>
            {why && <Fault why={why} />}
            {canApprove && (
                <p className="row gap">
                    <button type="button" className="button primary" disabled={chosen.length === 0} onClick={approve}>
                        {chosen.length === 1 ? 'Aprobar 1' : `Aprobar ${pieces(chosen.length)}`}
                    </button>
                    <button
                        type="button"
                        className="button"
                        onClick={() => {
                            setMarked(chosen.length === open.length ? new Set() : new Set(open.map(keyOf)))
                        }}
                    >
                        {chosen.length === open.length && open.length > 0 ? 'Quitar las marcas' : 'Marcar los de esta página'}
                    </button>
                    <span role="status" className="small">
                        {chosen.length > 0
                            ? `${pieces(sum)} piezas al mes que solo se recetaron entrarán en las sumas desde la próxima corrida de ${periodName(run.asOf)}.`
                            : said}
                    </span>
                </p>
            )}
            <Scroll label="Valores de CPM">
                <table className="dense">
                    <thead>
                        <tr>
                            {canApprove && (
                                <th scope="col">
                                    <span className="hidden">Aprobar</span>
                                </th>
                            )}
                            <th scope="col">Clave</th>
                            <th scope="col">Lugar</th>
                            <th scope="col" className="num">
                                CPM
                            </th>
                            <th scope="col" className="num">
                                Para planear
                            </th>
                            <th scope="col">Estado</th>
                            <th scope="col">Por qué</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows.map(x => (
                            <tr key={keyOf(x)}>
                                {canApprove && (
                                    <td>
                                        {x.approved ? (
                                            <span className="tag good">✓</span>
                                        ) : (
                                            <input
                                                type="checkbox"
                                                aria-label={`Aprobar ${x.clave} en ${x.code}`}
                                                checked={marked.has(keyOf(x))}
                                                onChange={event => {
                                                    const isOn = event.target.checked
                                                    setMarked(old => {
                                                        const next = new Set(old)
                                                        if (isOn) next.add(keyOf(x))
                                                        else next.delete(keyOf(x))
                                                        return next
                                                    })
                                                }}
                                            />
                                        )}
                                    </td>
                                )}
                                <th scope="row">
                                    <Link href={`/claves/${x.clave}`}>{x.clave}</Link>
                                </th>
                                <td>{placeOf(x)}</td>
                                <td className="num">{x.cpm === null ? '—' : decimals(x.cpm)}</td>
                                <td className="num">{x.planningQuantity === null ? '—' : pieces(x.planningQuantity)}</td>
                                <td>
                                    {cpmStatusNames[x.status]}
                                    {x.approved && ', aprobado'}
                                </td>
                                <td className="small">
                                    {x.level === 'facility'
                                        ? monthsSaid(x)
                                        : [
                                              x.insufficientChildren > 0 &&
                                                  `sin ${pieces(x.insufficientChildren)} unidades con datos insuficientes`,
                                              x.fromDemandChildren > 0 && `${pieces(x.fromDemandChildren)} de lo recetado`,
                                              x.setAside > 0 && `sin ${pieces(x.setAside)} que no se pudieron calcular`,
                                          ]
                                              .filter(Boolean)
                                              .join('; ')}
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </Scroll>
        </>
    )
}
