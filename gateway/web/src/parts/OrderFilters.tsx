import { useAddress, useFieldsOf, type Parameter } from '../address'
import { session } from '../session/session'
import { states } from '../states'
import { orderStatusNames } from '../texts/es'

const texts = [
    ['numero', 'Número', 'OS-13-2026-1'],
    ['clave', 'Clave', '010.000.0104.00'],
    ['origen', 'Origen', 'proveedor o almacén'],
    ['destino', 'Destino', 'CLUES o almacén'],
] as const

/** Which orders a list shows. What is typed counts when it is asked for; the number alone finds its order whatever else is set. */
export function OrderFilters({ withStatus }: { withStatus: boolean }) {
    const { of, change } = useAddress()
    const form = useFieldsOf(texts.map(([name]) => name))
    const isNational = !session.shown?.state && !session.shown?.facility
    const set = (name: Parameter, value: string) => {
        change({ [name]: value || null, despues: null })
    }
    return (
        <form
            ref={form}
            className="row filters"
            onSubmit={event => {
                event.preventDefault()
                const typed = new FormData(event.currentTarget)
                change({
                    ...Object.fromEntries(texts.map(([name]) => [name, String(typed.get(name)).trim() || null])),
                    despues: null,
                })
            }}
        >
            {texts.map(([name, label, example]) => (
                <label key={name} className="field">
                    <span>
                        {label} <i>{example}</i>
                    </span>
                    <input className="input" name={name} autoComplete="off" spellCheck={false} maxLength={200} />
                </label>
            ))}
            <button type="submit" className="button">
                Buscar
            </button>
            {(['desde', 'hasta'] as const).map(name => (
                <label key={name} className="field">
                    <span>{name === 'desde' ? 'Emitida desde' : 'Emitida hasta'}</span>
                    <input
                        className="input"
                        type="date"
                        value={of(name) ?? ''}
                        onChange={event => {
                            set(name, event.target.value)
                        }}
                    />
                </label>
            ))}
            {withStatus && (
                <label className="field">
                    <span>Estado</span>
                    <select
                        className="input"
                        value={of('estado') ?? ''}
                        onChange={event => {
                            set('estado', event.target.value)
                        }}
                    >
                        <option value="">Todos</option>
                        {Object.entries(orderStatusNames)
                            .filter(([code]) => code !== 'draft')
                            .map(([code, name]) => (
                                <option key={code} value={code}>
                                    {name}
                                </option>
                            ))}
                    </select>
                </label>
            )}
            {isNational && (
                <label className="field">
                    <span>Entidad</span>
                    <select
                        className="input"
                        value={of('entidad') ?? ''}
                        onChange={event => {
                            set('entidad', event.target.value)
                        }}
                    >
                        <option value="">Todas</option>
                        {states.map(x => (
                            <option key={x.code} value={x.code}>
                                {x.name}
                            </option>
                        ))}
                    </select>
                </label>
            )}
        </form>
    )
}
