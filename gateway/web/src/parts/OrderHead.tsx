import { useDeferredValue, type KeyboardEvent } from 'react'
import type { AwardItem, Facility, Page } from '../api/models'
import { useReference } from '../api/queries'
import { readFacility } from '../capture/clave'
import type { Fault } from '../counter/form'
import { date } from '../format'
import type { Form } from '../orders/form'
import { promisedOf } from '../orders/useOrderForm'
import { session } from '../session/session'
import { ClaveField } from './ClaveField'

interface Props {
    form: Form
    faults: readonly Fault[]
    destination: Facility | null | undefined
    suppliers: readonly (readonly [string, AwardItem[]])[]
    warehouses: readonly Facility[]
    change: (changes: Partial<Form>) => void
    /** To the first line. */
    goOn: () => void
}

const focus = (id: string) => {
    document.getElementById(id)?.focus()
}

/** For whom, from where, by when. */
export function OrderHead({ form, faults, destination, suppliers, warehouses, change, goOn }: Props) {
    const typed = useDeferredValue(form.destinationText.trim())
    const places = useReference<Page<Facility>>(
        '/catalog/facilities',
        { q: typed, state: session.shown?.state, limit: 10 },
        { enabled: form.destination === null && typed.length >= 3 },
    )
    const fault = (field: string) => faults.find(x => x.field === field)?.text
    const promisedOn = promisedOf(form)
    const onEnter = (then: () => void) => (event: KeyboardEvent) => {
        if (event.key !== 'Enter' || event.ctrlKey) return
        event.preventDefault()
        then()
    }
    return (
        <div className="order-head">
            <div className="field">
                <span aria-hidden="true">
                    Destino <i>código o nombre</i>
                </span>
                <ClaveField
                    id="destino"
                    label="Destino"
                    listLabel="Lugares que coinciden"
                    text={form.destinationText}
                    suggest={() => (places.data?.items ?? []).map(x => ({ clave: x.code, description: x.name, onHand: null }))}
                    read={text => {
                        const code = readFacility(text)
                        return code.ok ? { clave: code.value } : { why: code.text }
                    }}
                    isInvalid={fault('destino') !== undefined}
                    describedBy="destino-dato"
                    onText={text => {
                        change({ destinationText: text, destination: null })
                    }}
                    onChosen={code => {
                        change({ destinationText: code, destination: code })
                        focus('origen-clase')
                    }}
                />
                <p id="destino-dato" className="smallest muted">
                    {form.destination !== null &&
                        (destination
                            ? destination.name
                            : destination === null && 'El catálogo no lo conoce: la orden queda sin verificar.')}
                </p>
                {fault('destino') && <p className="error-text">{fault('destino')}</p>}
            </div>
            <label className="field">
                <span>Surte</span>
                <select
                    id="origen-clase"
                    className="input"
                    value={form.kind}
                    onChange={event => {
                        change({ kind: event.target.value as Form['kind'], source: '' })
                    }}
                    onKeyDown={onEnter(() => {
                        focus('origen')
                    })}
                >
                    <option value="supplier">un proveedor</option>
                    <option value="warehouse">un almacén</option>
                </select>
            </label>
            <label className="field">
                <span>{form.kind === 'supplier' ? 'Proveedor' : 'Almacén'}</span>
                <select
                    id="origen"
                    className={fault('origen') ? 'input invalid' : 'input'}
                    aria-invalid={fault('origen') !== undefined || undefined}
                    value={form.source}
                    onChange={event => {
                        change({ source: event.target.value })
                    }}
                    onKeyDown={onEnter(() => {
                        focus('prometida')
                    })}
                >
                    <option value="">Elija</option>
                    {form.kind === 'supplier'
                        ? suppliers.map(([name, awards]) => (
                              <option key={name} value={name}>
                                  {name} ({awards.length === 1 ? '1 adjudicación' : `${awards.length} adjudicaciones`})
                              </option>
                          ))
                        : warehouses
                              .filter(x => x.code !== form.destination)
                              .map(x => (
                                  <option key={x.code} value={x.code}>
                                      {x.code} {x.name}
                                  </option>
                              ))}
                </select>
                {fault('origen') && <p className="error-text">{fault('origen')}</p>}
            </label>
            <label className="field">
                <span>
                    Prometida para <i>15dic, +10; puede faltar</i>
                </span>
                <input
                    id="prometida"
                    className={fault('prometida') ? 'input invalid' : 'input'}
                    aria-invalid={fault('prometida') !== undefined || undefined}
                    autoComplete="off"
                    value={form.promised}
                    onChange={event => {
                        change({ promised: event.target.value })
                    }}
                    onKeyDown={onEnter(goOn)}
                />
                <p className="smallest muted">{promisedOn && date(promisedOn)}</p>
                {fault('prometida') && <p className="error-text">{fault('prometida')}</p>}
            </label>
            <label className="check">
                <input
                    type="checkbox"
                    checked={form.emergency}
                    onChange={event => {
                        change({ emergency: event.target.checked })
                    }}
                />
                De emergencia
            </label>
        </div>
    )
}
