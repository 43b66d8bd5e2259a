import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { get, Problem, put, said } from '../api/client'
import { today } from '../address'
import { readDate } from '../capture/dates'
import type { Fault } from '../counter/form'
import type { Draft } from '../offline/database'
import { dropDraft, newDraft, openDraft, useSaving } from '../offline/drafts'
import { session } from '../session/session'
import {
    bodyOf,
    controlOf,
    emptyForm,
    emptyLine,
    faultsOf,
    fieldId,
    isTouched,
    isUnusual,
    quantityOf,
    unusualText,
    writtenOf,
    type Form,
    type Line,
} from './form'

type OrderDraft = Draft & { form: Form }

/** Days and promises of an order are read as in the capital. */
const zone = 'America/Mexico_City'

export function promisedOf(form: Form): string | null {
    if (form.promised.trim() === '') return null
    const read = readDate(form.promised, { now: new Date(), zone, toward: 'future' })
    return read.ok ? read.value : null
}

const focus = (id: string) => {
    document.getElementById(id)?.focus()
}

/** The order that is being written: its draft on this device, its keys, and its way to the service. */
export function useOrderForm() {
    const user = session.me!.name
    const scope = session.shown?.state ?? 'MX'
    const [draft, setDraft] = useState<OrderDraft | null>(null)
    const [faults, setFaults] = useState<readonly Fault[]>([])
    const [isBusy, setBusy] = useState(false)
    const [, go] = useLocation()
    const queries = useQueryClient()
    /** Pieces a month of each clave at the destination, as far as its lines have heard of them. */
    const monthly = useRef(new Map<string, number | null>())

    useEffect(() => {
        let isOver = false
        void openDraft<Form>('order', user, scope, emptyForm).then(found => {
            if (!isOver) setDraft(found)
        })
        return () => {
            isOver = true
        }
    }, [user, scope])
    const savedAt = useSaving(draft, '', draft !== null && isTouched(draft.form))

    const change = useCallback((changes: Partial<Form>) => {
        setDraft(old => old && { ...old, form: { ...old.form, ...changes } })
    }, [])
    const changeLine = useCallback((key: string, changes: Partial<Line>) => {
        setDraft(
            old =>
                old && {
                    ...old,
                    form: { ...old.form, lines: old.form.lines.map(x => (x.key === key ? { ...x, ...changes } : x)) },
                },
        )
    }, [])
    const removeLine = (key: string) => {
        setDraft(old => {
            if (!old) return old
            const left = old.form.lines.filter(x => x.key !== key)
            return { ...old, form: { ...old.form, lines: left.length > 0 ? left : [emptyLine()] } }
        })
    }

    /** To a field of the line, or to the next line, which is made on demand. */
    const goTo = (key: string, part: 'quantity' | 'next' | 'save') => {
        let target = 'emitir'
        const added = emptyLine()
        flushSync(() => {
            setDraft(old => {
                if (!old || part === 'save') return old
                const { lines } = old.form
                const at = lines.findIndex(x => x.key === key)
                if (part === 'quantity') {
                    target = fieldId(lines[at]!, 'quantity')
                    return old
                }
                const next = lines[at + 1]
                target = fieldId(next ?? added, 'clave')
                return next ? old : { ...old, form: { ...old.form, lines: [...lines, added] } }
            })
        })
        focus(target)
    }

    /** Enter in a quantity: what is far over the usual is asked about first, and a second Enter means it. */
    const afterQuantity = (line: Line) => {
        if (isUnusual(line, monthly.current.get(line.clave ?? ''))) changeLine(line.key, { asked: quantityOf(line) })
        else goTo(line.key, 'next')
    }

    const unusual = (form: Form): Fault[] =>
        writtenOf(form)
            .filter(x => isUnusual(x, monthly.current.get(x.clave ?? '')))
            .map(x => ({
                field: fieldId(x, 'quantity'),
                text: `${unusualText(x, monthly.current.get(x.clave!)!)} Si así es, emita otra vez.`,
            }))

    const save = async () => {
        if (!draft || isBusy) return
        const { form } = draft
        const promisedOn = promisedOf(form)
        const found = faultsOf(form, promisedOn)
        const asked = found.length > 0 ? [] : unusual(form)
        for (const x of writtenOf(form))
            if (asked.some(y => y.field === fieldId(x, 'quantity'))) changeLine(x.key, { asked: quantityOf(x) })
        setFaults([...found, ...asked])
        if (found.length + asked.length > 0) return
        setBusy(true)
        const issuedOn = form.sentOn ?? today()
        try {
            const state = session.shown?.state ?? (await stateOf(form.destination!))
            await put('PUT', `/orders/supply-orders/${draft.id}`, bodyOf(form, state, issuedOn, promisedOn))
            await dropDraft(draft.id)
            void queries.invalidateQueries()
            go(`/ordenes/${draft.id}`)
        } catch (why) {
            const isUnanswered = why instanceof Problem && why.isTransient
            change({ sentOn: isUnanswered ? issuedOn : null })
            const field = why instanceof Problem && !isUnanswered ? controlOf(why.field, form) : 'emitir'
            setFaults([{ field, text: said(why) }])
            // What is left may have changed since it was read.
            void queries.invalidateQueries({ queryKey: ['/orders/awards'] })
        } finally {
            setBusy(false)
        }
    }

    const discard = () => {
        if (!draft) return
        void dropDraft(draft.id)
        void newDraft<Form>('order', user, scope, emptyForm()).then(next => {
            flushSync(() => {
                setDraft(next)
                setFaults([])
            })
            focus('destino')
        })
    }

    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !event.ctrlKey) return
        event.preventDefault()
        void save()
    }

    return {
        draft,
        faults,
        savedAt,
        isBusy,
        monthly: monthly.current,
        change,
        changeLine,
        removeLine,
        goTo,
        afterQuantity,
        save,
        discard,
        onKeyDown,
    }
}

/** Central supply issues for any state: that of the destination, by its code. */
async function stateOf(destination: string): Promise<string> {
    const found = await get<{ items: { code: string; state: string }[] }>('/catalog/facilities', { q: destination, limit: 10 })
    return found.items.find(x => x.code === destination)?.state ?? destination.slice(4, 6)
}

export type OrderForm = ReturnType<typeof useOrderForm>
