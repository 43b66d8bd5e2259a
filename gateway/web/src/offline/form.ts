import { useCallback, useEffect, useState } from 'react'
import { session } from '../session/session'
import type { Draft, Kind } from './database'
import { dropDraft, newDraft, openDraft, useSaving } from './drafts'

/** A form that lives on this device from its first character until it is sent. Null: not read yet. */
export function useForm<T>(kind: Kind, place: string, empty: T) {
    const user = session.me!.name
    const [draft, setDraft] = useState<(Draft & { form: T }) | null>(null)
    const [isTouched, setTouched] = useState(false)
    useEffect(() => {
        let isOver = false
        setDraft(null)
        setTouched(false)
        void openDraft<T>(kind, user, place, () => empty).then(found => {
            if (!isOver) setDraft(found)
        })
        return () => {
            isOver = true
        }
    }, [kind, user, place]) // what is empty is the same for each
    const savedAt = useSaving(draft, '', isTouched)
    const change = useCallback((to: (form: T) => T) => {
        setTouched(true)
        setDraft(old => old && { ...old, form: to(old.form) })
    }, [])
    /** Sent, or thrown away by the person: the next begins empty. */
    const end = async () => {
        if (draft) await dropDraft(draft.id)
        setTouched(false)
        setDraft(await newDraft(kind, user, place, empty))
    }
    return { form: draft?.form ?? null, change, end, savedAt }
}
