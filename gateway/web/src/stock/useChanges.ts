import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { readDate } from '../capture/dates'
import { piecesOf } from '../capture/quantity'
import { clavesOf } from '../counter/claves'
import { clock } from '../offline/clock'
import type { Kind } from '../offline/database'
import { usePack } from '../offline/pack'
import { unsent } from '../offline/unsent'
import { session } from '../session/session'
import { controlOf, emptyForm, emptyLine, fieldId, isTouched, type Form, type Line } from './changes'
import { lotsHere } from './lots'
import { questionOf, useQuestions } from './questions'
import { useDocument } from './useDocument'

/** Lines about lots of a unit that are being written: of an adjustment, or of an internal move. */
export function useChanges(kind: Kind, facility: string) {
    const { pack } = usePack(facility)
    const rows = useSyncExternalStore(unsent.watch, () => unsent.rows)
    const zone = pack?.place.timeZone ?? session.shown?.zone ?? 'America/Mexico_City'
    const claves = useMemo(() => clavesOf(pack, facility), [pack, facility, rows])
    const lots = useMemo(() => lotsHere(pack?.lots ?? [], rows, facility), [pack, rows, facility])
    const document_ = useDocument<Form>({ kind, facility, empty: emptyForm, isTouched, controlOf })
    const questions = useQuestions()
    const { form, change } = document_
    const began = useRef('')
    useEffect(() => {
        if (!form || began.current === document_.id) return
        began.current = document_.id
        if (document_.faults.length === 0) focus(fieldId(form.lines[0]!, 'clave'))
    })

    const focus = (id: string) => document.getElementById(id)?.focus()
    const now = { now: new Date(clock.now()), zone }
    const dayOf = (text: string) => {
        const read = readDate(text, now)
        return read.ok ? read.value : null
    }
    const expiryOf = (text: string) => {
        const read = readDate(text, { ...now, toward: 'future' })
        return read.ok ? read.value : null
    }
    const setLine = (key: string, changes: Partial<Line>) => {
        change(old => ({ ...old, lines: old.lines.map(x => (x.key === key ? { ...x, ...changes } : x)) }))
    }
    const removeLine = (key: string) => {
        change(old => {
            const left = old.lines.filter(x => x.key !== key)
            return { ...old, lines: left.length > 0 ? left : [emptyLine()] }
        })
    }
    /** To the next line, which is made on demand, or to the button. */
    const leave = (key: string, where: 'next' | 'save') => {
        if (!form || where === 'save') return focus('guardar')
        const next = form.lines[form.lines.findIndex(x => x.key === key) + 1]
        const added = next ?? emptyLine()
        if (!next)
            flushSync(() => {
                change(old => ({ ...old, lines: [...old.lines, added] }))
            })
        focus(fieldId(added, 'clave'))
    }
    /** Asks where the pieces are out of the usual. */
    const afterQuantity = (x: Line) => {
        const count = piecesOf(x.quantity)
        return questions.takes(fieldId(x, 'quantity'), count, questionOf(count, { monthly: pack?.monthly?.[x.clave ?? ''] }))
    }
    return {
        document: document_,
        form,
        pack,
        claves,
        lots,
        zone,
        questions,
        dayOf,
        expiryOf,
        setLine,
        removeLine,
        leave,
        afterQuantity,
    }
}
export type Changes = ReturnType<typeof useChanges>
