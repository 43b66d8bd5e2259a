import { Problem, send } from '../api/client'
import { session } from '../session/session'
import type { Kind, Recorded, Refusal } from './database'
import { fewer, more, untilSilent } from './silence'
import { claim, done, unsent, refused, reload } from './unsent'
import { sealedForService } from './patient'

const batchRows = 200
/** A batch of 200 on a line of 2 kB a second takes about a minute to leave. */
const silentFor = 90_000
const firstWait = 5_000
const longestWait = 5 * 60_000
let wait = firstWait
let atOnce = batchRows
let timer: ReturnType<typeof setTimeout> | undefined
let isSending = false
let lastFault: string | null = null
const watchers = new Set<() => void>()

/** What the sender of this tab is doing. */
export const sending = {
    get isActive() {
        return isSending
    },
    /** Why the last attempt stopped; null: it did not. */
    get fault() {
        return lastFault
    },
    watch(told: () => void) {
        watchers.add(told)
        return () => {
            watchers.delete(told)
        }
    },
}

function tell() {
    for (const told of watchers) told()
}

/** Begins to send by itself: now, when the network returns, when somebody looks, after something was recorded, and from time to time. */
export function startSending() {
    addEventListener('online', sendNow)
    document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') sendNow()
    })
    addEventListener('focus', sendNow)
    session.watch(sendNow)
    sendNow()
}

/** Sends what waits. Of several tabs one does. */
export function sendNow() {
    clearTimeout(timer)
    if (!isSecureContext) {
        if (!isSending) void drain() // without https browsers have no locks: ids make what two tabs send harmless
        return
    }
    void navigator.locks.request('abasto.envio', { ifAvailable: true }, async lock => {
        if (lock) await drain()
        else later() // another tab sends; should it end, this one goes on
    })
}

/** The person records for the place of the row. */
export const isColleague = (row: Recorded) =>
    session.me?.roles.some(x => x.facility === row.facility && ['pharmacy', 'warehouse'].includes(x.role)) ?? false

/** What this person may send: own rows of a place for which the person records. */
export const isOwn = (row: Recorded) => row.user === session.me?.name && isColleague(row)

async function drain() {
    if (session.me === null || session.isExpired) return
    isSending = true
    tell()
    try {
        for (;;) {
            const next = nextGroup()
            if (next.length === 0) break
            const rows = await claim(next.map(x => x.id))
            if (rows.length > 0) await attempt(rows)
            else await reload() // another tab took them back
        }
        ;[wait, lastFault] = [firstWait, null]
    } catch (why) {
        lastFault = why instanceof Problem ? why.detail : String(why)
        const seconds = why instanceof Problem ? (why.retryAfterSeconds ?? 0) : 0
        later(Math.max(wait, seconds * 1000))
        wait = Math.min(2 * wait, longestWait)
    } finally {
        isSending = false
        tell()
    }
}

/** ±20 %, so that a region that comes back at one moment does not send at one moment. */
function later(milliseconds = wait) {
    const after = milliseconds * (0.8 + 0.4 * Math.random())
    clearTimeout(timer)
    timer = setTimeout(sendNow, after)
}

/** The next that may go: prescriptions together, up to a batch; anything else alone and after what it builds on. */
function nextGroup(): Recorded[] {
    const waiting = unsent.rows.filter(x => x.state === 'waiting' && isOwn(x))
    const open = new Set(unsent.rows.map(x => x.id))
    const ready = waiting.filter(x => x.after === undefined || !open.has(x.after))
    const first = ready[0]
    if (!first) return []
    if (first.kind !== 'prescription') return [first]
    const group: Recorded[] = []
    for (const row of ready) {
        if (row.kind !== 'prescription' || group.length === atOnce || row.facility !== first.facility) break
        group.push(row)
    }
    return group
}

async function attempt(rows: Recorded[]) {
    const first = rows[0]!
    if (first.kind === 'prescription') await sendBatch(rows)
    else await sendOne(first)
}

/** What changes the stock otherwise than the counter does: the copy of it is taken anew. */
const changesStock: ReadonlySet<Kind> = new Set(['reception', 'count', 'adjustment'])

/** Throws where the rest must wait: the line, the server or the session fails. */
async function sendOne(row: Recorded) {
    const request = untilSilent(silentFor)
    try {
        const answer = await send(row.path, {
            method: 'PUT',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(row.body),
            signal: request.signal,
        })
        await done([{ row, result: answer.status === 201 ? 'recorded' : 'repeated' }])
        if (changesStock.has(row.kind)) void import('./pack').then(x => x.refreshPackAgain(row.facility)).catch(() => {})
    } catch (why) {
        if (!(why instanceof Problem) || why.isTransient || why.status === 401) throw why
        await refused([{ row, refusal: { code: why.code, detail: why.detail, field: why.field } }])
    } finally {
        request.ended()
    }
}

interface LineAnswer {
    id: string | null
    line: number
    status: 'recorded' | 'held' | 'repeated' | 'refused'
    code: string | null
    detail: string | null
}

/** Each line is settled as its answer comes, so that a tab that is killed in the middle sends only what has no answer. */
async function sendBatch(rows: Recorded[]) {
    const request = untilSilent(silentFor)
    try {
        await sendRows(rows, request)
        atOnce = more(atOnce, batchRows)
    } finally {
        request.ended()
        if (request.signal.aborted) atOnce = fewer(atOnce)
    }
}

async function sendRows(rows: Recorded[], request: ReturnType<typeof untilSilent>) {
    const lines: string[] = []
    for (const row of rows) lines.push(JSON.stringify({ id: row.id, ...row.body, ...(await sealedForService(row)) }))
    let answer: Response
    try {
        answer = await send('/dispensing/prescriptions/batch', {
            method: 'POST',
            headers: { 'content-type': 'application/x-ndjson' },
            body: lines.join('\n') + '\n',
            signal: request.signal,
        })
    } catch (why) {
        // 400, 403, 413, 415: about the request as a whole; alone, each gets its own answer.
        if (!(why instanceof Problem) || why.isTransient || why.status === 401) throw why
        if (rows.length === 1)
            await refused([{ row: rows[0]!, refusal: { code: why.code, detail: why.detail, field: why.field } }])
        else for (const row of rows) await sendBatch([row])
        return
    }
    const byId = new Map(rows.map(x => [x.id, x]))
    let settled = 0
    for await (const some of answersOf(answer)) {
        request.heard()
        const finished: { row: Recorded; result: 'recorded' | 'held' | 'repeated' }[] = []
        const failed: { row: Recorded; refusal: Refusal }[] = []
        for (const x of some) {
            const row = byId.get(x.id ?? '')
            if (!row) continue
            settled++
            if (x.status !== 'refused') finished.push({ row, result: x.status })
            else failed.push({ row, refusal: refusalOf(x) })
        }
        if (finished.length > 0) await done(finished)
        if (failed.length > 0) await refused(failed)
    }
    if (settled < rows.length)
        throw new Problem(0, 'sin-red', 'El envío se interrumpió; sigue con lo que falta.', null, null, null)
}

/** A batch's answer says the field in front of the text: `lines[0].clave: …`. */
function refusalOf(x: LineAnswer): Refusal {
    const parts = /^([a-zA-Z]+(?:\[\d+\])?(?:\.[a-zA-Z]+(?:\[\d+\])?)*): (.*)$/s.exec(x.detail ?? '')
    return { code: x.code ?? '', detail: parts?.[2] ?? x.detail ?? '', field: parts?.[1] ?? null }
}

/** The answers as they arrive, those of one packet together; one that was cut off is left out. */
async function* answersOf(answer: Response): AsyncGenerator<LineAnswer[]> {
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let rest = ''
    for (;;) {
        let read: ReadableStreamReadResult<string>
        try {
            read = await reader.read()
        } catch {
            return // the line broke: what came before counts
        }
        if (read.done) return
        const lines = (rest + read.value).split('\n')
        rest = lines.pop()!
        const whole = lines.filter(x => x.trim() !== '').map(x => JSON.parse(x) as LineAnswer)
        if (whole.length > 0) yield whole
    }
}
