import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { session } from '../session/session'
import { LockedScreen } from './LockedScreen'

const idleMinutes = 15
const lookEveryMilliseconds = 5_000
/** When somebody last did something in any window of this device, milliseconds since 1970. */
const activityKey = 'abasto.actividad'
/** Those who work at computers that several people use. */
const shared = new Set(['pharmacy', 'warehouse'])

/** What is on the screen is hidden after 15 minutes in which nobody did anything, and kept: nothing typed is lost. */
export function IdleLock({ children }: { children: ReactNode }) {
    useSyncExternalStore(session.watch, session.snapshot)
    const isShared = shared.has(session.shown?.role ?? '')
    const [isLocked, setLocked] = useState(session.isLocked)
    useEffect(() => {
        if (!isShared) return
        let noted = 0
        const note = () => {
            const now = Date.now()
            if (now - noted < lookEveryMilliseconds || session.isLocked) return
            noted = now
            localStorage.setItem(activityKey, String(now))
        }
        const look = () => {
            const last = Number(localStorage.getItem(activityKey) ?? 0)
            if (Date.now() - last >= idleMinutes * 60_000) session.lock()
            setLocked(session.isLocked)
        }
        if (session.isLocked) setLocked(true)
        else note()
        const each = setInterval(look, lookEveryMilliseconds)
        for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, note, true)
        document.addEventListener('visibilitychange', look)
        addEventListener('storage', look) // another window of this device was locked or opened
        return () => {
            clearInterval(each)
            for (const kind of ['keydown', 'pointerdown']) removeEventListener(kind, note, true)
            document.removeEventListener('visibilitychange', look)
            removeEventListener('storage', look)
        }
    }, [isShared])
    const isHidden = isShared && (isLocked || session.isLocked)
    return (
        <>
            <div hidden={isHidden}>{children}</div>
            {isHidden && (
                <LockedScreen
                    opened={() => {
                        localStorage.setItem(activityKey, String(Date.now()))
                        setLocked(false)
                    }}
                />
            )}
        </>
    )
}
