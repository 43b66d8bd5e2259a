import { useEffect, useRef, useState } from 'react'
import { device, type Draft, type DraftKind } from './database'
import { newId } from './ids'
import { holdPatient } from './patient'

const saveAfter = 150
/** What is held until this tab closes, so that two tabs do not write on one draft. */
const held = new Set<string>()

/** Takes a draft for this tab; false where another tab has it. */
function hold(id: string): Promise<boolean> {
    if (!isSecureContext) return Promise.resolve(true) // without https browsers have no locks: whoever opens two tabs shares a draft
    return new Promise(resolve => {
        void navigator.locks.request(`abasto.borrador.${id}`, { ifAvailable: true }, lock => {
            resolve(lock !== null)
            if (!lock) return Promise.resolve()
            held.add(id)
            return new Promise<void>(() => {}) // until the tab ends
        })
    })
}

/**
 * The newest draft of this person and unit that no other tab has; a new one where there is none.
 * @param fits Of the drafts of the kind those that are meant: a reception is that of one shipment.
 */
export async function openDraft<T>(
    kind: DraftKind,
    user: string,
    facility: string,
    empty: () => T,
    fits: (form: T) => boolean = () => true,
): Promise<Draft & { form: T }> {
    const all = await (await device()).getAll('drafts')
    const own = all.filter(x => x.kind === kind && x.user === user && x.facility === facility && fits(x.form as T))
    for (const draft of own.toSorted((a, b) => b.at.localeCompare(a.at)))
        if (held.has(draft.id) || (await hold(draft.id))) return draft as Draft & { form: T }
    return newDraft(kind, user, facility, empty())
}

export async function newDraft<T>(kind: DraftKind, user: string, facility: string, form: T, id = newId()) {
    await hold(id)
    return { id, kind, user, facility, at: new Date().toISOString(), form }
}

/** Thrown away by the person: a save that was under way must not bring it back. */
const thrownAway = new Set<string>()

/** Not of one that was recorded meanwhile. */
export async function saveDraft(draft: Draft) {
    if (thrownAway.has(draft.id)) return
    const change = (await device()).transaction(['drafts', 'unsent', 'answered'], 'readwrite')
    const isRecorded =
        (await change.objectStore('unsent').getKey(draft.id)) ?? (await change.objectStore('answered').getKey(draft.id))
    if (!isRecorded && !thrownAway.has(draft.id)) await change.objectStore('drafts').put(draft)
    await change.done
}

export async function dropDraft(id: string) {
    thrownAway.add(id)
    await (await device()).delete('drafts', id)
}

/** The person wants it back. */
export const takeDraftBack = (id: string) => thrownAway.delete(id)

/**
 * Keeps a form on this device 150 ms after its last change, and at once when the page is hidden. When it was last saved: null, not yet.
 * Nothing is kept of a form that nobody has typed into; the patient's reference is kept as this device's key makes it.
 */
export function useSaving(draft: Draft | null, patient: string, isTouched: boolean): Date | null {
    const [savedAt, setSavedAt] = useState<Date | null>(null)
    const latest = useRef({ draft, patient, isTouched })
    latest.current = { draft, patient, isTouched }
    useEffect(() => {
        const save = async () => {
            const { draft, patient, isTouched } = latest.current
            if (!draft || !isTouched) return
            const heldPatient = await holdPatient(patient)
            // Saved, discarded or replaced while the patient was being sealed: it must not come back.
            if (latest.current.draft?.id !== draft.id) return
            await saveDraft({ ...draft, heldPatient, at: new Date().toISOString() })
            setSavedAt(new Date())
        }
        setSavedAt(null)
        const timer = setTimeout(() => void save(), saveAfter)
        const hide = () => {
            if (document.visibilityState === 'hidden') void save()
        }
        document.addEventListener('visibilitychange', hide)
        return () => {
            clearTimeout(timer)
            document.removeEventListener('visibilitychange', hide)
        }
    }, [draft, patient, isTouched])
    return savedAt
}
