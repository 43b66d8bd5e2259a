import { useEffect, type KeyboardEvent } from 'react'
import type { AwardItem, MonthsOfStock, Page } from '../api/models'
import { useReference } from '../api/queries'
import type { Fault } from '../counter/form'
import { date, oneDecimal, pieces } from '../format'
import type { OrderClaves } from '../orders/claves'
import { fieldId, quantityOf, unusualText, type Line } from '../orders/form'
import { ClaveField } from './ClaveField'

export interface Place {
    level: 'facility' | 'state'
    code: string
}

interface Props {
    line: Line
    number: number
    claves: OrderClaves
    /** The source's awards of the line's clave; null: the source is a warehouse. */
    awards: readonly AwardItem[] | null
    /** Of what the usual month is; null: nobody has computed one. */
    place: Place | null
    faults: readonly Fault[]
    isOnly: boolean
    tellMonthly: (clave: string, pieces: number | null) => void
    change: (changes: Partial<Line>) => void
    remove: () => void
    go: (part: 'quantity' | 'next' | 'save') => void
    afterQuantity: () => void
}

/** One line: the clave, the pieces, and beside them what is left of the award and what the destination uses and has. */
export function OrderLineEditor(props: Props) {
    const { line, number, claves, awards, place, faults, isOnly, change, remove, go, afterQuantity } = props
    const fault = (part: 'clave' | 'quantity') => faults.find(x => x.field === fieldId(line, part))?.text
    const monthly = useMonthly(line.clave, place, props.tellMonthly)
    const hint = `${fieldId(line, 'clave')}-dato`
    const award = awards?.find(x => x.id === line.award)
    const quantity = quantityOf(line)
    const isOver = award !== undefined && quantity !== null && quantity > award.left
    const onEnter = (then: () => void) => (event: KeyboardEvent) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.metaKey) return
        event.preventDefault()
        then()
    }
    return (
        <li className="line order-line" data-clave={line.clave ?? undefined}>
            <span className="line-number">{number}</span>
            <div>
                <ClaveField
                    id={fieldId(line, 'clave')}
                    label={`Clave, renglón ${number}`}
                    text={line.text}
                    suggest={claves.suggest}
                    read={claves.read}
                    isInvalid={fault('clave') !== undefined}
                    describedBy={hint}
                    end={x => (x.onHand === null ? '' : `quedan ${pieces(x.onHand)}`)}
                    onText={text => {
                        change({ text, clave: null, award: '' })
                    }}
                    onChosen={clave => {
                        change({ text: clave, clave })
                        go('quantity')
                    }}
                    onEmpty={() => {
                        go('save')
                    }}
                />
                <p id={hint} className="smallest muted">
                    {line.clave && claves.describe(line.clave)}
                </p>
                {fault('clave') && <p className="error-text">{fault('clave')}</p>}
            </div>
            <div>
                <input
                    id={fieldId(line, 'quantity')}
                    className={fault('quantity') || isOver ? 'input num invalid' : 'input num'}
                    inputMode="numeric"
                    autoComplete="off"
                    aria-label={`Piezas, renglón ${number}`}
                    aria-invalid={fault('quantity') !== undefined || isOver || undefined}
                    aria-describedby={`${fieldId(line, 'quantity')}-dato`}
                    value={line.quantity}
                    onChange={event => {
                        change({ quantity: event.target.value })
                    }}
                    onKeyDown={onEnter(afterQuantity)}
                />
                <div id={`${fieldId(line, 'quantity')}-dato`} role="status">
                    {line.asked !== null && line.asked === quantity && monthly?.planningQuantity != null && (
                        <p className="smallest warn strong">
                            {unusualText(line, monthly.planningQuantity)} <kbd>Intro</kbd> lo acepta.
                        </p>
                    )}
                    {fault('quantity') && <p className="error-text">{fault('quantity')}</p>}
                </div>
            </div>
            <div className="small">
                {awards && line.clave && (
                    <AwardSaid of={awards} chosen={award} line={line} number={number} isOver={isOver} change={change} />
                )}
            </div>
            <div className="small">{line.clave && <MonthlySaid of={monthly} place={place} />}</div>
            <button
                type="button"
                className="button compact"
                aria-label={`Quitar renglón ${number}`}
                tabIndex={-1}
                disabled={isOnly && line.text === ''}
                onClick={remove}
            >
                ✕
            </button>
        </li>
    )
}

function useMonthly(clave: string | null, place: Place | null, tell: Props['tellMonthly']): MonthsOfStock | undefined {
    const read = useReference<Page<MonthsOfStock>>(
        '/planning/months-of-stock',
        { level: place?.level, code: place?.code, clave },
        { enabled: clave !== null && place !== null },
    )
    const found = clave === null || read.isPlaceholderData ? undefined : read.data?.items.find(x => x.clave === clave)
    useEffect(() => {
        if (clave !== null) tell(clave, found?.planningQuantity ?? null)
    }, [clave, found, tell])
    return found
}

function AwardSaid({
    of,
    chosen,
    line,
    number,
    isOver,
    change,
}: {
    of: readonly AwardItem[]
    chosen: AwardItem | undefined
    line: Line
    number: number
    isOver: boolean
    change: (changes: Partial<Line>) => void
}) {
    return (
        <>
            {of.length > 1 && (
                <select
                    id={fieldId(line, 'award')}
                    className="input"
                    aria-label={`Adjudicación, renglón ${number}`}
                    value={line.award}
                    onChange={event => {
                        change({ award: event.target.value })
                    }}
                >
                    {of.map(x => (
                        <option key={x.id} value={x.id}>
                            hasta {date(x.to)}, quedan {pieces(x.left)}
                        </option>
                    ))}
                </select>
            )}
            {chosen && (
                <>
                    <b className={isOver || chosen.left === 0 ? 'bad' : ''}>Quedan {pieces(chosen.left)}</b>
                    <br />
                    <span className="smallest muted">
                        de {pieces(chosen.max)}; ordenado {pieces(chosen.ordered)}, recibido {pieces(chosen.supplied)}; hasta el{' '}
                        {date(chosen.to)}
                    </span>
                </>
            )}
        </>
    )
}

const MonthlySaid = ({ of: x, place }: { of: MonthsOfStock | undefined; place: Place | null }) =>
    x?.planningQuantity == null ? (
        <span className="smallest muted">sin CPM</span>
    ) : (
        <>
            CPM {pieces(x.planningQuantity)}
            {place?.level === 'state' && ' de la entidad'}
            <br />
            <span className="smallest muted">
                {x.months === null ? '—' : `${oneDecimal(x.months)} meses`} de existencia
                {x.inTransit > 0 && `, ${pieces(x.inTransit)} en tránsito`}
            </span>
        </>
    )
