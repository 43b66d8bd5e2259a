import { useCallback, useEffect, useRef, useState } from 'react'

/**
 * The fields of a table's lines: Tab enters one line, Enter goes to the next, from the last one of the page to the next page.
 * @param keys of the lines on the page.
 * @param next turns to the next page; null: it is the last.
 */
export function useRows(keys: readonly string[], fieldOf: (key: string) => string, next: (() => void) | null) {
    const [active, setActive] = useState<string | null>(null)
    const isTurning = useRef(false)
    const now = useRef({ keys, next })
    now.current = { keys, next }
    const first = keys[0] ?? ''
    useEffect(() => {
        if (!isTurning.current) return
        isTurning.current = false
        document.getElementById(fieldOf(first))?.focus()
    }, [first, fieldOf])
    const move = useCallback(
        (key: string, by: 1 | -1) => {
            const { keys, next } = now.current
            const target = keys[keys.indexOf(key) + by]
            if (target !== undefined) document.getElementById(fieldOf(target))?.focus()
            else if (by === 1 && next) {
                isTurning.current = true
                next()
            }
        },
        [fieldOf],
    )
    return { active: active !== null && keys.includes(active) ? active : first, setActive, move }
}

/** The first field has the focus when a page opens; one that a person has moved meanwhile stays. */
export function useFirstFocus(id: string | null) {
    const isDone = useRef(false)
    useEffect(() => {
        if (id === null || isDone.current) return
        isDone.current = true
        const frame = requestAnimationFrame(() => {
            const at = document.activeElement
            if (at === null || at === document.body || at.tagName === 'H1')
                document.getElementById(id)?.focus({ preventScroll: true })
        })
        return () => {
            cancelAnimationFrame(frame)
        }
    }, [id])
}
