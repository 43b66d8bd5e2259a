import { memo, type KeyboardEvent } from 'react'
import { Link } from 'wouter'
import type { DemandLine } from '../api/models'
import { TrioChart } from '../charts/TrioChart'
import { faultOf, isStale, keyOf, type Edit } from '../demand/edits'
import { cpmStatusNames, shortly } from '../demand/texts'
import { pieces } from '../format'

export const fieldOf = (key: string) => `max-${key}`

interface Props {
    of: DemandLine
    withBuyer: boolean
    /** False: nobody may change it here. */
    canEdit: boolean
    /** What was typed and not sent yet. */
    edit: Edit | undefined
    /** Left by Enter: what is wrong with it is said. */
    isChecked: boolean
    /** The one line that Tab enters. */
    isActive: boolean
    onText: (line: DemandLine, text: string) => void
    onKey: (line: DemandLine, event: KeyboardEvent<HTMLInputElement>) => void
    onFocus: (line: DemandLine) => void
    onKept: (line: DemandLine) => void
    onDropped: (line: DemandLine) => void
}

const amount = (x: number | null) => (x === null ? '—' : pieces(x))

function against(requested: number | null, based: number | null) {
    if (requested === null || !based) return '—'
    const change = Math.round((100 * (requested - based)) / based)
    return `${change > 0 ? '+' : change < 0 ? '−' : ''}${Math.abs(change)}%`
}

/** A buyer and a clave: the three quantities side by side, the third to be set. */
export const DemandRow = memo(function DemandRow(props: Props) {
    const { of: x, withBuyer, canEdit, edit, isChecked, isActive, onText, onKey, onFocus, onKept, onDropped } = props
    const key = keyOf(x)
    const isOther = isStale(edit, x)
    const why = edit && (isOther ? null : (edit.why ?? (isChecked ? faultOf(edit) : null)))
    const tab = isActive || !canEdit ? 0 : -1
    return (
        <tr>
            <th scope="row">
                <Link href={`/claves/${x.clave}`} tabIndex={tab}>
                    {x.clave}
                </Link>
                <small>{shortly(x.description)}</small>
                {withBuyer && <small>{x.buyer}</small>}
                <span className="phone-only">
                    <Reason of={x} />
                </span>
            </th>
            <td className="num">{amount(x.requested)}</td>
            <td className={`num no-phone ${x.deviates > 0 ? 'warn strong' : ''}`}>{against(x.requested, x.cpmBased)}</td>
            <td className="num">
                {x.cpmStatus === 'insufficient-data' ? <span className="tag">datos insuficientes</span> : amount(x.cpmBased)}
                {x.cpmStatus !== 'insufficient-data' && (x.cpmInsufficient ?? 0) > 0 && (
                    <small>faltan {pieces(x.cpmInsufficient!)} unidades</small>
                )}
                {x.cpmStatus === 'from-demand' && <small>{cpmStatusNames['from-demand']}</small>}
            </td>
            <td className="num">
                {canEdit ? (
                    <input
                        id={fieldOf(key)}
                        className={`input num ${edit ? 'changed' : ''} ${why ? 'invalid' : ''}`}
                        inputMode="numeric"
                        autoComplete="off"
                        tabIndex={tab}
                        aria-label={`Máximo, ${x.clave}, ${x.buyer}`}
                        aria-invalid={Boolean(why) || undefined}
                        aria-describedby={edit ? `${fieldOf(key)}-nota` : undefined}
                        value={edit?.text ?? (x.consolidated === null ? '' : pieces(x.consolidated))}
                        onChange={event => {
                            onText(x, event.target.value)
                        }}
                        onKeyDown={event => {
                            onKey(x, event)
                        }}
                        onFocus={event => {
                            event.target.select()
                            onFocus(x)
                        }}
                    />
                ) : (
                    amount(x.consolidated)
                )}
                {edit && (
                    <div id={`${fieldOf(key)}-nota`}>
                        {why && (
                            <p className="error-text" role="alert">
                                {why}
                            </p>
                        )}
                        {isOther ? (
                            <div className="smallest">
                                <p className="error-text">
                                    {edit.was === x.consolidated
                                        ? 'Este renglón cambió mientras usted lo editaba.'
                                        : `Otra persona puso ${amount(x.consolidated)} mientras usted editaba.`}
                                </p>
                                <button
                                    type="button"
                                    className="button compact"
                                    tabIndex={tab}
                                    onClick={() => {
                                        onKept(x)
                                    }}
                                >
                                    Dejar lo mío <kbd>Intro</kbd>
                                </button>{' '}
                                <button
                                    type="button"
                                    className="button compact"
                                    tabIndex={tab}
                                    onClick={() => {
                                        onDropped(x)
                                    }}
                                >
                                    Tomar lo suyo <kbd>Esc</kbd>
                                </button>
                            </div>
                        ) : (
                            <small>sin guardar; antes {amount(edit.was)}</small>
                        )}
                    </div>
                )}
            </td>
            <td className="num no-phone">
                {edit ? <span className="muted">al guardar</span> : amount(x.min)}
                {x.minDeviates > 0 && !edit && <small>no es el 40 %</small>}
            </td>
            <td className="no-phone">
                <TrioChart requested={x.requested} cpmBased={x.cpmBased} consolidated={x.consolidated} />
            </td>
            <td className="no-phone">
                <Reason of={x} />
            </td>
        </tr>
    )
})

const Reason = ({ of: x }: { of: DemandLine }) =>
    x.unjustified > 0 ? <span className="tag bad">! falta justificar</span> : (x.justification ?? '')
