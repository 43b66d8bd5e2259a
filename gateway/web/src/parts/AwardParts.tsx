import { flushSync } from 'react-dom'
import type { Buyer, Page } from '../api/models'
import { useReference } from '../api/queries'
import type { Fault } from '../counter/form'
import { emptyPart, isBlank, partId, type Part } from '../orders/award'

interface Props {
    parts: readonly Part[]
    faults: readonly Fault[]
    set: (parts: Part[]) => void
}

/** Minimum and maximum of each buyer; Enter in the last field of one makes the next. */
export function AwardParts({ parts, faults, set }: Props) {
    const buyers = useReference<Page<Buyer>>('/catalog/buyers', { limit: 500 })
    const change = (key: string, changes: Partial<Part>) => {
        set(parts.map(x => (x.key === key ? { ...x, ...changes } : x)))
    }
    const isWrong = (x: Part, what: 'buyer' | 'min' | 'max') => faults.some(y => y.field === partId(x, what))
    const next = (i: number) => {
        let target = parts[i + 1]
        if (!target) {
            const added = emptyPart()
            target = added
            flushSync(() => {
                set([...parts, added])
            })
        }
        document.getElementById(partId(target, 'buyer'))?.focus()
    }
    return (
        <fieldset className="lots">
            <legend className="small strong">Compradores, con lo mínimo y lo máximo que pueden ordenar (piezas)</legend>
            {parts.map((x, i) => (
                <div key={x.key} className="row">
                    <select
                        id={partId(x, 'buyer')}
                        className={isWrong(x, 'buyer') ? 'input invalid' : 'input'}
                        aria-label={`Comprador ${i + 1}`}
                        value={x.buyer}
                        onChange={event => {
                            change(x.key, { buyer: event.target.value })
                        }}
                        onKeyDown={event => {
                            if (event.key !== 'Enter' || event.ctrlKey) return
                            event.preventDefault()
                            document.getElementById(x.buyer === '' && i > 0 ? 'guardar' : partId(x, 'min'))?.focus()
                        }}
                    >
                        <option value="">Elija</option>
                        {(buyers.data?.items ?? []).map(y => (
                            <option key={y.code} value={y.code}>
                                {y.name}
                            </option>
                        ))}
                    </select>
                    {(['min', 'max'] as const).map(what => (
                        <input
                            key={what}
                            id={partId(x, what)}
                            className={isWrong(x, what) ? 'input num invalid' : 'input num'}
                            inputMode="numeric"
                            autoComplete="off"
                            aria-label={`${what === 'min' ? 'Mínimo' : 'Máximo'} del comprador ${i + 1}`}
                            aria-invalid={isWrong(x, what) || undefined}
                            placeholder={what === 'min' ? 'mínimo' : 'máximo'}
                            value={x[what]}
                            onChange={event => {
                                change(x.key, { [what]: event.target.value })
                            }}
                            onKeyDown={event => {
                                if (event.key !== 'Enter' || event.ctrlKey) return
                                event.preventDefault()
                                if (what === 'min') document.getElementById(partId(x, 'max'))?.focus()
                                else next(i)
                            }}
                        />
                    ))}
                    <button
                        type="button"
                        className="button compact"
                        aria-label={`Quitar comprador ${i + 1}`}
                        tabIndex={-1}
                        disabled={parts.length === 1 && isBlank(x)}
                        onClick={() => {
                            const left = parts.filter(y => y.key !== x.key)
                            set(left.length > 0 ? left : [emptyPart()])
                        }}
                    >
                        ✕
                    </button>
                </div>
            ))}
        </fieldset>
    )
}
