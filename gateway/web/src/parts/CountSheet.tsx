import type { Fault } from '../counter/form'
import { date, pieces } from '../format'
import { fieldId, type Form, type Line } from '../stock/count'
import { conditionNames } from '../texts/stock'
import { PiecesField } from './PiecesField'
import { Scroll } from './Scroll'

interface Props {
    form: Form
    describe: (clave: string) => string
    faults: readonly Fault[]
    set: (key: string, changes: Partial<Line>) => void
    next: (key: string, by: 1 | -1) => void
    addLot: (clave: string) => void
    remove: (clave: string) => void
}

/** The lots of each clave with what is counted of them; in a blind count without what the book has. */
export function CountSheet({ form, describe, faults, set, next, addLot, remove }: Props) {
    const invalid = (id: string) => faults.some(x => x.field === id) || undefined
    const focus = (id: string) => document.getElementById(id)?.focus()
    const text = (x: Line, part: 'lot' | 'expiresOn', label: string, then: () => void) => (
        <input
            id={fieldId(x, part)}
            className={invalid(fieldId(x, part)) ? 'input invalid' : 'input'}
            aria-label={`${label} de ${x.clave}`}
            aria-invalid={invalid(fieldId(x, part))}
            autoComplete="off"
            maxLength={40}
            placeholder={part === 'lot' ? 'lote' : '30/04/2027'}
            value={x[part]}
            onChange={event => {
                const typed = event.target.value
                set(x.key, { [part]: part === 'lot' ? typed.toUpperCase() : typed })
            }}
            onKeyDown={event => {
                if (event.key !== 'Enter' || event.ctrlKey) return
                event.preventDefault()
                then()
            }}
        />
    )
    const after = (x: Line) => {
        // A guided count takes the book's word where nothing is typed; a blind one does not know it.
        if (x.counted.trim() === '' && x.book !== null && !form.isBlind) set(x.key, { counted: String(x.book) })
        next(x.key, 1)
    }
    return (
        <Scroll label="Hoja de conteo">
            <table className="capture">
                <thead>
                    <tr>
                        <th scope="col">Clave y lote</th>
                        <th scope="col">Caduca</th>
                        <th scope="col">Dónde y cómo</th>
                        {!form.isBlind && (
                            <th scope="col" className="num">
                                En libro
                            </th>
                        )}
                        <th scope="col" className="num">
                            Contado
                        </th>
                        <th scope="col">
                            <span className="hidden">Acciones</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {form.lines.map((x, i) => {
                        const isFirst = form.lines[i - 1]?.clave !== x.clave
                        const isLast = form.lines[i + 1]?.clave !== x.clave
                        return (
                            <tr key={x.key} className={x.counted.trim() === '' ? undefined : 'checked'}>
                                <th scope="row">
                                    {x.clave}
                                    {x.book !== null && ` · ${x.lot}`}
                                    {isFirst && <small>{describe(x.clave)}</small>}
                                    {x.book === null && text(x, 'lot', 'Lote', () => focus(fieldId(x, 'expiresOn')))}
                                </th>
                                <td data-label="Caduca" className="nowrap">
                                    {x.book === null
                                        ? text(x, 'expiresOn', 'Caducidad', () => focus(fieldId(x, 'counted')))
                                        : date(x.expiresOn)}
                                </td>
                                <td className="small">
                                    {[
                                        x.location === 'main' ? null : x.location,
                                        x.condition === 'usable' ? null : conditionNames[x.condition],
                                    ]
                                        .filter(Boolean)
                                        .join(', ') || '—'}
                                </td>
                                {!form.isBlind && (
                                    <td data-label="En libro" className="num">
                                        {x.book === null ? '—' : pieces(x.book)}
                                    </td>
                                )}
                                <td data-label="Contado">
                                    <PiecesField
                                        id={fieldId(x, 'counted')}
                                        label={`Contado, ${x.clave} lote ${x.lot}`}
                                        value={x.counted}
                                        placeholder={x.book === null || form.isBlind ? undefined : String(x.book)}
                                        isInvalid={invalid(fieldId(x, 'counted'))}
                                        onText={counted => {
                                            set(x.key, { counted })
                                        }}
                                        onEnter={() => {
                                            after(x)
                                        }}
                                        onUp={() => {
                                            next(x.key, -1)
                                        }}
                                    />
                                </td>
                                <td className="nowrap">
                                    {isLast && (
                                        <>
                                            <button
                                                type="button"
                                                className="button compact"
                                                tabIndex={-1}
                                                aria-label={`Otro lote de ${x.clave}`}
                                                onClick={() => {
                                                    addLot(x.clave)
                                                }}
                                            >
                                                Otro lote
                                            </button>{' '}
                                            <button
                                                type="button"
                                                className="button compact"
                                                tabIndex={-1}
                                                aria-label={`Quitar ${x.clave} de la hoja`}
                                                onClick={() => {
                                                    remove(x.clave)
                                                }}
                                            >
                                                ✕
                                            </button>
                                        </>
                                    )}
                                </td>
                            </tr>
                        )
                    })}
                </tbody>
            </table>
        </Scroll>
    )
}
