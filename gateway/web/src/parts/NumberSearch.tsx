import { useAddress } from '../address'

/** Finds one document by its number as people say it. The number is in the address. */
export function NumberSearch({ example }: { example: string }) {
    const { of, change } = useAddress()
    const number = of('codigo') ?? ''
    return (
        <form
            className="row"
            role="search"
            onSubmit={event => {
                event.preventDefault()
                change({
                    codigo: String(new FormData(event.currentTarget).get('numero')).trim() || null,
                    lado: null,
                    despues: null,
                })
            }}
        >
            <label className="field">
                <span>Número</span>
                <input
                    key={number}
                    className="input"
                    name="numero"
                    defaultValue={number}
                    placeholder={example}
                    maxLength={32}
                    autoComplete="off"
                    spellCheck={false}
                />
            </label>
            <button type="submit" className="button">
                Buscar
            </button>
        </form>
    )
}
