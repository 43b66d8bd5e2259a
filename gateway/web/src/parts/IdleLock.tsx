import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { line } from '../api/client'
import { session } from '../session/session'
import { LockedScreen } from './LockedScreen'

const idleMilliseconds = 15 * 60_000
const lookEveryMilliseconds = 5_000
/** Written when somebody does something, which tells the other windows of this device. */
const activityKey = 'abasto.actividad'
/** Those who work at computers that several people use. */
const shared = new Set(['pharmacy', 'warehouse'])

/**
 * What is on the screen is hidden after 15 minutes in which nobody did anything, and kept: nothing typed is lost. By a clock that only
 * runs: a clock of the device that is put right locks nobody out. Not without a network, where nobody could be asked who it is.
 */
export function IdleLock({ children }: { children: ReactNode }) {
    useSyncExternalStore(session.watch, session.snapshot)
    const isShared = shared.has(session.shown?.role ?? '')
    const [isLocked, setLocked] = useState(session.isLocked)
    useEffect(() => {
        if (!isShared) return
        let last = performance.now()
        let told = -lookEveryMilliseconds
        const note = () => {
            last = performance.now()
            if (last - told < lookEveryMilliseconds || session.isLocked) return
            told = last
            localStorage.setItem(activityKey, String(Date.now()))
        }
        const look = () => {
            if (!line.isDown && performance.now() - last >= idleMilliseconds) session.lock()
            setLocked(session.isLocked)
        }
        const hear = (event: StorageEvent) => {
            if (event.key === activityKey) last = performance.now()
            setLocked(session.isLocked) // another window of this device was locked or opened
        }
        setLocked(session.isLocked)
        const each = setInterval(look, lookEveryMilliseconds)
        for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, note, true)
        addEventListener('storage', hear)
        return () => {
            clearInterval(each)
            for (const kind of ['keydown', 'pointerdown']) removeEventListener(kind, note, true)
            removeEventListener('storage', hear)
        }
    }, [isShared])
    const isHidden = isShared && (isLocked || session.isLocked)
    return (
        <>
            <div hidden={isHidden}>{children}</div>
            {isHidden && (
                <LockedScreen
                    opened={() => {
                        setLocked(false)
                    }}
                />
            )}
        </>
    )
}
