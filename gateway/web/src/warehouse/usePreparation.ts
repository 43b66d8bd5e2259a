import { useEffect, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Problem, put, said } from '../api/client'
import type { LineToSend, Shipment } from '../api/models'
import { readQuantity } from '../capture/quantity'
import type { Fault } from '../counter/form'
import { newId } from '../offline/ids'
import { pick, type FreeLot } from './pick'

export const keyOf = (x: Pick<LineToSend, 'order' | 'line'>) => `${x.order}-${x.line}`
export const piecesField = (key: string) => `piezas-${key}`

export interface Chosen {
    key: string
    line: LineToSend
    /** As typed. */
    text: string
    /** Null: any that is not ring-fenced. */
    fundingSource: string | null
}

/** The lines of one order that leave together. */
export interface Prepared {
    order: string
    number: string | null
    destination: string
    lines: readonly Chosen[]
}

interface Kept {
    chosen: Chosen[]
    /** Of the shipments by their orders: sent twice, a shipment is stored once. */
    ids: Record<string, string>
}

const piecesOf = (x: Chosen) => {
    const read = readQuantity(x.text, 0)
    return read.ok ? read.value : 0
}

/** In the order in which their first lines were chosen. */
export function shipmentsOf(chosen: readonly Chosen[]): Prepared[] {
    return [...Map.groupBy(chosen, x => x.line.order)].map(([order, lines]) => ({
        order,
        number: lines[0]!.line.number,
        destination: lines[0]!.line.destination,
        lines,
    }))
}

/** What keeps the shipments from being sent, before anything is. */
export function faultsOf(chosen: readonly Chosen[], picks: ReadonlyMap<string, FreeLot[]>): Fault[] {
    return chosen.flatMap(x => {
        const [field, read] = [piecesField(x.key), readQuantity(x.text, 1)]
        if (!read.ok) return [{ field, text: `${x.line.clave} a ${x.line.destination}: ${read.text}` }]
        const there = (picks.get(x.key) ?? []).reduce((sum, lot) => sum + lot.pieces, 0)
        return there < read.value
            ? [
                  {
                      field,
                      text: `${x.line.clave} a ${x.line.destination}: hay ${there} piezas para este renglón, no ${read.value}.`,
                  },
              ]
            : []
    })
}

/** What was chosen at a facility, kept while the window is open. */
export function useBasket(from: string) {
    const name = `abasto.embarques.${from}`
    const basket = useState<Kept>(() => JSON.parse(sessionStorage.getItem(name) ?? '{"chosen":[],"ids":{}}') as Kept)
    const [kept] = basket
    useEffect(() => {
        sessionStorage.setItem(name, JSON.stringify(kept))
    }, [name, kept])
    return basket
}

/**
 * The lines that are to leave a facility now: which, how much of each, of which lots.
 * @param free What may leave, by clave.
 */
export function usePreparation(
    from: string,
    [kept, setKept]: ReturnType<typeof useBasket>,
    free: ReadonlyMap<string, FreeLot[]>,
    isRingFenced: (source: string) => boolean,
) {
    const [faults, setFaults] = useState<readonly Fault[]>([])
    const [made, setMade] = useState<readonly Shipment[]>([])
    /** What a line had on its way when it was sent: until that changes, its order has not heard of it. */
    const [sent, setSent] = useState<ReadonlyMap<string, number>>(new Map())
    const [isSending, setSending] = useState(false)
    const queries = useQueryClient()

    const { chosen } = kept
    const shipments = shipmentsOf(chosen)
    const ordered = shipments.flatMap(x => x.lines)
    const picks = pick(
        ordered.map(x => ({ key: x.key, clave: x.line.clave, pieces: piecesOf(x), fundingSource: x.fundingSource })),
        free,
        isRingFenced,
    )

    const change = (to: (chosen: Chosen[]) => Chosen[]) => {
        setFaults([])
        setKept(old => {
            const next = to(old.chosen)
            const ids = { ...old.ids }
            for (const { line } of next) ids[line.order] ??= newId()
            return { chosen: next, ids }
        })
    }
    const choose = (line: LineToSend, text: string) => {
        const key = keyOf(line)
        change(old =>
            old.some(x => x.key === key)
                ? old.map(x => (x.key === key ? { ...x, line, text } : x))
                : [...old, { key, line, text, fundingSource: null }],
        )
    }
    const leaveOut = (key: string) => {
        change(old => old.filter(x => x.key !== key))
    }
    const ofSource = (key: string, fundingSource: string | null) => {
        change(old => old.map(x => (x.key === key ? { ...x, fundingSource } : x)))
    }

    /** One after the other, so that each takes the lots that are shown; what is refused stays, the others go. */
    const send = async (hold: boolean) => {
        const wrong = faultsOf(ordered, picks)
        setFaults(wrong)
        if (wrong.length > 0 || isSending || shipments.length === 0) return
        setSending(true)
        setMade([])
        const done: Shipment[] = []
        const refused: Fault[] = []
        for (const { order, number, destination, lines } of shipments) {
            const body = {
                from,
                to: destination,
                supplyOrder: order,
                hold,
                lines: lines.map(x => ({ clave: x.line.clave, quantity: piecesOf(x), fundingSource: x.fundingSource })),
            }
            try {
                const shipment = await put<Shipment>('PUT', `/inventory/shipments/${kept.ids[order]!}`, body)
                if (shipment) done.push(shipment)
                if (!hold) setSent(old => new Map([...old, ...lines.map(x => [x.key, x.line.inTransit] as const)]))
                setKept(old => {
                    const { [order]: _, ...ids } = old.ids
                    return { chosen: old.chosen.filter(x => x.line.order !== order), ids }
                })
            } catch (why) {
                const at = why instanceof Problem ? /^lines\[(\d+)]/.exec(why.field ?? '')?.[1] : undefined
                const field = piecesField((lines[Number(at ?? 0)] ?? lines[0]!).key)
                refused.push({ field, text: `Embarque a ${destination}, ${number ?? 'sin número'}: ${said(why)}` })
                // Stored before with other lines: what is sent now is another shipment.
                if (why instanceof Problem && why.code.endsWith('.id-reused'))
                    setKept(old => ({ ...old, ids: { ...old.ids, [order]: newId() } }))
            }
        }
        setSending(false)
        setMade(done)
        setFaults(refused)
        await queries.invalidateQueries()
    }

    return { chosen, shipments, picks, faults, made, sent, isSending, choose, leaveOut, ofSource, send }
}
