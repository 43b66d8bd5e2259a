import type { AwardItem, OfflinePack } from '../api/models'
import { findClave } from '../capture/clave'
import { makeIndex, suggest, type SearchIndex } from '../capture/search'
import type { Known } from '../counter/claves'

export interface OrderClaves {
    suggest: (text: string) => Known[]
    read: (text: string) => { clave: string } | { why: string }
    describe: (clave: string) => string
}

const nameOf = (x: OfflinePack['items'][number]) => [x.name, x.presentation].filter(Boolean).join(', ')

/**
 * The claves that an order may have: those that the destination's formulary allows, and of a supplier those that it was awarded.
 * @param awards Null: the source is a warehouse.
 */
export function orderClaves(pack: OfflinePack | undefined, awards: readonly AwardItem[] | null): OrderClaves {
    const allowed = pack?.formulary?.allowed ? new Set(pack.formulary.allowed) : null
    const names = new Map((pack?.items ?? []).map(x => [x.clave, nameOf(x)]))
    const left = awards && new Map([...Map.groupBy(awards, x => x.clave)].map(([clave, some]) => [clave, mostLeft(some)]))
    const claves = [...(left?.keys() ?? names.keys())].filter(x => allowed?.has(x) ?? true)
    let index: SearchIndex | null = null
    const known = (clave: string): Known => ({
        clave,
        description: names.get(clave) ?? '',
        onHand: left?.get(clave) ?? null,
    })
    return {
        suggest: text => {
            index ??= makeIndex(claves.map(clave => ({ clave, text: names.get(clave) ?? '' })))
            return suggest(index, text, new Map()).map(x => known(x.clave))
        },
        read: text => {
            const typed = findClave(text, claves)
            switch (typed.kind) {
                case 'found':
                    return { clave: typed.clave }
                case 'several':
                    return { why: `Varias claves son «${text.trim()}»: ${typed.claves.slice(0, 3).join(', ')}. Escriba más.` }
                case 'refused':
                    return {
                        why: left
                            ? `El proveedor no tiene adjudicada ninguna clave como «${text.trim()}» para quien compra.`
                            : typed.why.text,
                    }
            }
        },
        describe: clave => names.get(clave) ?? '',
    }
}

const mostLeft = (awards: readonly AwardItem[]) => Math.max(...awards.map(x => x.left))
