/**
 * Tells the keys of a scanner that is a keyboard from those of a person, by their pace. Pure: keys and times in, what to do out.
 * A burst is `shortest` keys or more, each within `apart` of the one before, ended by Enter, Tab or `silence`.
 */
export const shortest = 6
/** Milliseconds. A person who types 100 words a minute leaves 120 between two keys. */
export const apart = 35
export const silence = 60
/** Milliseconds: the same box, or another one. */
export const repeatedWithin = 2000
/** Milliseconds: a person who has typed so lately is typing still. */
const stillTyping = 1000
/** Milliseconds: no scanner that is so much faster otherwise waits so long after its first key. */
const longPause = 10

/** A person strikes no more keys before a burst within its pace. */
const mostBefore = 3

export interface Key {
    key: string
    code: string
    /** Milliseconds; from any start, the same for all keys. */
    timeStamp: number
    isRepeat: boolean
    ctrl: boolean
    alt: boolean
    meta: boolean
}

export interface State {
    /** Characters that may be a burst, with the time of each. */
    characters: readonly { text: string; at: number }[]
    /** Of the last key of these, also one that gives no character. */
    lastAt: number
    /** When a person has typed last. */
    typedAt: number
    scanned: { text: string; at: number } | null
}

export interface Burst {
    text: string
    /** Of the characters that were collected, the first of the burst: what fields held before it is what they hold after it. */
    first: number
    isRepeated: boolean
}

/** The key is not for the page: no field takes it. */
export interface Step {
    state: State
    burst: Burst | null
    isTaken: boolean
}

export const start: State = { characters: [], lastAt: -Infinity, typedAt: -Infinity, scanned: null }

const separator = '\u001d'
/** For a dead key and others that do not tell their character: no code holds it, so that such a code is refused and not misread. */
const unknown = '\ufffd'
const withoutCharacter = new Set(['Shift', 'CapsLock', 'Control', 'Alt', 'AltGraph', 'NumLock'])

/** Called before each key and when `silence` has passed: ends a burst that no key has ended. */
export function elapsed(state: State, now: number): Step {
    return now - state.lastAt >= silence && state.characters.length > 0 ? end(state) : { state, burst: null, isTaken: false }
}

/** A key that goes down; what `elapsed` makes of its time comes first. */
export function pressed(state: State, key: Key): Step {
    const isBurst = state.characters.length >= shortest
    const follows = key.timeStamp - state.lastAt < (isBurst ? silence : apart)
    if (key.isRepeat) return isBurst ? { state, burst: null, isTaken: true } : typed(state, key.timeStamp)
    if (withoutCharacter.has(key.key))
        return { state: follows ? { ...state, lastAt: key.timeStamp } : state, burst: null, isTaken: false }
    if (key.key === 'Enter' || key.key === 'Tab')
        return isBurst && follows ? { ...end(state), isTaken: true } : typed(state, key.timeStamp)
    const text = characterOf(key)
    if (text === null) return isBurst ? { state, burst: null, isTaken: true } : typed(state, key.timeStamp)
    const characters = [...(follows ? state.characters : []), { text, at: key.timeStamp }]
    // The first key that does not follow shows that those before it were a person's.
    const typedAt = follows || state.characters.length === 0 ? state.typedAt : state.lastAt
    const next = { ...state, characters, lastAt: key.timeStamp, typedAt }
    // A function key does something on a page; within a run of keys it is a separator.
    return { state: next, burst: null, isTaken: characters.length >= shortest || (key.key !== text && characters.length > 1) }
}

function typed(state: State, at: number): Step {
    return { state: { ...state, characters: [], lastAt: at, typedAt: at }, burst: null, isTaken: false }
}

function end(state: State): Step {
    const { characters, lastAt, scanned } = state
    const rest = { ...state, characters: [] }
    if (characters.length < shortest) return { state: { ...rest, typedAt: lastAt }, burst: null, isTaken: false }
    const first = startOf(state)
    const text = characters
        .slice(first)
        .map(x => x.text)
        .join('')
    const isRepeated = scanned !== null && scanned.text === text && lastAt - scanned.at < repeatedWithin
    return { state: { ...rest, scanned: { text, at: lastAt } }, burst: { text, first, isRepeated }, isTaken: false }
}

/**
 * Keys of a person who was typing may come before the burst: what stands before a symbology identifier (no data holds its bracket), or
 * the first key where the pause after it is by far the longest.
 */
function startOf({ characters, typedAt }: State): number {
    for (let i = 0; i <= mostBefore; i++) {
        const three = characters.slice(i, i + 3).map(x => x.text)
        if (/^\][A-Za-z][0-9]$/.test(three.join(''))) return i
    }
    if (characters.length <= shortest || characters[0]!.at - typedAt > stillTyping) return 0
    const [first, ...others] = characters.slice(1).map((x, i) => x.at - characters[i]!.at)
    return first! >= longPause && first! > 2 * Math.max(...others) ? 1 : 0
}

/** Null: a key that no scanner sends. */
function characterOf({ key, code, ctrl, alt, meta }: Key): string | null {
    if (key === 'F8' || (ctrl && (key === ']' || code === 'BracketRight' || key === separator))) return separator
    if (meta || ctrl !== alt) return null // both together are AltGr
    if (key === 'Dead' || key === 'Process' || key === 'Unidentified') return unknown
    return [...key].length === 1 ? key : null
}
