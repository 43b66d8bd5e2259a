import { get } from '../api/client'
import { open, seal } from '../capture/seal'
import type { SealingKey } from '../api/models'
import { keep, kept, type Recorded } from './database'

/** What the service opens: docs/sealed-patients.md. */
interface Sealed {
    keyId: string
    ephemeralKey: string
    iv: string
    data: string
}

const ivBytes = 12
const info = new TextEncoder().encode('supply/sealed-patient/1')
const keyAge = 24 * 3600_000
const text = new TextEncoder()

/** For a draft, and for what waits until the service's key is known. */
export const holdPatient = async (patient: string): Promise<Uint8Array<ArrayBuffer> | undefined> =>
    patient === '' ? undefined : seal(patient)

/** Empty where there is none, or where another device held it. */
export const readHeldPatient = async (held: Uint8Array<ArrayBuffer> | undefined): Promise<string> =>
    held ? ((await open(held)) ?? '') : ''

/** The service's public key, for the days without a network; asked for again once a day. */
export async function refreshSealingKey(): Promise<SealingKey> {
    const found = await kept<SealingKey>('sealing-key')
    if (found && Date.now() - Date.parse(found.at) < keyAge) return found.data
    const key = await get<SealingKey>('/dispensing/sealing-key')
    await keep('sealing-key', key)
    return key
}

/** Sealed for the service where its key is known here, else held by this device until it is. */
export async function sealPatient(patient: string, id: string): Promise<Pick<Recorded, 'sealedPatient' | 'heldPatient'>> {
    if (patient === '') return {}
    const key = await kept<SealingKey>('sealing-key')
    return key ? { sealedPatient: await sealed(patient, id, key.data) } : { heldPatient: await holdPatient(patient) }
}

/** What goes beside the body when it is sent. */
export async function sealedForService(row: Recorded): Promise<{ sealedPatient?: unknown }> {
    if (row.sealedPatient !== undefined) return { sealedPatient: row.sealedPatient }
    const patient = await readHeldPatient(row.heldPatient)
    return patient === '' ? {} : { sealedPatient: await sealed(patient, row.id, await refreshSealingKey()) }
}

async function sealed(patient: string, id: string, key: SealingKey): Promise<Sealed> {
    const curve = { name: 'ECDH', namedCurve: 'P-256' }
    const theirs = await crypto.subtle.importKey('jwk', { ...key.jwk, ext: true }, curve, false, [])
    const own = await crypto.subtle.generateKey(curve, true, ['deriveBits'])
    const point = await crypto.subtle.exportKey('raw', own.publicKey)
    const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own.privateKey, 256)
    const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
    const derived = await crypto.subtle.deriveKey(
        { name: 'HKDF', hash: 'SHA-256', salt: point, info },
        material,
        { name: 'AES-GCM', length: 256 },
        false,
        ['encrypt'],
    )
    const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
    const data = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: text.encode(id) },
        derived,
        text.encode(patient),
    )
    return { keyId: key.keyId, ephemeralKey: base64(point), iv: base64(iv), data: base64(data) }
}

const base64 = (bytes: ArrayBuffer | Uint8Array) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes)))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replace(/=+$/, '')
