import { keep, kept } from './database'
import { recordDocument } from './documents'

const name = 'gtins'

/** The clave that somebody taught on this device for a product's GTIN (14 digits); null: nobody has. */
export async function taughtHere(gtin: string): Promise<string | null> {
    return (await kept<Record<string, string>>(name))?.data[gtin] ?? null
}

/** On this device at once, and for everybody when the catalogue has it. */
export async function teachGtin(gtin: string, clave: string, facility: string) {
    const known = (await kept<Record<string, string>>(name))?.data ?? {}
    await keep(name, { ...known, [gtin]: clave })
    await recordDocument({
        kind: 'gtin',
        title: `caja ${gtin}`,
        summary: `es de ${clave}`,
        path: `/catalog/gtins/${gtin}`,
        body: { clave, facility },
        facility,
    })
}
