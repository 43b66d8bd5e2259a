import { useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { Link } from 'wouter'
import type { DemandLine } from '../api/models'
import { asked, limits, partOf, typedIn, wantsReason, type LineFault, type Part, type RequestForm } from '../demand/request'
import { shortly } from '../demand/texts'
import { useFirstFocus, useRows } from '../demand/useRows'
import { pieces } from '../format'
import { Scroll } from './Scroll'

interface Props {
    rows: readonly DemandLine[]
    form: RequestForm
    /** Null: nobody may change it here. */
    change: ((to: (form: RequestForm) => RequestForm) => void) | null
    faults: readonly LineFault[]
    next: (() => void) | null
}

const amount = (x: number | null) => (x === null ? '—' : pieces(x))
const quantityOf = (clave: string) => partOf(clave, 'cantidad')

/** What a buyer asks for: the clave, what it consumes, the pieces, and why where they are far from that. */
export function RequestTable({ rows, form, change, faults, next }: Props) {
    const { active, setActive, move } = useRows(
        rows.map(x => x.clave!),
        quantityOf,
        next,
    )
    const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
    useFirstFocus(change && rows[0] ? quantityOf(rows[0].clave!) : null)
    const key = (line: DemandLine, part: Part) => (event: KeyboardEvent<HTMLInputElement>) => {
        if (event.ctrlKey || event.altKey || event.metaKey || !change) return
        const clave = line.clave!
        if (event.key === 'Escape') {
            event.preventDefault()
            change(old => {
                const { [clave]: _, ...lines } = old.lines
                return { ...old, lines }
            })
        } else if (event.key === '=' && part === 'cantidad' && line.cpmBased !== null) {
            event.preventDefault()
            change(old => typedIn(old, line, { quantity: String(line.cpmBased) }))
        } else if (event.key === 'Enter') {
            event.preventDefault()
            flushSync(() => {
                setLeft(old => new Set([...old, clave]))
            })
            if (part === 'cantidad' && !event.shiftKey && wantsReason(asked(form, line)))
                document.getElementById(partOf(clave, 'justificacion'))?.focus()
            else move(clave, event.shiftKey ? -1 : 1)
        }
    }
    return (
        <div className="demand">
            <Scroll label="Renglones de la solicitud">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">Clave</th>
                            <th scope="col" className="num">
                                Según CPM
                            </th>
                            <th scope="col" className="num">
                                Ya solicitado
                            </th>
                            <th scope="col" className="num">
                                Cantidad
                            </th>
                            <th scope="col">Justificación</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows.map(x => {
                            const clave = x.clave!
                            const value = asked(form, x)
                            const isChanged = clave in form.lines
                            const needs = wantsReason(value)
                            const why = (part: Part) => faults.find(y => y.clave === clave && y.part === part)?.text
                            const tab = active === clave ? 0 : -1
                            return (
                                <tr key={clave}>
                                    <th scope="row">
                                        <Link href={`/claves/${clave}`} tabIndex={change ? tab : 0}>
                                            {clave}
                                        </Link>
                                        <small>{shortly(x.description)}</small>
                                    </th>
                                    <td className="num">
                                        {x.cpmStatus === 'insufficient-data' ? (
                                            <span className="tag">datos insuficientes</span>
                                        ) : (
                                            amount(x.cpmBased)
                                        )}
                                        <small>{limits(x)}</small>
                                    </td>
                                    <td className="num">{amount(x.requested)}</td>
                                    {change ? (
                                        <>
                                            <td className="num">
                                                <input
                                                    id={quantityOf(clave)}
                                                    className={`input num ${isChanged ? 'changed' : ''} ${why('cantidad') ? 'invalid' : ''}`}
                                                    inputMode="numeric"
                                                    autoComplete="off"
                                                    tabIndex={tab}
                                                    aria-label={`Cantidad, ${clave}`}
                                                    aria-invalid={Boolean(why('cantidad')) || undefined}
                                                    value={value.quantity}
                                                    onChange={event => {
                                                        const quantity = event.target.value
                                                        change(old => typedIn(old, x, { quantity }))
                                                    }}
                                                    onKeyDown={key(x, 'cantidad')}
                                                    onFocus={event => {
                                                        event.target.select()
                                                        setActive(clave)
                                                    }}
                                                />
                                                {why('cantidad') && <p className="error-text">{why('cantidad')}</p>}
                                                {isChanged && value.quantity.trim() === '' && (
                                                    <small>se quita de la solicitud</small>
                                                )}
                                            </td>
                                            <td>
                                                <input
                                                    id={partOf(clave, 'justificacion')}
                                                    className={`input reason ${why('justificacion') ? 'invalid' : ''}`}
                                                    maxLength={1000}
                                                    autoComplete="off"
                                                    tabIndex={tab}
                                                    aria-label={`Justificación, ${clave}`}
                                                    aria-required={needs}
                                                    aria-invalid={Boolean(why('justificacion')) || undefined}
                                                    value={value.justification}
                                                    onChange={event => {
                                                        const justification = event.target.value
                                                        change(old => typedIn(old, x, { justification }))
                                                    }}
                                                    onKeyDown={key(x, 'justificacion')}
                                                    onFocus={() => {
                                                        setActive(clave)
                                                    }}
                                                />
                                                {why('justificacion') ? (
                                                    <p className="error-text">{why('justificacion')}</p>
                                                ) : (
                                                    needs &&
                                                    value.justification.trim() === '' && (
                                                        <small className={left.has(clave) ? 'bad' : undefined}>
                                                            se aparta del consumo: diga por qué
                                                        </small>
                                                    )
                                                )}
                                            </td>
                                        </>
                                    ) : (
                                        <>
                                            <td className="num">{amount(x.requested)}</td>
                                            <td>{x.justification ?? ''}</td>
                                        </>
                                    )}
                                </tr>
                            )
                        })}
                    </tbody>
                </table>
            </Scroll>
        </div>
    )
}
