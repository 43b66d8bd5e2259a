import type { Buyer, Page as PageOf } from '../api/models'
import { useReference } from '../api/queries'
import { useAddress } from '../address'
import { session } from '../session/session'
import { ItemField } from './ItemField'

/** Who buys: of the nation, or of the state of who looks. */
export function BuyerChoice({ value, choose, all }: { value: string; choose: (code: string) => void; all?: string }) {
    const read = useReference<PageOf<Buyer>>('/catalog/buyers', { state: session.shown?.state, limit: 500 })
    return (
        <label className="field">
            <span>Comprador</span>
            <select
                id="comprador"
                className="input"
                value={value}
                onChange={event => {
                    choose(event.target.value)
                }}
            >
                <option value="">{all ?? 'Elija uno'}</option>
                {read.data?.items.map(x => (
                    <option key={x.code} value={x.code}>
                        {x.name} ({x.code})
                    </option>
                ))}
            </select>
        </label>
    )
}

const groups = [
    ['', 'Por renglón'],
    ['clave', 'Por clave'],
    ['buyer', 'Por comprador'],
] as const

/** Which lines of a demand are shown, and how they are summed. */
export function DemandFilters() {
    const { of, change } = useAddress()
    const group = of('nivel') ?? ''
    const clave = of('clave') ?? ''
    return (
        <div className="row filters">
            <BuyerChoice
                value={of('comprador') ?? ''}
                all="Todos"
                choose={code => {
                    change({ comprador: code || null, despues: null })
                }}
            />
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
            <div className="segments" role="group" aria-label="Sumar">
                {groups.map(([code, name]) => (
                    <button
                        key={code}
                        type="button"
                        aria-pressed={group === code}
                        onClick={() => {
                            change({ nivel: code || null, despues: null })
                        }}
                    >
                        {name}
                    </button>
                ))}
            </div>
        </div>
    )
}
