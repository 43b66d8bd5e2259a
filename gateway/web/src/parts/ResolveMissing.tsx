import { useState, type KeyboardEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Problem, put, said } from '../api/client'
import type { Shipment } from '../api/models'
import { readQuantity } from '../capture/quantity'
import type { Fault } from '../counter/form'
import { pieces } from '../format'
import { newId } from '../offline/ids'
import { Faults } from './Faults'
import { Section } from './Page'
import { Scroll } from './Scroll'

type Outcome = 'returned' | 'lost'
const outcomes: readonly (readonly [Outcome, string])[] = [
    ['returned', 'Regresaron'],
    ['lost', 'Perdidas'],
]

/** What became of the pieces that never arrived, lot by lot: back in the sender's stock, or lost. */
export function ResolveMissing({ of: x }: { of: Shipment }) {
    const [id, setId] = useState(newId)
    const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
    const [reason, setReason] = useState('')
    const [faults, setFaults] = useState<readonly Fault[]>([])
    const queries = useQueryClient()
    const open = x.lines.filter(line => line.inTransit > 0)
    const field = (line: number, outcome: Outcome) => `faltan-${line}-${outcome}`
    const stated = open.flatMap(line =>
        outcomes.map(([outcome]) => {
            const at = field(line.line, outcome)
            return { line, outcome, at, read: readQuantity(typed[at] || '0', 0) }
        }),
    )
    const sumOf = (line: number) => stated.reduce((sum, y) => sum + (y.line.line === line && y.read.ok ? y.read.value : 0), 0)
    const lines = stated.filter(y => y.read.ok && y.read.value > 0)
    const total = (outcome: Outcome) => lines.reduce((sum, y) => sum + (y.outcome === outcome && y.read.ok ? y.read.value : 0), 0)

    const save = async () => {
        const wrong: Fault[] = [
            ...stated.flatMap(y =>
                y.read.ok ? [] : [{ field: y.at, text: `${y.line.clave} lote ${y.line.lot}: ${y.read.text}` }],
            ),
            ...open
                .filter(line => sumOf(line.line) > line.inTransit)
                .map(line => ({
                    field: field(line.line, 'returned'),
                    text: `${line.clave} lote ${line.lot}: son más que las ${pieces(line.inTransit)} que faltan.`,
                })),
        ]
        if (wrong.length === 0 && lines.length === 0 && open[0])
            wrong.push({ field: field(open[0].line, 'returned'), text: 'Escriba cuántas piezas regresaron o se perdieron.' })
        if (reason.trim() === '') wrong.push({ field: 'motivo-faltantes', text: 'Escriba qué pasó.' })
        setFaults(wrong)
        if (wrong.length > 0) return
        try {
            await put('PUT', `/inventory/shipments/${x.id}/resolutions/${id}`, {
                lines: lines.map(y => ({
                    clave: y.line.clave,
                    lot: y.line.lot,
                    quantity: y.read.ok ? y.read.value : 0,
                    outcome: y.outcome,
                    reason: reason.trim(),
                })),
            })
            setId(newId())
            setTyped({})
            setReason('')
            await queries.invalidateQueries()
        } catch (why) {
            const at = why instanceof Problem ? /^lines\[(\d+)]/.exec(why.field ?? '')?.[1] : undefined
            setFaults([{ field: (at && lines[Number(at)]?.at) || 'motivo-faltantes', text: said(why) }])
        }
    }
    const onKey = (event: KeyboardEvent<HTMLFormElement>) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        if (event.ctrlKey) void save()
        else {
            const fields = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button[type=submit]')]
            fields[fields.indexOf(event.target as HTMLElement) + 1]?.focus()
        }
    }
    return (
        <Section
            span={12}
            title="Piezas que no llegaron"
            note="Lo que regresó vuelve a la existencia de quien envió; lo perdido deja de estar en tránsito."
        >
            <Faults of={faults} />
            <form
                noValidate
                onKeyDown={event => {
                    if ((event.target as HTMLElement).tagName === 'INPUT') onKey(event)
                }}
                onSubmit={event => {
                    event.preventDefault()
                    void save()
                }}
            >
                <Scroll label="Piezas que no llegaron">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">Clave y lote</th>
                                <th scope="col" className="num">
                                    En tránsito
                                </th>
                                {outcomes.map(([outcome, name]) => (
                                    <th key={outcome} scope="col" className="num">
                                        {name}
                                    </th>
                                ))}
                                <th scope="col" className="num">
                                    Siguen en tránsito
                                </th>
                            </tr>
                        </thead>
                        <tbody>
                            {open.map(line => (
                                <tr key={line.line}>
                                    <th scope="row">
                                        {line.clave} · {line.lot}
                                    </th>
                                    <td className="num">{pieces(line.inTransit)}</td>
                                    {outcomes.map(([outcome, name]) => {
                                        const at = field(line.line, outcome)
                                        return (
                                            <td key={outcome} className="num">
                                                <input
                                                    id={at}
                                                    className="input num short"
                                                    inputMode="numeric"
                                                    autoComplete="off"
                                                    aria-label={`${name}, ${line.clave} lote ${line.lot}`}
                                                    aria-invalid={faults.some(y => y.field === at) || undefined}
                                                    value={typed[at] ?? ''}
                                                    onChange={event => {
                                                        const { value } = event.target
                                                        setTyped(old => ({ ...old, [at]: value }))
                                                    }}
                                                />
                                            </td>
                                        )
                                    })}
                                    <td className="num">{pieces(Math.max(0, line.inTransit - sumOf(line.line)))}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </Scroll>
                <div className="row gap">
                    <label className="field wide">
                        <span>Qué pasó</span>
                        <input
                            id="motivo-faltantes"
                            className="input"
                            maxLength={200}
                            autoComplete="off"
                            value={reason}
                            onChange={event => {
                                setReason(event.target.value)
                            }}
                        />
                    </label>
                    <button type="submit" className="button primary">
                        Resolver {lines.length > 0 && `${pieces(total('returned') + total('lost'))} piezas`}
                    </button>
                </div>
                {lines.length > 0 && (
                    <p className="small muted">
                        {pieces(total('returned'))} regresan a {x.from}; {pieces(total('lost'))} se dan por perdidas.
                    </p>
                )}
            </form>
        </Section>
    )
}
