import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'

/** Another tab or visit: the code anew, with what the device has kept. */
const visit = () => {
    vi.resetModules()
    return import('./seal')
}
beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()))

const curp = 'GOMC900101MHGMRL09'

test('what was sealed is opened, also at the next visit', async () => {
    const { seal, open } = await visit()
    const sealed = await seal(curp)
    expect(await open(sealed)).toBe(curp)
    expect(await (await visit()).open(sealed)).toBe(curp)
})

test('nothing of the text is in what is kept, and the same text is never sealed alike', async () => {
    const { seal } = await visit()
    const [one, two] = [await seal(curp), await seal(curp)]
    const readable = new TextDecoder('latin1').decode(one)
    for (let i = 0; i + 4 <= curp.length; i++) expect(readable).not.toContain(curp.slice(i, i + 4))
    expect(one).not.toEqual(two)
})

test('the key cannot be taken out', async () => {
    const { seal } = await visit()
    await seal(curp)
    const kept = await new Promise<IDBDatabase>(
        done => (indexedDB.open('abasto-llave').onsuccess = x => done((x.target as IDBOpenDBRequest).result)),
    )
    const request = kept.transaction('llaves').objectStore('llaves').getAll()
    const keys = await new Promise<CryptoKey[]>(done => (request.onsuccess = () => done(request.result as CryptoKey[])))
    expect(keys).toHaveLength(1)
    expect(keys[0]!.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', keys[0]!)).rejects.toThrow()
})

test('tabs that begin at once have one key', async () => {
    const tabs = [await visit(), await visit(), await visit()]
    const sealed = await Promise.all(tabs.map(x => x.seal(curp)))
    for (const tab of tabs) expect(await Promise.all(sealed.map(x => tab.open(x)))).toEqual([curp, curp, curp])
})

test('another device opens nothing', async () => {
    const sealed = await (await visit()).seal(curp)
    vi.stubGlobal('indexedDB', new IDBFactory())
    expect(await (await visit()).open(sealed)).toBeNull()
})

test('what was changed is not opened', async () => {
    const { seal, open } = await visit()
    const sealed = await seal(curp)
    for (let i = 0; i < sealed.length; i++) expect(await open(sealed.with(i, sealed[i]! ^ 1))).toBeNull()
    expect(await open(sealed.slice(0, 5))).toBeNull()
    expect(await open(new Uint8Array())).toBeNull()
})

test('a store that does not open is tried again', async () => {
    const { seal } = await visit()
    vi.stubGlobal('indexedDB', {
        open: () => {
            throw new Error('no')
        },
    })
    await expect(seal(curp)).rejects.toThrow('no')
    vi.stubGlobal('indexedDB', new IDBFactory())
    expect((await seal(curp)).length).toBeGreaterThan(curp.length)
})

test('whatever the text', async () => {
    const { seal, open } = await visit()
    await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async x => {
            expect(await open(await seal(x))).toBe(x)
        }),
    )
    expect(await open(await seal('\ufeffx'))).toBe('\ufeffx')
})
