import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** What is kept on this device; the server's copy is the one that counts. */
export interface Device extends DBSchema {
    /** What was recorded here and has no answer yet, or was refused. */
    unsent: { key: string; value: Recorded }
    /** What the server answered to, for the list of the day; older than a week it goes. */
    answered: { key: string; value: Answered }
    /** Forms that somebody is filling in. */
    drafts: { key: string; value: Draft }
    /** Copies of what the server knows, each under its name. */
    copies: { key: string; value: { name: string; at: string; data: unknown } }
}

export type Kind =
    | 'prescription'
    | 'delivery'
    | 'report'
    | 'gtin'
    | 'reception'
    | 'count'
    | 'adjustment'
    | 'transfer'
    | 'demand-request'
    | 'consolidation'

/** An order or a receipt is written here and sent while its author looks: it is a draft and never an unsent document. */
export type DraftKind = Kind | 'order' | 'receipt'

export interface Recorded {
    /** The document's UUID v7, given when its form was opened: sent twice it is stored once. */
    id: string
    kind: Kind
    /** What the list calls it: a folio, a day. */
    title: string
    /** One line about the content, without the patient. */
    summary: string
    path: string
    /** JSON as it is sent; without the patient. */
    body: Record<string, unknown>
    /** The patient's reference, sealed for the service: this device cannot read it again. */
    sealedPatient?: unknown
    /** The same, sealed with the key of this device while the service's key was not known here yet. */
    heldPatient?: Uint8Array<ArrayBuffer> | undefined
    /** Of the event, by the device's own clock, milliseconds since 1970. */
    rawAt: number
    /** What the clock was behind the server's (milliseconds, negative: ahead) when it was recorded; null: not known then. */
    clockOffset: number | null
    /** Which field of the body is the instant that the clock's error is taken out of, once, before the first sending. */
    instantField?: 'presentedAt' | 'deliveredAt' | 'receivedAt' | 'occurredAt'
    /** Of the place, where the body has the day of that instant too (receivedOn). */
    zone?: string
    isCorrected: boolean
    /** A document that must have been answered before. */
    after?: string
    user: string
    facility: string
    tries: number
    state: 'waiting' | 'refused'
    refusal?: Refusal
    /** What left the shelf, so that the stock that is shown is right before the server knows. */
    taken: Taken[]
    /** The form as it was, to be corrected. */
    form?: unknown
}

/** Pieces of a clave, of no named lot where the lot is null; negative: they came. */
export interface Taken {
    clave: string
    lot: string | null
    pieces: number
    /** Of a lot that the server's stock may not have yet. */
    expiresOn?: string
}

export interface Refusal {
    code: string
    detail: string
    field: string | null
}

export interface Answered {
    id: string
    kind: Kind
    title: string
    summary: string
    facility: string
    at: string
    result: 'recorded' | 'held' | 'repeated'
}

export interface Draft {
    /** The id of the document that it will be. */
    id: string
    kind: DraftKind
    user: string
    facility: string
    at: string
    form: unknown
    heldPatient?: Uint8Array<ArrayBuffer> | undefined
    /** Of one that comes back to be corrected: the patient as it was sealed for the service. */
    sealedPatient?: unknown
    /** Of one that comes back to be corrected: what the service found. */
    refusal?: Refusal | undefined
}

const ofTheDevice = new Set(['clock-offset', 'gtins', 'sealing-key'])
let opened: Promise<IDBPDatabase<Device>> | null = null

/** The database of this device. A new version only adds stores, so that an old page beside a new one goes on. */
export function device(): Promise<IDBPDatabase<Device>> {
    return (opened ??= openDB<Device>('abasto', 1, {
        upgrade(db) {
            db.createObjectStore('unsent', { keyPath: 'id' })
            db.createObjectStore('answered', { keyPath: 'id' })
            db.createObjectStore('drafts', { keyPath: 'id' })
            db.createObjectStore('copies', { keyPath: 'name' })
        },
        terminated() {
            opened = null
        },
    }))
}

export async function keep(name: string, data: unknown) {
    await (await device()).put('copies', { name, at: new Date().toISOString(), data })
}

export async function kept<T>(name: string): Promise<{ at: string; data: T } | null> {
    const found = await (await device()).get('copies', name)
    return found ? { at: found.at, data: found.data as T } : null
}

/** What a person has seen, when the person leaves; what the clock and the scanner have learnt is the device's. */
export async function clearCopies() {
    const db = await device()
    for (const name of await db.getAllKeys('copies')) if (!ofTheDevice.has(name)) await db.delete('copies', name)
}

/** Answers that nobody asked for again within a week. */
export async function clearOldCopies(before: string) {
    const db = await device()
    for (const one of await db.getAll('copies'))
        if (one.name.startsWith('read.') && one.at < before) await db.delete('copies', one.name)
}
