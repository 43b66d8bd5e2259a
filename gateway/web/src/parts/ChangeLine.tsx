import type { KeyboardEvent } from 'react'
import type { StockLot } from '../api/models'
import type { Claves } from '../counter/claves'
import type { Fault } from '../counter/form'
import { date, pieces } from '../format'
import { chosenOf, fieldId, lotKey, lotsOf, type Line } from '../stock/changes'
import type { Questions } from '../stock/questions'
import { conditionNames } from '../texts/stock'
import { ClaveField } from './ClaveField'
import { PiecesField } from './PiecesField'

interface Props {
    line: Line
    number: number
    claves: Claves
    lots: readonly StockLot[]
    /** Where pieces can go; null: they do not move, they are lost or found. */
    locations: readonly { code: string; name: string }[] | null
    faults: readonly Fault[]
    questions: Questions
    change: (changes: Partial<Line>) => void
    remove: () => void
    /** On an empty clave, and after the last field. */
    leave: (where: 'next' | 'save') => void
    afterQuantity: () => boolean
}

/** One lot that pieces leave, come to, or are moved within the unit. */
export function ChangeLine({
    line: x,
    number,
    claves,
    lots,
    locations,
    faults,
    questions,
    change,
    remove,
    leave,
    afterQuantity,
}: Props) {
    const invalid = (part: Parameters<typeof fieldId>[1]) => faults.some(y => y.field === fieldId(x, part)) || undefined
    const focus = (part: Parameters<typeof fieldId>[1]) => document.getElementById(fieldId(x, part))?.focus()
    const on = (then: () => void) => (event: KeyboardEvent) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.altKey) return
        event.preventDefault()
        then()
    }
    const there = lotsOf(x.clave, lots)
    const lot = chosenOf(x, lots)
    const isNew = locations === null && x.isFound && lot === null
    const known = x.clave === null ? null : claves.describe(x.clave)
    return (
        <fieldset className="role extra">
            <legend className="small">Renglón {number}</legend>
            <div className="row">
                <div className="field wide">
                    <span aria-hidden="true">Clave o nombre</span>
                    <ClaveField
                        id={fieldId(x, 'clave')}
                        label={`Clave, renglón ${number}`}
                        text={x.text}
                        suggest={claves.suggest}
                        read={claves.read}
                        isInvalid={invalid('clave') ?? false}
                        onText={text => {
                            change({ text, clave: null, chosen: '' })
                        }}
                        onChosen={clave => {
                            const [first] = lotsOf(clave, lots)
                            change({ text: clave, clave, chosen: first ? lotKey(first) : '', isFound: x.isFound || !first })
                            setTimeout(() => focus('lot'))
                        }}
                        onEmpty={() => {
                            leave('save')
                        }}
                    />
                    {known && <p className="smallest muted">{known.description}</p>}
                </div>
                {locations === null && (
                    <label className="field">
                        <span>Qué pasó</span>
                        <select
                            className="input"
                            value={x.isFound ? 'found' : 'gone'}
                            aria-label={`Qué pasó, renglón ${number}`}
                            onChange={event => {
                                change({ isFound: event.target.value === 'found' })
                            }}
                            onKeyDown={on(() => focus('lot'))}
                        >
                            <option value="gone">salen (−)</option>
                            <option value="found">aparecen (+)</option>
                        </select>
                    </label>
                )}
                <label className="field wide">
                    <span>Lote</span>
                    <select
                        id={fieldId(x, 'lot')}
                        className={invalid('lot') ? 'input invalid' : 'input'}
                        aria-label={`Lote, renglón ${number}`}
                        aria-invalid={invalid('lot')}
                        value={x.chosen}
                        onChange={event => {
                            change({ chosen: event.target.value })
                        }}
                        onKeyDown={on(() => focus(isNew ? 'newLot' : 'quantity'))}
                    >
                        <option value="">{there.length === 0 ? 'ninguno en la unidad' : 'otro lote'}</option>
                        {there.map(y => (
                            <option key={lotKey(y)} value={lotKey(y)}>
                                {`${y.lot}, caduca ${date(y.expiresOn)}, hay ${pieces(y.onHand)}`}
                                {y.condition !== 'usable' && `, ${conditionNames[y.condition]}`}
                                {y.location !== 'main' && `, ${y.location}`}
                                {y.fundingSource && `, ${y.fundingSource}`}
                            </option>
                        ))}
                    </select>
                </label>
                {isNew && (
                    <>
                        <label className="field">
                            <span>Lote impreso</span>
                            <input
                                id={fieldId(x, 'newLot')}
                                className={invalid('newLot') ? 'input invalid' : 'input'}
                                aria-invalid={invalid('newLot')}
                                autoComplete="off"
                                maxLength={40}
                                value={x.lot}
                                onChange={event => {
                                    change({ lot: event.target.value.toUpperCase() })
                                }}
                                onKeyDown={on(() => focus('expiresOn'))}
                            />
                        </label>
                        <label className="field">
                            <span>Caduca</span>
                            <input
                                id={fieldId(x, 'expiresOn')}
                                className={invalid('expiresOn') ? 'input invalid' : 'input'}
                                aria-invalid={invalid('expiresOn')}
                                autoComplete="off"
                                placeholder="30/04/2027"
                                value={x.expiresOn}
                                onChange={event => {
                                    change({ expiresOn: event.target.value })
                                }}
                                onKeyDown={on(() => focus('quantity'))}
                            />
                        </label>
                    </>
                )}
                <div className="field narrow">
                    <span aria-hidden="true">Piezas</span>
                    <PiecesField
                        id={fieldId(x, 'quantity')}
                        label={`Piezas, renglón ${number}`}
                        value={x.quantity}
                        isInvalid={invalid('quantity') ?? false}
                        questions={questions}
                        onText={quantity => {
                            change({ quantity })
                        }}
                        onEnter={() => {
                            if (afterQuantity()) focus(locations === null ? 'reason' : 'to')
                        }}
                    />
                </div>
                {locations === null ? (
                    <label className="field wide">
                        <span>Motivo</span>
                        <input
                            id={fieldId(x, 'reason')}
                            className={invalid('reason') ? 'input invalid' : 'input'}
                            aria-invalid={invalid('reason')}
                            aria-label={`Motivo, renglón ${number}`}
                            list="motivos"
                            autoComplete="off"
                            maxLength={200}
                            value={x.reason}
                            onChange={event => {
                                change({ reason: event.target.value })
                            }}
                            onKeyDown={on(() => {
                                leave('next')
                            })}
                        />
                    </label>
                ) : (
                    <>
                        <label className="field">
                            <span>A dónde</span>
                            <select
                                id={fieldId(x, 'to')}
                                className={invalid('to') ? 'input invalid' : 'input'}
                                aria-invalid={invalid('to')}
                                aria-label={`A dónde, renglón ${number}`}
                                value={x.toLocation}
                                onChange={event => {
                                    change({ toLocation: event.target.value })
                                }}
                                onKeyDown={on(() => document.getElementById(`${fieldId(x, 'to')}-condicion`)?.focus())}
                            >
                                <option value="">donde está</option>
                                {locations.map(y => (
                                    <option key={y.code} value={y.code}>
                                        {y.name}
                                    </option>
                                ))}
                            </select>
                        </label>
                        <label className="field">
                            <span>Queda</span>
                            <select
                                id={`${fieldId(x, 'to')}-condicion`}
                                className="input"
                                aria-label={`Queda, renglón ${number}`}
                                value={x.toCondition}
                                onChange={event => {
                                    change({ toCondition: event.target.value as Line['toCondition'] })
                                }}
                                onKeyDown={on(() => {
                                    leave('next')
                                })}
                            >
                                <option value="">como está</option>
                                {Object.entries(conditionNames).map(([code, name]) => (
                                    <option key={code} value={code}>
                                        {name}
                                    </option>
                                ))}
                            </select>
                        </label>
                    </>
                )}
                <button
                    type="button"
                    className="button compact"
                    tabIndex={-1}
                    aria-label={`Quitar renglón ${number}`}
                    onClick={remove}
                >
                    ✕
                </button>
            </div>
        </fieldset>
    )
}
