import { unsent } from './unsent'

let waiting: ServiceWorker | null = null
const watchers = new Set<() => void>()

/** A newer version of the application that waits on this device. */
export const newVersion = {
    get isThere() {
        return waiting !== null
    },
    /** Uses it: the page starts anew, and what was typed is in its draft. */
    use() {
        waiting?.postMessage('use')
    },
    watch(told: () => void) {
        watchers.add(told)
        return () => {
            watchers.delete(told)
        }
    },
}

function found(worker: ServiceWorker | null) {
    waiting = worker
    for (const told of watchers) told()
    takeWhenNobodyWaits()
}

/** By itself only while nothing waits to be sent and nobody looks. */
function takeWhenNobodyWaits() {
    if (waiting && unsent.rows.length === 0 && document.visibilityState === 'hidden') newVersion.use()
}

/** Installs what shows the pages without a network. */
export async function startServiceWorker() {
    if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
    let isReplaced = navigator.serviceWorker.controller !== null
    navigator.serviceWorker.addEventListener('controllerchange', () => {
        if (isReplaced) location.reload()
        isReplaced = true // the first one took over a page that had none
    })
    document.addEventListener('visibilitychange', takeWhenNobodyWaits)
    const registration = await navigator.serviceWorker.register('/sw.js')
    const look = () => {
        if (registration.waiting && navigator.serviceWorker.controller) found(registration.waiting)
    }
    look()
    registration.addEventListener('updatefound', () => {
        registration.installing?.addEventListener('statechange', look)
    })
}
