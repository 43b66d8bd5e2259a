import { fold } from './codes'

export interface Item {
    clave: string
    /** All by which people look for it: name, form, strength. */
    text: string
}

/** Made once for a catalogue: 5,000 items take a tenth of a second. */
export interface SearchIndex {
    items: readonly Item[]
    /** In order; `holders` has the items of each. */
    words: readonly string[]
    holders: readonly Uint32Array[]
    /** Of each item, for order. */
    names: readonly string[]
}

/** Pieces of each clave that the unit may hand out, 0 where there are none: its formulary. */
export type Shelf = ReadonlyMap<string, number>

export function makeIndex(items: readonly Item[]): SearchIndex {
    const sorted = items
        .map(item => ({ item, name: fold(item.text) }))
        .sort((x, y) => (x.name < y.name ? -1 : x.name > y.name ? 1 : 0))
    const holders = new Map<string, number[]>()
    sorted.forEach(({ item, name }, at) => {
        const code = item.clave.replaceAll('.', '')
        for (const word of new Set([...wordsOf(name), code, code.slice(6), item.clave])) {
            const all = holders.get(word)
            if (all) all.push(at)
            else holders.set(word, [at])
        }
    })
    const words = [...holders.keys()].sort()
    return {
        items: sorted.map(x => x.item),
        words,
        holders: words.map(x => Uint32Array.from(holders.get(x)!)),
        names: sorted.map(x => x.name),
    }
}

/**
 * Items of which every typed word begins a word or the code, by whole groups or from its third: those on the unit's shelf first, then those
 * of its formulary, then the rest; among equals those whose name begins with what was typed, then by name.
 */
export function suggest(index: SearchIndex, typed: string, shelf: Shelf, most = 10): Item[] {
    const looked = fold(typed)
    const words = looked.split(' ').flatMap(x => (/^[\d.]+$/.test(x) && x.includes('.') ? [x] : wordsOf(x)))
    if (words.length === 0) return []
    const matched = new Uint8Array(index.items.length)
    words.forEach((word, i) => {
        for (let at = firstFrom(index.words, word); at < index.words.length && index.words[at]!.startsWith(word); at++)
            for (const item of index.holders[at]!) if (matched[item] === i) matched[item] = i + 1
    })
    const ranked: { at: number; rank: number }[] = []
    for (let at = 0; at < matched.length; at++)
        if (matched[at] === words.length) ranked.push({ at, rank: rank(index, at, looked, shelf) })
    ranked.sort((x, y) => x.rank - y.rank || x.at - y.at)
    return ranked.slice(0, most).map(x => index.items[x.at]!)
}

function rank(index: SearchIndex, at: number, looked: string, shelf: Shelf): number {
    const { clave } = index.items[at]!
    const pieces = shelf.get(clave)
    const place = pieces === undefined ? 2 : pieces > 0 ? 0 : 1
    const begins = index.names[at]!.startsWith(looked) || clave === looked || clave.slice(8, 12) === looked
    return 2 * place + (begins ? 0 : 1)
}

/** Letters and digits, `2.5` as one. */
const wordsOf = (folded: string): string[] => folded.match(/\d+(?:[.,]\d+)+|[\p{L}\p{N}]+/gu) ?? []

/** The place of the first word that is not before it. */
function firstFrom(words: readonly string[], word: string): number {
    let [low, high] = [0, words.length]
    while (low < high) {
        const middle = (low + high) >> 1
        if (words[middle]! < word) low = middle + 1
        else high = middle
    }
    return low
}
