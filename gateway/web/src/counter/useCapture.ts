import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { readDate } from '../capture/dates'
import { piecesOf } from '../capture/quantity'
import { clock } from '../offline/clock'
import type { Draft, Recorded } from '../offline/database'
import { dropDraft, newDraft, openDraft, takeDraftBack, useSaving } from '../offline/drafts'
import * as device from '../offline/unsent'
import { readHeldPatient, sealPatient } from '../offline/patient'
import { sendNow } from '../offline/sender'
import { session } from '../session/session'
import { questionOf, useQuestions } from '../stock/questions'
import type { Claves } from './claves'
import type { Box } from './useScanner'
import {
    bodyOf,
    controlOf,
    datesOf,
    emptyForm,
    emptyLine,
    faultsOf,
    fieldId,
    isBlank,
    isTouched,
    summaryOf,
    takenOf,
    type Fault,
    type Form,
    type Line,
} from './form'

type CounterDraft = Draft & { form: Form }
export type Capture = ReturnType<typeof useCapture>

/** With a clock that is wrong by more, the service would hold the prescription: the person states day and hour. */
const doubtful = 24 * 3600_000
const undoFor = 10_000
const hourAsked = 'El reloj de este equipo no es de fiar: escriba el día y la hora en que se presentó, como «hoy 11:05».'

/** The prescription that is being written: its draft on this device, its keys, and its way to the unsent. */
export function useCapture(facility: string, zone: string, claves: Claves) {
    const user = session.me!.name
    const [draft, setDraft] = useState<CounterDraft | null>(null)
    const [patient, setPatient] = useState('')
    const [faults, setFaults] = useState<readonly Fault[]>([])
    const [said, setSaid] = useState('')
    const [discarded, setDiscarded] = useState<{ draft: CounterDraft; patient: string } | null>(null)
    const escapes = useRef(0)
    const isSaving = useRef(false)
    const questions = useQuestions()
    /** False: so many pieces are out of the usual, and the person is asked first. */
    const isMeant = (line: Line) => {
        const count = piecesOf(line.prescribed)
        const monthly = line.clave === null ? undefined : claves.describe(line.clave).monthly
        return questions.takes(fieldId(line, 'prescribed'), count, questionOf(count, { monthly }))
    }

    const show = useCallback((next: CounterDraft, itsPatient = '') => {
        setDraft(next)
        setPatient(itsPatient)
        setFaults([])
    }, [])

    useEffect(() => {
        let isOver = false
        void openDraft<Form>('prescription', user, facility, emptyForm).then(async found => {
            const itsPatient = await readHeldPatient(found.heldPatient)
            if (!isOver) show(found, itsPatient)
        })
        return () => {
            isOver = true
        }
    }, [user, facility, show])

    const savedAt = useSaving(draft, patient, draft !== null && (isTouched(draft.form) || patient !== ''))

    const change = (changes: Partial<Form>) => {
        setDraft(old => old && { ...old, form: { ...old.form, ...changes } })
    }
    const changeLines = (to: (lines: Line[]) => Line[]) => {
        setDraft(old => old && { ...old, form: { ...old.form, lines: to(old.form.lines) } })
    }
    const changeLine = (key: string, changes: Partial<Line>) => {
        changeLines(lines => lines.map(x => (x.key === key ? { ...x, ...changes } : x)))
    }
    const removeLine = (key: string) => {
        changeLines(lines => {
            const left = lines.filter(x => x.key !== key && x.substituteFor !== key)
            return left.length > 0 ? left : [emptyLine()]
        })
    }

    /** What comes in a file of its own may be a moment away: up to a second. */
    const focus = (id: string, frames = 60) => {
        const found = document.getElementById(id)
        if (found) found.focus()
        else if (frames > 0) requestAnimationFrame(() => focus(id, frames - 1))
    }
    /** Moves to another field of the line, or to the next line, which is made on demand. */
    const go = (key: string, part: 'clave' | 'prescribed' | 'dispensed' | 'reason' | 'next' | 'save') => {
        let target = ''
        const added = emptyLine()
        flushSync(() => {
            setDraft(old => {
                if (!old) return old
                const { lines } = old.form
                const at = lines.findIndex(x => x.key === key)
                if (part === 'save') target = 'guardar'
                else if (part !== 'next') target = fieldId(lines[at]!, part)
                else {
                    const next = lines.slice(at + 1).find(x => x.clave === null || x.substituteFor === null)
                    if (next) target = fieldId(next, 'clave')
                    else {
                        target = fieldId(added, 'clave')
                        return { ...old, form: { ...old.form, lines: [...lines, added] } }
                    }
                }
                return old
            })
        })
        focus(target)
    }

    /** Alt+S: a line under its parent that stands in for it. Alt+L: the lots of a line. */
    const addTo = (key: string, what: 'substitute' | 'lots') => {
        const line = draft?.form.lines.find(x => x.key === key)
        if (!line) return
        if (what === 'lots') {
            flushSync(() => {
                if (line.lots.length === 0) {
                    const first = line.clave === null ? undefined : claves.describe(line.clave).lots[0]
                    changeLine(key, { lots: [{ lot: first?.lot ?? '', pieces: line.dispensed || line.prescribed }] })
                }
            })
            focus(fieldId(line, 'lots'))
            return
        }
        const parent = line.substituteFor ?? line.key
        const added = emptyLine(parent)
        flushSync(() => {
            changeLines(lines => {
                const last = lines.findLastIndex(x => x.key === parent || x.substituteFor === parent)
                return lines.toSpliced(last + 1, 0, added)
            })
        })
        focus(fieldId(added, 'clave'))
    }

    /** A box from the scanner: a new line, or its lot to the line that has its clave already. */
    const takeBox = ({ clave, lot }: Box) => {
        let target = ''
        const added = emptyLine()
        flushSync(() => {
            setDraft(old => {
                if (!old) return old
                const { lines } = old.form
                const same = lines.find(x => x.clave === clave)
                if (same) {
                    target = fieldId(same, 'dispensed')
                    const isNew = lot !== null && !same.lots.some(x => x.lot === lot)
                    return isNew ? withLine(old, same.key, { lots: [...same.lots, { lot, pieces: '' }] }) : old
                }
                const blank = lines.find(isBlank) ?? added
                target = fieldId(blank, 'prescribed')
                const taken = { text: clave, clave, lots: lot === null ? [] : [{ lot, pieces: '' }] }
                const all = lines.includes(blank) ? old : { ...old, form: { ...old.form, lines: [...lines, blank] } }
                return withLine(all, blank.key, taken)
            })
        })
        focus(target)
    }

    const dayOf = (text: string) => {
        const read = readDate(text, { now: new Date(clock.now()), zone })
        return read.ok ? read.value : null
    }
    const save = async () => {
        if (!draft || isSaving.current) return
        const { form } = draft
        const dates = datesOf(form, zone, dayOf)
        const found = faultsOf(form, dates)
        if (form.presented.trim() === '' && Math.abs(clock.offset ?? 0) > doubtful)
            found.push({ field: 'presentada', text: hourAsked })
        setFaults(found)
        if (found.length > 0 || 'field' in dates) return
        if (!form.lines.every(x => isBlank(x) || isMeant(x))) return
        isSaving.current = true
        try {
            const stated = dates.presentedAt
            const row: Recorded = {
                id: draft.id,
                kind: 'prescription',
                title: form.folio.trim() || 'sin folio',
                summary: summaryOf(form),
                path: `/dispensing/prescriptions/${draft.id}`,
                body: { ...bodyOf(form, facility, dates), presentedAt: stated === null ? null : new Date(stated).toISOString() },
                ...(patient === '' && draft.sealedPatient !== undefined
                    ? { sealedPatient: draft.sealedPatient }
                    : await sealPatient(patient, draft.id)),
                rawAt: stated ?? Date.now(),
                clockOffset: clock.offset,
                instantField: 'presentedAt',
                isCorrected: stated !== null, // who states an hour reads it from a wall, not from this clock
                user,
                facility,
                tries: 0,
                state: 'waiting',
                taken: takenOf(form),
                form,
            }
            await device.record(row)
            const next = await newDraft<Form>('prescription', user, facility, emptyForm(form.service))
            flushSync(() => {
                show(next)
                setSaid(`${row.title} guardada: ${row.summary}.`)
            })
            focus('folio')
            sendNow()
        } catch (why) {
            setFaults([{ field: 'guardar', text: `No se pudo guardar en este equipo: ${String(why)}` }])
        } finally {
            isSaving.current = false
        }
    }

    const restore = () => {
        if (!discarded) return
        takeDraftBack(discarded.draft.id)
        show(discarded.draft, discarded.patient)
        setDiscarded(null)
    }
    /** Empties the form; for ten seconds it can be had back. */
    const discard = () => {
        if (!draft || !(isTouched(draft.form) || patient !== '')) return
        const gone = { draft, patient }
        setDiscarded(gone)
        setTimeout(() => {
            setDiscarded(now => (now === gone ? null : now))
        }, undoFor)
        void dropDraft(draft.id)
        void newDraft<Form>('prescription', user, facility, emptyForm(draft.form.service)).then(next => {
            show(next)
        })
    }

    const open = async (found: Awaited<ReturnType<typeof device.takeBack>>) => {
        if (!found) return false
        const form = found.form as Form
        show({ ...found, form }, await readHeldPatient(found.heldPatient))
        if (found.refusal) setFaults([{ field: controlOf(found.refusal.field, form) ?? 'folio', text: found.refusal.detail }])
        return true
    }
    /** The last that was saved here comes back as a draft, if it was not sent yet. */
    const takeBack = async () => {
        const last = unsentOf(facility).findLast(x => x.state === 'waiting' && x.kind === 'prescription')
        if (!last || !(await open(await device.takeBack(last.id))))
            setSaid('La última ya se envió: si está mal, anúlela desde su página.')
    }
    /** A refused one under the same id, with the fault that the service found. */
    const correct = async (id: string) => {
        await open(await device.takeBack(id))
    }

    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key !== 'Escape') escapes.current = 0
        const key = lineOf(event.target)
        if (event.key === 'Enter' && event.ctrlKey) {
            event.preventDefault()
            void save()
        } else if (event.key === 'Escape' && ++escapes.current === 2) {
            escapes.current = 0
            discard()
        } else if (event.altKey && event.code === 'KeyS' && key) {
            event.preventDefault()
            addTo(key, 'substitute')
        } else if (event.altKey && event.code === 'KeyL' && key) {
            event.preventDefault()
            addTo(key, 'lots')
        } else if (event.altKey && event.code === 'KeyZ') {
            event.preventDefault()
            void takeBack()
        }
    }

    return {
        draft,
        zone,
        patient,
        setPatient,
        faults,
        questions,
        isMeant,
        said,
        savedAt,
        discarded,
        firstClave: draft ? fieldId(draft.form.lines.find(isBlank) ?? draft.form.lines[0]!, 'clave') : '',
        change,
        changeLine,
        removeLine,
        go,
        save,
        discard,
        restore,
        takeBack,
        takeBox,
        correct,
        onKeyDown,
    }
}

const withLine = (draft: CounterDraft, key: string, changes: Partial<Line>): CounterDraft => ({
    ...draft,
    form: { ...draft.form, lines: draft.form.lines.map(x => (x.key === key ? { ...x, ...changes } : x)) },
})
const unsentOf = (facility: string) => device.unsent.rows.filter(x => x.facility === facility)
const lineOf = (target: EventTarget) => /^linea-(.{36})-/.exec((target as HTMLElement).id)?.[1]
