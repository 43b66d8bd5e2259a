import { useRef, useState } from 'react'
import { pieces } from '../format'

/** So many times what a unit uses in a month is asked for once more. */
const unusual = 10

/** What is asked before so many pieces are taken as meant; null: they are usual, or nothing is known. */
export function questionOf(
    count: number | null,
    { monthly, sent }: { monthly?: number | undefined; sent?: number },
): string | null {
    if (count === null) return null
    if (sent !== undefined && count > sent) return `¿${pieces(count)}? Se enviaron ${pieces(sent)}.`
    if (monthly !== undefined && count > unusual * monthly) return `¿${pieces(count)}? Lo usual son ${pieces(monthly)} al mes.`
    return null
}

/** The question that a form has open; a quantity is asked about once, Enter again accepts it. */
export function useQuestions() {
    const accepted = useRef(new Map<string, number>())
    const [open, setOpen] = useState<{ field: string; text: string } | null>(null)
    /** False: it is asked first. */
    const takes = (field: string, count: number | null, question: string | null): boolean => {
        if (question === null || count === null || accepted.current.get(field) === count) {
            setOpen(old => (old?.field === field ? null : old))
            return true
        }
        accepted.current.set(field, count)
        setOpen({ field, text: `${question} Intro otra vez la acepta.` })
        document.getElementById(field)?.focus()
        return false
    }
    return { open, takes }
}
export type Questions = ReturnType<typeof useQuestions>
