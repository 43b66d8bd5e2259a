import { useId } from 'react'
import { fieldId, type Line } from '../counter/form'
import type { KnownLot } from '../counter/claves'
import { date, pieces } from '../format'

interface Props {
    line: Line
    number: number
    known: readonly KnownLot[]
    change: (changes: Partial<Line>) => void
    go: (part: 'next') => void
}

/** The lots that were handed out, for who names them; without names the first to expire is taken. */
export default function LotEditor({ line, number, known, change, go }: Props) {
    const list = useId()
    const set = (i: number, changes: Partial<Line['lots'][number]>) => {
        change({ lots: line.lots.map((x, j) => (i === j ? { ...x, ...changes } : x)) })
    }
    return (
        <fieldset className="lots">
            <legend className="smallest">Lotes del renglón {number}</legend>
            <datalist id={list}>
                {known.map(x => (
                    <option key={x.lot} value={x.lot}>
                        {`${date(x.expiresOn)}, hay ${pieces(x.onHand)}`}
                    </option>
                ))}
            </datalist>
            {line.lots.map((x, i) => (
                <div key={i} className="row">
                    <input
                        id={i === 0 ? fieldId(line, 'lots') : undefined}
                        className="input"
                        list={list}
                        autoComplete="off"
                        aria-label={`Lote ${i + 1} del renglón ${number}`}
                        value={x.lot}
                        onChange={event => {
                            set(i, { lot: event.target.value.toUpperCase() })
                        }}
                    />
                    <input
                        className="input num"
                        inputMode="numeric"
                        autoComplete="off"
                        aria-label={`Piezas del lote ${i + 1} del renglón ${number}`}
                        value={x.pieces}
                        onChange={event => {
                            set(i, { pieces: event.target.value })
                        }}
                        onKeyDown={event => {
                            if (event.key !== 'Enter' || event.ctrlKey) return
                            event.preventDefault()
                            go('next')
                        }}
                    />
                    <button
                        type="button"
                        className="button compact"
                        aria-label={`Quitar lote ${i + 1} del renglón ${number}`}
                        onClick={() => {
                            change({ lots: line.lots.filter((_, j) => j !== i) })
                        }}
                    >
                        ✕
                    </button>
                </div>
            ))}
            <button
                type="button"
                className="button compact"
                onClick={() => {
                    change({ lots: [...line.lots, { lot: '', pieces: '' }] })
                }}
            >
                Otro lote
            </button>
        </fieldset>
    )
}
