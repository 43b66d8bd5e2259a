import type { Claves } from '../counter/claves'
import type { Fault } from '../counter/form'
import { fieldId, type Extra } from '../stock/reception'
import { ClaveField } from './ClaveField'
import { PiecesField } from './PiecesField'

interface Props {
    rows: readonly Extra[]
    claves: Claves
    faults: readonly Fault[]
    change: (key: string, changes: Partial<Extra>) => void
    remove: (key: string) => void
    done: () => void
}

/** Lots and expiries that were not in the shipment: each with why. */
export function ExtraLots({ rows, claves, faults, change, remove, done }: Props) {
    const invalid = (id: string) => faults.some(x => x.field === id)
    const focus = (id: string) => document.getElementById(id)?.focus()
    return rows.map((x, i) => {
        const text = (part: 'lot' | 'expiresOn' | 'reason', label: string, hint: string, then: () => void) => {
            const id = fieldId(x.key, part)
            return (
                <label className={part === 'reason' ? 'field wide' : 'field'}>
                    <span>{label}</span>
                    <input
                        id={id}
                        className={invalid(id) ? 'input invalid' : 'input'}
                        aria-invalid={invalid(id) || undefined}
                        autoComplete="off"
                        maxLength={part === 'reason' ? 200 : 40}
                        placeholder={hint}
                        value={x[part]}
                        onChange={event => {
                            const value = event.target.value
                            change(x.key, { [part]: part === 'lot' ? value.toUpperCase() : value })
                        }}
                        onKeyDown={event => {
                            if (event.key !== 'Enter' || event.ctrlKey) return
                            event.preventDefault()
                            then()
                        }}
                    />
                </label>
            )
        }
        return (
            <fieldset key={x.key} className="role extra">
                <legend className="small">No venía en el embarque</legend>
                <div className="row">
                    <div className="field wide">
                        <span aria-hidden="true">Clave o nombre</span>
                        <ClaveField
                            id={fieldId(x.key, 'clave')}
                            label={`Clave de lo agregado ${i + 1}`}
                            text={x.text}
                            suggest={claves.suggest}
                            read={claves.read}
                            isInvalid={invalid(fieldId(x.key, 'clave'))}
                            onText={typed => {
                                change(x.key, { text: typed, clave: null })
                            }}
                            onChosen={clave => {
                                change(x.key, { text: clave, clave })
                                focus(fieldId(x.key, 'lot'))
                            }}
                        />
                    </div>
                    {text('lot', 'Lote', 'como está impreso', () => focus(fieldId(x.key, 'expiresOn')))}
                    {text('expiresOn', 'Caduca', '30/04/2027', () => focus(fieldId(x.key, 'good')))}
                    <div className="field narrow">
                        <span aria-hidden="true">Bueno</span>
                        <PiecesField
                            id={fieldId(x.key, 'good')}
                            label={`Bueno de lo agregado ${i + 1}`}
                            value={x.good}
                            isInvalid={invalid(fieldId(x.key, 'good'))}
                            onText={good => {
                                change(x.key, { good })
                            }}
                            onEnter={() => focus(fieldId(x.key, 'damaged'))}
                        />
                    </div>
                    <div className="field narrow">
                        <span aria-hidden="true">Dañado</span>
                        <PiecesField
                            id={fieldId(x.key, 'damaged')}
                            label={`Dañado de lo agregado ${i + 1}`}
                            value={x.damaged}
                            placeholder="0"
                            onText={damaged => {
                                change(x.key, { damaged })
                            }}
                            onEnter={() => focus(fieldId(x.key, 'reason'))}
                        />
                    </div>
                    {text('reason', 'Motivo', 'por qué se recibe', () => {
                        const next = rows[i + 1]
                        if (next) focus(fieldId(next.key, 'clave'))
                        else done()
                    })}
                    <button
                        type="button"
                        className="button compact"
                        aria-label={`Quitar lo agregado ${i + 1}`}
                        onClick={() => {
                            remove(x.key)
                        }}
                    >
                        ✕
                    </button>
                </div>
            </fieldset>
        )
    })
}
