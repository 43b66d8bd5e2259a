import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { useQueryClient } from '@tanstack/react-query'
import { get, Problem, put, said } from '../api/client'
import type { Order, OrderItem, Page, Receipt } from '../api/models'
import { useRead } from '../api/queries'
import type { Fault } from '../counter/form'
import { clock } from '../offline/clock'
import type { Draft } from '../offline/database'
import { dropDraft, newDraft, openDraft, useSaving } from '../offline/drafts'
import { newId } from '../offline/ids'
import { dayAt } from '../offline/zone'
import { session } from '../session/session'
import {
    bodyOf,
    emptyForm,
    emptyLine,
    faultsOf,
    fieldId,
    isTouched,
    question,
    withBox,
    withOrder,
    type Part,
    type ReceiptForm,
    type ReceiptLine,
    type ScannedBox,
} from './receipt'

type ReceiptDraft = Draft & { form: ReceiptForm }
export type ReceiptEntry = ReturnType<typeof useReceipt>

const focus = (id: string) => {
    document.getElementById(id)?.focus()
}

/** The supplier's goods that are being taken in: a draft on this device until the service has them. */
export function useReceipt(facility: string, zone: string) {
    const user = session.me!.name
    const [draft, setDraft] = useState<ReceiptDraft | null>(null)
    const [faults, setFaults] = useState<readonly Fault[]>([])
    const [asked, setAsked] = useState<{ field: string; text: string } | null>(null)
    const [made, setMade] = useState<Receipt | null>(null)
    const isSaving = useRef(false)
    const queries = useQueryClient()

    useEffect(() => {
        let isOver = false
        void openDraft<ReceiptForm>('receipt', user, facility, emptyForm).then(found => {
            if (!isOver) setDraft(found)
        })
        return () => {
            isOver = true
        }
    }, [user, facility])
    const savedAt = useSaving(draft, '', draft !== null && isTouched(draft.form))

    // Open orders to here; those of warehouses come by shipment.
    const open = useRead<Page<OrderItem>>('/orders/supply-orders', { destination: facility, sort: 'priority', limit: 500 })
    const expected = (open.data?.items ?? []).filter(x => x.source.kind === 'supplier' && x.status !== 'issued')
    const orderId = draft?.form.order ?? null
    const read = useRead<Order>(
        `/orders/supply-orders/${orderId ?? ''}`,
        {},
        { enabled: orderId !== null, refetchInterval: false },
    )
    const order = orderId !== null && read.data?.id === orderId ? read.data : null

    const change = (to: (form: ReceiptForm) => ReceiptForm) => {
        setDraft(old => old && { ...old, form: to(old.form) })
    }
    const changeLine = (key: string, changes: Partial<ReceiptLine>) => {
        change(form => ({ ...form, lines: form.lines.map(x => (x.key === key ? { ...x, ...changes } : x)) }))
    }
    const removeLine = (key: string) => {
        change(form => {
            const left = form.lines.filter(x => x.key !== key)
            return { ...form, lines: left.length > 0 ? left : [emptyLine()] }
        })
    }

    const settings = () => ({ now: new Date(clock.now()), zone })

    /** By its number, as it is read aloud, or any part of it that one order alone has. */
    const chooseOrder = async (text: string) => {
        const said = text.trim().toUpperCase()
        const digits = said.replace(/^OS/, '').replace(/[^0-9]/g, '')
        const found = expected.filter(
            x => x.number === said || (digits !== '' && x.number?.replace(/[^0-9]/g, '').endsWith(digits)),
        )
        if (found.length !== 1) {
            change(form => ({ ...form, order: null }))
            if (said !== '') setFaults([{ field: 'orden', text: noOrder(text, found.length) }])
            return false
        }
        const chosen = await get<Order>(`/orders/supply-orders/${found[0]!.id}`)
        setFaults([])
        change(form => withOrder(form, chosen))
        return true
    }

    /** To another field of the line, or to the next line, which is made on demand. */
    const go = (key: string, part: Part | 'next') => {
        let target = ''
        const added = emptyLine()
        flushSync(() => {
            change(form => {
                const at = form.lines.findIndex(x => x.key === key)
                if (part !== 'next') target = fieldId(form.lines[at]!, part)
                else {
                    const next = form.lines[at + 1]
                    target = fieldId(next ?? added, next?.clave ? 'lot' : 'clave')
                    if (!next) return { ...form, lines: [...form.lines, added] }
                }
                return form
            })
        })
        focus(target)
    }

    /** Pieces are typed: on, unless they are more than the order waits for and nobody has confirmed it. */
    const afterPieces = (line: ReceiptLine) => {
        if (!draft) return
        const text = question(draft.form, line, order)
        const field = fieldId(line, 'pieces')
        if (text && asked?.field !== field) {
            setAsked({ field, text })
            return
        }
        if (text) changeLine(line.key, { confirmed: line.pieces })
        setAsked(null)
        go(line.key, 'next')
    }

    /** Another lot of the clave, under its line. */
    const addLot = (line: ReceiptLine) => {
        const added = emptyLine(line.clave)
        flushSync(() => {
            change(form => ({ ...form, lines: form.lines.flatMap(x => (x.key === line.key ? [x, added] : [x])) }))
        })
        focus(fieldId(added, line.clave ? 'lot' : 'clave'))
    }

    const takeBox = (box: ScannedBox) => {
        let target = ''
        flushSync(() => {
            change(form => {
                const taken = withBox(form, box)
                target = taken.field
                return taken.form
            })
        })
        focus(target)
    }

    const save = async () => {
        if (!draft || isSaving.current) return
        const wrong = faultsOf(draft.form, order, settings())
        setFaults(wrong)
        if (wrong.length > 0) return
        isSaving.current = true
        try {
            const body = bodyOf(draft.form, facility, order, settings(), dayAt(clock.now(), zone))
            const receipt = await put<Receipt>('PUT', `/inventory/receipts/${draft.id}`, body)
            await dropDraft(draft.id)
            setMade(receipt)
            setAsked(null)
            setDraft(await newDraft('receipt', user, facility, emptyForm()))
            await queries.invalidateQueries()
        } catch (why) {
            setFaults([{ field: fieldOf(why, draft.form), text: said(why) }])
            // Stored before with other lines: what is sent now is another receipt.
            if (why instanceof Problem && why.code.endsWith('.id-reused')) {
                await dropDraft(draft.id)
                setDraft(await newDraft('receipt', user, facility, draft.form, newId()))
            }
        } finally {
            isSaving.current = false
        }
    }
    const discard = async () => {
        if (!draft) return
        await dropDraft(draft.id)
        setFaults([])
        setAsked(null)
        setDraft(await newDraft('receipt', user, facility, emptyForm()))
    }

    const onKeyDown = (event: KeyboardEvent) => {
        const key = /^entrada-(.{36})-/.exec((event.target as HTMLElement).id)?.[1]
        const line = draft?.form.lines.find(x => x.key === key)
        if (event.key === 'Enter' && event.ctrlKey) {
            event.preventDefault()
            void save()
        } else if (event.altKey && event.code === 'KeyL' && line) {
            event.preventDefault()
            addLot(line)
        }
    }
    return {
        draft,
        faults,
        asked,
        made,
        savedAt,
        order,
        expected,
        change,
        changeLine,
        removeLine,
        chooseOrder,
        go,
        afterPieces,
        addLot,
        takeBox,
        save,
        discard,
        onKeyDown,
    }
}

const noOrder = (text: string, found: number) =>
    found === 0
        ? `Ninguna orden de proveedor por llegar aquí tiene el número «${text.trim()}».`
        : `${found} órdenes terminan en «${text.trim()}»: escriba más del número.`

const parts: Record<string, Part> = { clave: 'clave', lot: 'lot', expiresOn: 'expires', quantity: 'pieces', award: 'clave' }
const heads: Record<string, string> = { supplier: 'proveedor', receivedOn: 'fecha', fundingSource: 'fuente' }

/** The control that a refusal is about. */
function fieldOf(why: unknown, form: ReceiptForm): string {
    const field = why instanceof Problem ? (why.field ?? '') : ''
    const at = /^lines\[(\d+)](?:\.(\w+))?/.exec(field)
    const sent = form.lines.filter(x => x.lot.trim() !== '' || x.pieces.trim() !== '' || x.expires.trim() !== '')
    const line = at && sent[Number(at[1])]
    return line ? fieldId(line, parts[at[2] ?? ''] ?? 'clave') : (heads[field] ?? 'proveedor')
}
