import { keep, kept } from './database'

const name = 'gtins'

/** The clave that somebody taught for a product's GTIN (14 digits); null: nobody has. */
export async function claveOfGtin(gtin: string): Promise<string | null> {
    return (await kept<Record<string, string>>(name))?.data[gtin] ?? null
}

/** On this device at once, and in the catalogue when the network allows. */
export async function teachGtin(gtin: string, clave: string, facility: string) {
    void facility
    const known = (await kept<Record<string, string>>(name))?.data ?? {}
    await keep(name, { ...known, [gtin]: clave })
}
