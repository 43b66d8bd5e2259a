import { useEffect, useState, type KeyboardEvent } from 'react'
import { Link } from 'wouter'
import type { LineToSend } from '../api/models'
import { pieces } from '../format'
import { keyOf, piecesField, type Chosen } from '../warehouse/usePreparation'
import { MonthsBar } from './MonthsBar'
import { Scroll } from './Scroll'

interface Props {
    rows: readonly LineToSend[]
    /** What is proposed is known: the first line takes the focus. */
    isReady: boolean
    chosen: readonly Chosen[]
    /** Of the lines that were just sent. */
    isSent: (line: LineToSend) => boolean
    /** The shipment that holds pieces of this order, if any. */
    heldOf: (order: string) => string | null
    onHand: (clave: string) => number | null
    proposed: (key: string) => number | null
    placeName: (code: string) => string
    itemName: (clave: string) => string
    choose: (line: LineToSend, text: string) => void
    leaveOut: (key: string) => void
}

/** What waits to be sent, who has least first: Enter takes a line with its pieces and goes to the next. */
export default function LinesToSend(props: Props) {
    const { rows, isReady, chosen, isSent, heldOf, onHand, proposed, placeName, itemName, choose, leaveOut } = props
    const [active, setActive] = useState(0)
    const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
    const first = rows[0] && piecesField(keyOf(rows[0]))
    useEffect(() => {
        if (isReady && first) document.getElementById(first)?.focus()
        // eslint-disable-next-line react-hooks/exhaustive-deps
    }, [isReady])
    const forget = (key: string) => {
        setTyped(({ [key]: _, ...rest }) => rest)
    }
    const go = (from: HTMLElement, by: number) => {
        const fields = [...(from.closest('tbody')?.querySelectorAll<HTMLInputElement>('input.num') ?? [])]
        const next = fields[fields.indexOf(from as HTMLInputElement) + by]
        next?.focus()
        next?.select()
    }
    const onKey = (event: KeyboardEvent<HTMLInputElement>, line: LineToSend, text: string) => {
        const [field, key] = [event.currentTarget, keyOf(line)]
        if (event.ctrlKey || event.altKey || event.metaKey) return
        const move = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key]
        if (move === undefined && event.key !== ' ' && event.key !== 'Escape') return
        event.preventDefault()
        if (event.key === ' ' && chosen.some(x => x.key === key)) leaveOut(key)
        else if (event.key === ' ' || event.key === 'Enter') {
            if (text.trim() === '' || text.trim() === '0') leaveOut(key)
            else choose(line, text)
        } else if (event.key === 'Escape') {
            leaveOut(key)
            forget(key)
        }
        if (move !== undefined) go(field, move)
    }
    return (
        <Scroll label="Renglones por enviar">
            <table>
                <thead>
                    <tr>
                        <th scope="col">
                            <span className="hidden">En el embarque</span>
                        </th>
                        <th scope="col">Destino</th>
                        <th scope="col">Clave</th>
                        <th scope="col">Meses allá</th>
                        <th scope="col" className="num">
                            Pendiente
                        </th>
                        <th scope="col" className="num">
                            Aquí
                        </th>
                        <th scope="col" className="num">
                            Enviar
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map((x, i) => {
                        const key = keyOf(x)
                        const own = chosen.find(y => y.key === key)
                        const there = onHand(x.clave)
                        const text = own?.text ?? typed[key] ?? String(proposed(key) ?? '')
                        const held = heldOf(x.order)
                        const label = `${x.clave} a ${placeName(x.destination)}`
                        return (
                            <tr key={key} className={own ? 'selected' : undefined}>
                                <td>
                                    <input
                                        type="checkbox"
                                        tabIndex={-1}
                                        aria-label={`En el embarque: ${label}`}
                                        checked={own !== undefined}
                                        disabled={isSent(x)}
                                        onChange={() => {
                                            if (own) leaveOut(key)
                                            else choose(x, text)
                                        }}
                                    />
                                </td>
                                <th scope="row">
                                    <Link href={`/unidades/${x.destination}`} tabIndex={-1}>
                                        {placeName(x.destination)}
                                    </Link>
                                    <small>
                                        {x.number ?? 'sin número'}
                                        {x.emergency && ' · emergencia'}
                                        {x.late && ' · atrasada'}
                                        {held && ` · retenido en ${held}`}
                                    </small>
                                </th>
                                <td>
                                    <span className="code">{x.clave}</span>
                                    <small>{itemName(x.clave)}</small>
                                </td>
                                <td>
                                    <MonthsBar months={x.monthsOfStock} />
                                </td>
                                <td className="num">{pieces(x.toSend)}</td>
                                <td className={there !== null && there < x.toSend ? 'num bad strong' : 'num'}>
                                    {there === null ? '…' : pieces(there)}
                                </td>
                                <td className="num">
                                    {isSent(x) ? (
                                        <span className="tag good">✓ enviado</span>
                                    ) : (
                                        <input
                                            id={piecesField(key)}
                                            className="input num"
                                            inputMode="numeric"
                                            autoComplete="off"
                                            tabIndex={i === Math.min(active, rows.length - 1) ? 0 : -1}
                                            aria-label={`Piezas de ${label}`}
                                            value={text}
                                            onFocus={() => {
                                                setActive(i)
                                            }}
                                            onChange={event => {
                                                const { value } = event.target
                                                setTyped(old => ({ ...old, [key]: value }))
                                                if (own) choose(x, value)
                                            }}
                                            onKeyDown={event => {
                                                onKey(event, x, text)
                                            }}
                                        />
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
