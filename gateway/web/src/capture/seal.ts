/**
 * Seals what is kept on the device and must not be read there, such as the patient's reference: AES-GCM with a key of this device that
 * the browser gives to nobody, not even to this code. Who takes a copy of the store has nothing; who uses the device can open it.
 */
const algorithm = 'AES-GCM'
const nonceBytes = 12
/** Of the form of what is sealed: this, the nonce, the sealed text. */
const version = 1

const database = 'abasto-llave'
const store = 'llaves'
const name = 'este-equipo'

let known: Promise<CryptoKey> | undefined

export async function seal(text: string): Promise<Uint8Array<ArrayBuffer>> {
    const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes))
    const sealed = await crypto.subtle.encrypt({ name: algorithm, iv: nonce }, await key(), new TextEncoder().encode(text))
    return Uint8Array.of(version, ...nonce, ...new Uint8Array(sealed))
}

/** Null: another device has sealed it, the key is gone, or the bytes were changed. */
export async function open(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
    if (bytes[0] !== version) return null
    const [nonce, sealed] = [bytes.subarray(1, 1 + nonceBytes), bytes.subarray(1 + nonceBytes)]
    const device = await key()
    try {
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
            await crypto.subtle.decrypt({ name: algorithm, iv: nonce }, device, sealed),
        )
    } catch {
        return null
    }
}

const key = () =>
    (known ??= load().catch(why => {
        known = undefined
        throw why
    }))

async function load(): Promise<CryptoKey> {
    const kept = await opened()
    try {
        const found = await within(kept, 'readonly', x => x.get(name))
        if (found) return found
        // Made before the transaction, which waits for nothing else; of two tabs that make one at once the first keeps it.
        const made = await crypto.subtle.generateKey({ name: algorithm, length: 256 }, false, ['encrypt', 'decrypt'])
        try {
            await within(kept, 'readwrite', x => x.add(made, name))
            return made
        } catch (why) {
            const other = await within(kept, 'readonly', x => x.get(name))
            if (other) return other
            throw why
        }
    } finally {
        kept.close()
    }
}

function opened(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
        const request = indexedDB.open(database, 1)
        request.onupgradeneeded = () => request.result.createObjectStore(store)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error ?? new Error('the store of keys does not open'))
    })
}

/** Done when the transaction is, so that the key is on the disk before anything is sealed with it. */
function within(
    kept: IDBDatabase,
    mode: IDBTransactionMode,
    work: (x: IDBObjectStore) => IDBRequest,
): Promise<CryptoKey | undefined> {
    return new Promise((resolve, reject) => {
        const transaction = kept.transaction(store, mode, { durability: 'strict' })
        const request = work(transaction.objectStore(store)) as IDBRequest<CryptoKey | undefined>
        transaction.oncomplete = () => resolve(request.result)
        transaction.onabort = () => reject(transaction.error ?? new Error('the store of keys took nothing'))
    })
}
