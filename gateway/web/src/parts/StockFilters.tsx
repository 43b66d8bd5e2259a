import { useAddress } from '../address'

/** Which clave, and where asked for which lot, condition and expiry; all of it in the address. */
export function StockFilters({ withLot = false, withCondition = false }: { withLot?: boolean; withCondition?: boolean }) {
    const { of, change } = useAddress()
    return (
        <form
            className="row filters"
            onSubmit={event => {
                event.preventDefault()
                const typed = new FormData(event.currentTarget)
                const text = (name: string) => String(typed.get(name) ?? '').trim() || null
                change({ codigo: text('clave'), ...(withLot ? { lote: text('lote') } : {}), despues: null })
            }}
        >
            <label className="field">
                <span>Clave</span>
                <input
                    key={of('codigo') ?? ''}
                    className="input"
                    name="clave"
                    placeholder="010.000.0104.00"
                    defaultValue={of('codigo') ?? ''}
                    autoComplete="off"
                    maxLength={15}
                />
            </label>
            {withLot && (
                <label className="field">
                    <span>Lote</span>
                    <input
                        key={of('lote') ?? ''}
                        className="input"
                        name="lote"
                        defaultValue={of('lote') ?? ''}
                        autoComplete="off"
                        maxLength={40}
                    />
                </label>
            )}
            <button type="submit" className="button">
                Buscar
            </button>
            {withCondition && (
                <>
                    <label className="field">
                        <span>Condición</span>
                        <select
                            className="input"
                            value={of('condicion') ?? ''}
                            onChange={event => {
                                change({ condicion: event.target.value || null, despues: null })
                            }}
                        >
                            <option value="">todas</option>
                            <option value="usable">útil</option>
                            <option value="quarantine">cuarentena</option>
                            <option value="damaged">dañado</option>
                        </select>
                    </label>
                    <label className="field">
                        <span>Caduca antes del</span>
                        <input
                            className="input"
                            type="date"
                            value={of('caduca') ?? ''}
                            onChange={event => {
                                change({ caduca: event.target.value || null, despues: null })
                            }}
                        />
                    </label>
                </>
            )}
        </form>
    )
}
