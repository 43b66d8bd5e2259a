import { useEffect, useRef, useState } from 'react'
import type { Fault } from '../counter/form'
import type { Draft, Kind, Recorded } from '../offline/database'
import { recordDocument } from '../offline/documents'
import { dropDraft, newDraft, openDraft, takeDraftBack, useSaving } from '../offline/drafts'
import { session } from '../session/session'

interface Settings<T> {
    kind: Kind
    facility: string
    empty: () => T
    /** Of the drafts of the kind those that are meant. */
    fits?: (form: T) => boolean
    isTouched: (form: T) => boolean
    /** The control of the form that a refusal's field (`lines[1].lot`) is about; null: none. */
    controlOf: (field: string | null, form: T) => string | null
}

type What = Pick<Recorded, 'title' | 'summary' | 'path' | 'body'> &
    Partial<Pick<Recorded, 'taken' | 'instantField' | 'rawAt' | 'isCorrected' | 'zone'>>

/** Milliseconds. */
const undoFor = 10_000

/** A document of stock that is being written: its draft on this device from the first character on, and its way to the unsent. */
export function useDocument<T>(settings: Settings<T>) {
    const { kind, facility } = settings
    const user = session.me!.name
    const [draft, setDraft] = useState<(Draft & { form: T }) | null>(null)
    const [faults, setFaults] = useState<readonly Fault[]>([])
    const [discarded, setDiscarded] = useState<(Draft & { form: T }) | null>(null)
    const isSaving = useRef(false)
    const latest = useRef(settings)
    latest.current = settings

    useEffect(() => {
        let isOver = false
        const { empty, fits, controlOf } = latest.current
        void openDraft<T>(kind, user, facility, empty, fits).then(found => {
            if (isOver) return
            setDraft(found)
            if (found.refusal)
                setFaults([{ field: controlOf(found.refusal.field, found.form) ?? 'guardar', text: found.refusal.detail }])
        })
        return () => {
            isOver = true
        }
    }, [kind, user, facility])

    const savedAt = useSaving(draft, '', draft !== null && settings.isTouched(draft.form))

    const change = (to: (form: T) => T) => {
        setDraft(old => old && { ...old, form: to(old.form) })
    }

    const begin = async () => {
        setDraft(await newDraft(kind, user, facility, settings.empty()))
    }

    /** False: it could not be kept on this device, and says so. */
    const record = async (what: What): Promise<boolean> => {
        if (!draft || isSaving.current) return false
        isSaving.current = true
        try {
            await recordDocument({ ...what, id: draft.id, kind, facility, form: draft.form })
            setFaults([])
            await begin()
            return true
        } catch (why) {
            setFaults([{ field: 'guardar', text: `No se pudo guardar en este equipo: ${String(why)}` }])
            return false
        } finally {
            isSaving.current = false
        }
    }

    /** Empties the form; for ten seconds it can be had back. */
    const discard = () => {
        if (!draft || !settings.isTouched(draft.form)) return
        setDiscarded(draft)
        setTimeout(() => {
            setDiscarded(now => (now === draft ? null : now))
        }, undoFor)
        void dropDraft(draft.id)
        setFaults([])
        void begin()
    }
    /** It was sent otherwise: its draft has done its work. */
    const finish = async () => {
        if (draft) await dropDraft(draft.id)
    }
    const restore = () => {
        if (!discarded) return
        takeDraftBack(discarded.id)
        setDraft(discarded)
        setDiscarded(null)
    }

    return {
        form: draft?.form ?? null,
        id: draft?.id ?? '',
        faults,
        setFaults,
        savedAt,
        change,
        record,
        discard,
        finish,
        restore: discarded ? restore : null,
    }
}
