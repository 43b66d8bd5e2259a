import { useCallback, useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import type { DemandLine } from '../api/models'
import { faultOf, isStale, kept, keyOf, mostEdits, typed, without, type Edits } from '../demand/edits'
import { useFirstFocus, useRows } from '../demand/useRows'
import { pieces } from '../format'
import { DemandRow, fieldOf } from './DemandRow'
import { Scroll } from './Scroll'

interface Props {
    rows: readonly DemandLine[]
    months: number
    withBuyer: boolean
    /** Of what is filtered, not of the page alone. */
    sums: DemandLine | undefined
    /** Null: nobody may change the lines. */
    edits: Edits | null
    change: (to: (edits: Edits) => Edits) => void
    /** Enter in the last line of the page; null: it is the last. */
    next: (() => void) | null
}

const amount = (x: number | null | undefined) => (x === null || x === undefined ? '—' : pieces(x))

/** Requested, consumed and consolidated side by side. Enter saves a maximum and goes down, Shift+Enter up, Esc restores. */
export function DemandTable({ rows, months, withBuyer, sums, edits, change, next }: Props) {
    const [checked, setChecked] = useState<ReadonlySet<string>>(new Set())
    const { active, setActive, move } = useRows(rows.map(keyOf), fieldOf, next)
    useFirstFocus(edits && rows[0] ? fieldOf(keyOf(rows[0])) : null)
    const now = useRef(edits)
    now.current = edits

    const onText = useCallback(
        (line: DemandLine, text: string) => {
            change(old => (keyOf(line) in old || Object.keys(old).length < mostEdits ? typed(old, line, text) : old))
        },
        [change],
    )
    const onKept = useCallback(
        (line: DemandLine) => {
            change(old => kept(old, line))
            document.getElementById(fieldOf(keyOf(line)))?.focus()
        },
        [change],
    )
    const onDropped = useCallback(
        (line: DemandLine) => {
            change(old => without(old, keyOf(line)))
            document.getElementById(fieldOf(keyOf(line)))?.focus()
        },
        [change],
    )
    const onFocus = useCallback(
        (line: DemandLine) => {
            setActive(keyOf(line))
        },
        [setActive],
    )
    const onKey = useCallback(
        (line: DemandLine, event: KeyboardEvent<HTMLInputElement>) => {
            if (event.ctrlKey || event.altKey || event.metaKey) return
            const key = keyOf(line)
            if (event.key === '=' && line.cpmBased !== null) {
                event.preventDefault()
                onText(line, String(line.cpmBased))
            } else if (event.key === '+' && line.requested !== null) {
                event.preventDefault()
                onText(line, String(line.requested))
            } else if (event.key === 'Escape') {
                event.preventDefault()
                const field = event.currentTarget
                flushSync(() => {
                    change(old => without(old, key))
                })
                field.select()
            } else if (event.key === 'Enter') {
                event.preventDefault()
                const edit = now.current?.[key]
                if (edit) setChecked(old => new Set([...old, key]))
                if (edit && faultOf(edit)) return
                if (edit && isStale(edit, line)) change(old => kept(old, line))
                move(key, event.shiftKey ? -1 : 1)
            }
        },
        [change, onText, move],
    )

    return (
        <div className="demand">
            <Scroll label="Demanda por renglón">
                <table>
                    <caption>
                        {rows.length === 1 ? '1 renglón' : `${pieces(rows.length)} renglones`} de {amount(sums?.lines)}
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">Clave</th>
                            <th scope="col" className="num">
                                Solicitado
                            </th>
                            <th scope="col" className="num no-phone">
                                Contra CPM
                            </th>
                            <th scope="col" className="num">
                                CPM × {months}
                            </th>
                            <th scope="col" className="num">
                                Consolidado, máximo
                            </th>
                            <th scope="col" className="num no-phone">
                                Mínimo
                            </th>
                            <th scope="col" className="no-phone">
                                Comparación
                            </th>
                            <th scope="col" className="no-phone">
                                Justificación
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows.map(x => {
                            const key = keyOf(x)
                            return (
                                <DemandRow
                                    key={key}
                                    of={x}
                                    withBuyer={withBuyer}
                                    canEdit={edits !== null}
                                    edit={edits?.[key]}
                                    isChecked={checked.has(key)}
                                    isActive={key === active}
                                    onText={onText}
                                    onKey={onKey}
                                    onFocus={onFocus}
                                    onKept={onKept}
                                    onDropped={onDropped}
                                />
                            )
                        })}
                    </tbody>
                    {sums && (
                        <tfoot>
                            <tr>
                                <th scope="row">Los {pieces(sums.lines)} renglones</th>
                                <td className="num">{amount(sums.requested)}</td>
                                <td className="no-phone" />
                                <td className="num">{amount(sums.cpmBased)}</td>
                                <td className="num">{amount(sums.consolidated)}</td>
                                <td className="num no-phone">{amount(sums.min)}</td>
                                <td className="no-phone" />
                                <td className="no-phone" />
                            </tr>
                        </tfoot>
                    )}
                </table>
            </Scroll>
        </div>
    )
}
