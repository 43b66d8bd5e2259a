import { device, type Recorded } from './database'
import { byOccurrence, unsent, reload } from './unsent'

/** OWASP's advice of 2023 for PBKDF2 with SHA-256. */
const rounds = 600_000
const saltBytes = 16
const ivBytes = 12
const mark = 'abasto-por-enviar-1'
const bytesOf = (text: string) => new TextEncoder().encode(text)

async function keyOf(password: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
    const material = await crypto.subtle.importKey('raw', bytesOf(password), 'PBKDF2', false, ['deriveKey'])
    return crypto.subtle.deriveKey(
        { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
        material,
        { name: 'AES-GCM', length: 256 },
        false,
        ['encrypt', 'decrypt'],
    )
}

/**
 * A file with what waits here, to be sent from a device that has a network. It stays here too: sent from both it is stored once.
 * Patients that are held by this device's key cannot be read elsewhere and stay behind.
 */
export async function exported(password: string): Promise<Blob> {
    const rows = unsent.rows.map(({ heldPatient: _, ...row }) => row)
    const [salt, iv] = [crypto.getRandomValues(new Uint8Array(saltBytes)), crypto.getRandomValues(new Uint8Array(ivBytes))]
    const body = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: bytesOf(mark) },
        await keyOf(password, salt),
        bytesOf(JSON.stringify(rows)),
    )
    return new Blob([bytesOf(mark), salt, iv, body], { type: 'application/octet-stream' })
}

/** Takes such a file in. How many rows were new here. Throws with a text for the person. */
export async function imported(file: Blob, password: string): Promise<number> {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const head = bytesOf(mark).length
    if (new TextDecoder().decode(bytes.subarray(0, head)) !== mark)
        throw new Error('El archivo no es uno de documentos por enviar.')
    const salt = bytes.slice(head, head + saltBytes)
    const iv = bytes.slice(head + saltBytes, head + saltBytes + ivBytes)
    let rows: Recorded[]
    try {
        const plain = await crypto.subtle.decrypt(
            { name: 'AES-GCM', iv, additionalData: bytesOf(mark) },
            await keyOf(password, salt),
            bytes.slice(head + saltBytes + ivBytes),
        )
        rows = JSON.parse(new TextDecoder().decode(plain)) as Recorded[]
    } catch {
        throw new Error('La contraseña no es la del archivo, o el archivo está dañado.')
    }
    const change = (await device()).transaction(['unsent', 'answered'], 'readwrite', { durability: 'strict' })
    let added = 0
    for (const row of rows.toSorted(byOccurrence)) {
        if ((await change.objectStore('unsent').get(row.id)) || (await change.objectStore('answered').get(row.id))) continue
        await change.objectStore('unsent').put(row)
        added++
    }
    await change.done
    await reload()
    return added
}
