import { learnFrom } from '../offline/clock'
import { NobodySignedIn, session } from '../session/session'

/** A refusal or a fault, as the server's problem document tells it. */
export class Problem extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        readonly detail: string,
        readonly field: string | null,
        readonly correlationId: string | null,
        readonly retryAfterSeconds: number | null,
    ) {
        super(detail)
    }

    /** To be tried again by itself or by hand; a refusal is not. */
    get isTransient() {
        return this.status === 0 || this.status === 429 || this.status >= 500
    }
}

/** What to say of a fault, whatever it is. */
export const said = (fault: unknown) => (fault instanceof Problem ? fault.detail : String(fault))

interface Kept {
    etag: string
    data: unknown
}

/** The last answer of each address with its ETag, so that a poll of what has not changed costs a 304. */
const kept = new Map<string, Kept>()
const mostKept = 300
let answeredAt = 0
let lineIsDown = false
const watchers = new Set<() => void>()

/** When the server last answered (milliseconds since 1970, 0: never yet), and whether the last attempt got through. */
export const line = {
    get answeredAt() {
        return answeredAt
    },
    get isDown() {
        return lineIsDown
    },
    watch(told: () => void) {
        watchers.add(told)
        return () => {
            watchers.delete(told)
        }
    },
}

function mark(isDown: boolean) {
    if (!isDown) answeredAt = Date.now()
    if (lineIsDown === isDown) return
    lineIsDown = isDown
    for (const told of watchers) told()
}

/** Throws {@link Problem}. */
export async function send(path: string, init: RequestInit = {}, withToken = true): Promise<Response> {
    const headers = new Headers(init.headers)
    let answer: Response
    try {
        if (withToken) headers.set('authorization', `Bearer ${await session.token()}`)
        const askedAt = Date.now()
        answer = await fetch(path, { ...init, headers })
        learnFrom(answer, askedAt)
    } catch (why) {
        if (why instanceof DOMException && why.name === 'AbortError') throw why
        if (why instanceof NobodySignedIn)
            throw new Problem(401, 'sesion-terminada', 'La sesión terminó: hay que entrar de nuevo.', null, null, null)
        mark(true)
        throw new Problem(0, 'sin-red', 'No hay conexión con el servidor.', null, null, null)
    }
    mark(false)
    if (answer.ok || answer.status === 304) return answer
    if (answer.status === 401 && withToken) session.expired()
    throw await problemOf(answer)
}

/** What the server says of an answer that is none. */
export async function problemOf(answer: Response): Promise<Problem> {
    const told = (await answer.json().catch(() => ({}))) as Record<string, unknown>
    const text = (name: string) => (typeof told[name] === 'string' ? told[name] : null)
    const seconds = Number(answer.headers.get('retry-after'))
    return new Problem(
        answer.status,
        text('code') ?? `http.${answer.status}`,
        text('detail') ?? text('title') ?? answer.statusText,
        text('field'),
        text('correlationId') ?? answer.headers.get('x-correlation-id'),
        seconds > 0 ? seconds : null,
    )
}

export type Parameters = Record<string, string | number | boolean | null | undefined>

export function address(path: string, query: Parameters = {}): string {
    const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
    return given.length === 0 ? path : `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

/** Reads JSON; of what has not changed since the last time the kept answer. */
export async function get<T>(path: string, query: Parameters = {}, signal?: AbortSignal, withToken = true): Promise<T> {
    const url = address(path, query)
    const key = withToken ? url : `public ${url}`
    const before = kept.get(key)
    const answer = await send(url, { signal: signal ?? null, headers: before ? { 'if-none-match': before.etag } : {} }, withToken)
    if (answer.status === 304 && before) return before.data as T
    const data = (await answer.json()) as T
    const etag = answer.headers.get('etag')
    kept.delete(key)
    if (etag) kept.set(key, { etag, data })
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
    return data
}

/** Writes JSON. With the version that was seen it is refused (412) where somebody else has changed it since. */
export async function put<T>(
    method: 'PUT' | 'POST' | 'DELETE',
    path: string,
    body?: unknown,
    version?: number,
): Promise<T | null> {
    const headers = new Headers()
    if (body !== undefined) headers.set('content-type', 'application/json')
    if (version !== undefined) headers.set('if-match', `"${version}"`)
    const answer = await send(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) })
    return answer.status === 204 ? null : ((await answer.json().catch(() => null)) as T | null)
}

/** What another person has seen stays with that person. */
export const forget = () => kept.clear()
