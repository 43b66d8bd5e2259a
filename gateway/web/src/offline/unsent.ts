import { clock, corrected } from './clock'
import { clearOldCopies, device, type Answered, type Draft, type Recorded, type Refusal } from './database'
import { dayAt } from './zone'

const day = 24 * 3600_000
const keptDays = 7
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('abasto.por-enviar') : null
const watchers = new Set<() => void>()
let rows: readonly Recorded[] = []
let answered: readonly Answered[] = []

/** What waits on this device, the same in all its tabs. */
export const unsent = {
    get rows() {
        return rows
    },
    get answered() {
        return answered
    },
    watch(told: () => void) {
        watchers.add(told)
        return () => {
            watchers.delete(told)
        }
    },
}

export async function reload() {
    const db = await device()
    const [waiting, done] = await Promise.all([db.getAll('unsent'), db.getAll('answered')])
    answered = done.toSorted((a, b) => b.at.localeCompare(a.at))
    show(waiting.toSorted(byOccurrence))
}

function show(next: readonly Recorded[]) {
    rows = next
    for (const told of watchers) told()
}

/** In the order in which things happened; ids break ties, they grow. */
export const byOccurrence = (a: Recorded, b: Recorded) => a.rawAt - b.rawAt || a.id.localeCompare(b.id)

async function changed() {
    channel?.postMessage('')
    await reload()
}
if (channel)
    channel.onmessage = () => {
        void reload()
    }

export async function startUnsent() {
    const db = await device()
    const before = new Date(Date.now() - keptDays * day).toISOString()
    for (const old of await db.getAll('answered')) if (old.at < before) await db.delete('answered', old.id)
    await clearOldCopies(before)
    await reload()
}

/** Keeps it on this device until the server has answered; the draft that it was goes in the same step. */
export async function record(row: Recorded) {
    const db = await device()
    const change = db.transaction(['unsent', 'drafts'], 'readwrite', { durability: 'strict' })
    await Promise.all([change.objectStore('unsent').put(row), change.objectStore('drafts').delete(row.id), change.done])
    show([...rows.filter(x => x.id !== row.id), row].toSorted(byOccurrence)) // hundreds may wait: they are not read again
    channel?.postMessage('')
}

/**
 * Marks rows as being sent and gives those that still wait: who took one back or corrected it meanwhile in another tab is right.
 * From here on a row is what it was sent as, so its instant is corrected here and never again.
 */
export async function claim(ids: readonly string[]): Promise<Recorded[]> {
    const db = await device()
    const change = db.transaction('unsent', 'readwrite')
    const claimed: Recorded[] = []
    for (const id of ids) {
        const found = await change.store.get(id)
        if (found?.state !== 'waiting') continue
        const row = { ...withInstant(found), tries: found.tries + 1 }
        await change.store.put(row)
        claimed.push(row)
    }
    await change.done
    return claimed
}

function withInstant(row: Recorded): Recorded {
    if (row.isCorrected || !row.instantField) return row
    const at = corrected(row.rawAt, row.clockOffset ?? clock.offset)
    const day = row.zone === undefined ? {} : { receivedOn: dayAt(at, row.zone) }
    return { ...row, isCorrected: true, body: { ...row.body, ...day, [row.instantField]: new Date(at).toISOString() } }
}

/** Puts back what was found about a row, unless it is gone. */
async function update(some: readonly Recorded[]) {
    const db = await device()
    const change = db.transaction('unsent', 'readwrite')
    for (const row of some) if (await change.store.get(row.id)) await change.store.put(row)
    await change.done
    await changed()
}

/** The server has it: it leaves the list of what waits and enters that of what was answered, in one step. */
export async function done(settled: readonly { row: Recorded; result: Answered['result'] }[]) {
    const db = await device()
    const change = db.transaction(['unsent', 'answered'], 'readwrite')
    const at = new Date().toISOString()
    for (const { row, result } of settled) {
        const { id, kind, title, summary, facility } = row
        void change.objectStore('unsent').delete(id)
        void change.objectStore('answered').put({ id, kind, title, summary, facility, at, result })
    }
    await change.done
    await changed()
}

/** Set apart with the reason; it holds up nobody else. */
export async function refused(some: readonly { row: Recorded; refusal: Refusal }[]) {
    await update(some.map(({ row, refusal }) => ({ ...row, state: 'refused' as const, refusal })))
}

/** Sends a refused one again as it is, for a fault that was not its own. */
export async function retry(id: string) {
    const row = rows.find(x => x.id === id)
    if (row) await update([{ ...row, state: 'waiting' }])
}

/** A pharmacist of the same unit sends what a colleague recorded here and cannot send any more. */
export async function takeOver(some: readonly Recorded[], user: string) {
    await update(some.map(x => ({ ...x, user })))
}

/** Takes one off this device for good, by the person's hand. */
export async function discard(id: string) {
    await (await device()).delete('unsent', id)
    await changed()
}

/** Makes a draft of one that was refused or not sent yet, in one step; null where it may have been stored already. */
export async function takeBack(id: string): Promise<Draft | null> {
    const db = await device()
    const change = db.transaction(['unsent', 'drafts'], 'readwrite', { durability: 'strict' })
    const row = await change.objectStore('unsent').get(id)
    if (!row || (row.tries > 0 && row.state === 'waiting')) return null
    const { kind, user, facility, form, heldPatient, sealedPatient, refusal } = row
    const draft: Draft = { id, kind, user, facility, at: new Date().toISOString(), form, heldPatient, sealedPatient, refusal }
    await change.objectStore('drafts').put(draft)
    await change.objectStore('unsent').delete(id)
    await change.done
    await changed()
    return draft
}

let counted: { rows: readonly Recorded[]; pieces: Map<string, number> } | null = null

/** Pieces of a clave (of a lot, where one is named) that left a unit's shelf on this device and that the server does not know of. */
export function takenHere(facility: string, clave: string, lot?: string): number {
    if (counted?.rows !== rows) counted = { rows, pieces: countTaken(rows) }
    return counted.pieces.get(lot === undefined ? `${facility} ${clave}` : `${facility} ${clave} ${lot}`) ?? 0
}

function countTaken(some: readonly Recorded[]): Map<string, number> {
    const pieces = new Map<string, number>()
    const add = (key: string, more: number) => pieces.set(key, (pieces.get(key) ?? 0) + more)
    for (const row of some)
        for (const x of row.taken) {
            add(`${row.facility} ${x.clave}`, x.pieces)
            if (x.lot !== null) add(`${row.facility} ${x.clave} ${x.lot}`, x.pieces)
        }
    return pieces
}
