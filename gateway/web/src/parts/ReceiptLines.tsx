import type { KeyboardEvent } from 'react'
import type { Claves } from '../counter/claves'
import { pieces } from '../format'
import { fieldId, toCome, type Part, type ReceiptLine } from '../warehouse/receipt'
import type { ReceiptEntry } from '../warehouse/useReceipt'
import { ClaveField } from './ClaveField'

/** What came, a line for each lot; beside it what its order still waits for. */
export function ReceiptLines({ entry, claves }: { entry: ReceiptEntry; claves: Claves }) {
    const lines = entry.draft?.form.lines ?? []
    return (
        <>
            <div className="line receipt-line heading" aria-hidden="true">
                <span />
                <span>Clave o nombre, o lea el código</span>
                <span>Lote</span>
                <span>Caducidad</span>
                <span className="num">Piezas</span>
                <span className="num">La orden espera</span>
                <span />
            </div>
            <ol className="lines">
                {lines.map((line, i) => (
                    <Line key={line.key} line={line} number={i + 1} entry={entry} claves={claves} isOnly={lines.length === 1} />
                ))}
            </ol>
        </>
    )
}

function Line({
    line,
    number,
    entry,
    claves,
    isOnly,
}: {
    line: ReceiptLine
    number: number
    entry: ReceiptEntry
    claves: Claves
    isOnly: boolean
}) {
    const { faults, asked, order, changeLine, go } = entry
    const known = line.clave === null ? null : claves.describe(line.clave)
    const waits = toCome(order, line.clave)
    const isWrong = (part: Part) => faults.some(x => x.field === fieldId(line, part)) || undefined
    const piecesId = fieldId(line, 'pieces')
    const question = asked?.field === piecesId ? asked.text : null
    const onEnter = (then: () => void) => (event: KeyboardEvent) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.metaKey) return
        event.preventDefault()
        then()
    }
    const input = (part: 'lot' | 'expires' | 'pieces', label: string, then: () => void) => (
        <input
            id={fieldId(line, part)}
            className={`input${part === 'pieces' ? ' num' : ''}${isWrong(part) ? ' invalid' : ''}`}
            inputMode={part === 'pieces' ? 'numeric' : undefined}
            autoComplete="off"
            spellCheck={false}
            maxLength={part === 'lot' ? 40 : 20}
            aria-label={`${label}, renglón ${number}`}
            aria-invalid={isWrong(part)}
            aria-describedby={part === 'pieces' && question ? `${piecesId}-pregunta` : undefined}
            placeholder={part === 'expires' ? '06/2028' : undefined}
            value={line[part]}
            onChange={event => {
                const { value } = event.target
                changeLine(line.key, { [part]: part === 'lot' ? value.toUpperCase() : value })
            }}
            onKeyDown={onEnter(then)}
        />
    )
    return (
        <li className="line receipt-line" data-clave={line.clave ?? undefined}>
            <span className="line-number">{number}</span>
            <div>
                <ClaveField
                    id={fieldId(line, 'clave')}
                    label={`Clave, renglón ${number}`}
                    text={line.text}
                    suggest={claves.suggest}
                    read={claves.read}
                    isInvalid={isWrong('clave')}
                    onText={text => {
                        changeLine(line.key, { text, clave: null })
                    }}
                    onChosen={clave => {
                        changeLine(line.key, { text: clave, clave })
                        go(line.key, 'lot')
                    }}
                    onEmpty={() => {
                        document.getElementById('guardar')?.focus()
                    }}
                />
                <p className="smallest muted">
                    {known && (known.isKnown ? known.description : <b className="warn">sin verificar</b>)}
                </p>
            </div>
            {input('lot', 'Lote', () => {
                go(line.key, 'expires')
            })}
            {input('expires', 'Caducidad', () => {
                go(line.key, 'pieces')
            })}
            <div>
                {input('pieces', 'Piezas', () => {
                    entry.afterPieces(line)
                })}
                {question && (
                    <p id={`${piecesId}-pregunta`} className="error-text" role="alert">
                        {question}
                    </p>
                )}
            </div>
            <span className="num receipt-waits">{waits !== null ? pieces(waits) : order && line.clave ? 'no la pide' : '—'}</span>
            <span className="receipt-acts">
                <button
                    type="button"
                    className="button compact"
                    tabIndex={-1}
                    aria-label={`Otro lote del renglón ${number}`}
                    onClick={() => {
                        entry.addLot(line)
                    }}
                >
                    + lote
                </button>
                <button
                    type="button"
                    className="button compact"
                    tabIndex={-1}
                    aria-label={`Quitar renglón ${number}`}
                    disabled={isOnly && line.text === ''}
                    onClick={() => {
                        entry.removeLine(line.key)
                    }}
                >
                    ✕
                </button>
            </span>
        </li>
    )
}
