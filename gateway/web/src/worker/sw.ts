/// <reference lib="webworker" />
import { pageRoots } from '../routes'

declare const self: ServiceWorkerGlobalScope
/** Written by the build: the files of this version and a hash over them. */
declare const shell: { version: string; files: string[] }

const name = `abasto-${shell.version}`

/** All files of this version, whole: they fit together, or none is taken. */
self.addEventListener('install', event => {
    event.waitUntil(caches.open(name).then(cache => cache.addAll(shell.files.map(x => new Request(x, { cache: 'reload' })))))
})

self.addEventListener('activate', event => {
    event.waitUntil(
        caches
            .keys()
            .then(all => Promise.all(all.filter(x => x.startsWith('abasto-') && x !== name).map(x => caches.delete(x))))
            .then(() => self.clients.claim()),
    )
})

/** A new version waits until the page says that it may. */
self.addEventListener('message', event => {
    if (event.data === 'use') void self.skipWaiting()
})

self.addEventListener('fetch', event => {
    const { request } = event
    const url = new URL(request.url)
    if (request.method !== 'GET' || url.origin !== self.location.origin) return
    if (request.mode === 'navigate') {
        // Pages of this application alone: the sign-in, the API and its description are the server's.
        if (!pageRoots.has(url.pathname.split('/')[1] ?? '')) return
        event.respondWith(kept('/index.html', request))
        event.waitUntil(renewHeaders().catch(() => {}))
    } else if (shell.files.includes(url.pathname)) event.respondWith(kept(url.pathname, request))
})

async function kept(path: string, request: Request): Promise<Response> {
    // The server's answers vary by encoding and origin; the content of a version does not.
    return (await (await caches.open(name)).match(path, { ignoreVary: true })) ?? fetch(request)
}

/** The start of the same version may come with other headers: which authority it may ask is a setting of the server. */
async function renewHeaders() {
    const cache = await caches.open(name)
    const [before, now] = [await cache.match('/index.html'), await fetch('/index.html', { cache: 'no-cache' })]
    if (before && now.ok && (await now.clone().text()) === (await before.text())) await cache.put('/index.html', now)
}
