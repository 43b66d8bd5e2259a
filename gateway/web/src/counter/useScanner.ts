import { useEffect, useRef, useState } from 'react'
import { readScan, type Scanned } from '../capture/gs1'
import { play } from '../capture/sound'
import { listenForScans, type WedgeScan } from '../capture/wedge'
import { clock } from '../offline/clock'
import { taughtHere, teachGtin } from '../offline/gtins'
import type { Pack } from '../offline/pack'
import { dayAt } from '../offline/zone'
import type { Claves } from './claves'

export interface Box {
    clave: string
    lot: string | null
    /** yyyy-MM-dd, where the code says it. */
    expiresOn: string | null
    /** Where the code counts them. */
    pieces: number | null
}

type Unknown = Omit<Box, 'clave'> & { gtin: string }

/** What a scanner at the counter reads: a box whose clave is known goes to a line; of one that is not, the person says it once. */
export function useScanner(zone: string, facility: string, pack: Pack | null, claves: Claves, take: (box: Box) => void) {
    const [unknown, setUnknown] = useState<Unknown | null>(null)
    const [choices, setChoices] = useState<readonly Scanned[]>([])
    const [said, setSaid] = useState('')
    const latest = useRef({ claves, take })
    latest.current = { claves, take }

    const read = async (scanned: Scanned) => {
        setChoices([])
        if (scanned.gtin === null) {
            play('notUnderstood')
            setSaid('El código no trae el producto.')
            return
        }
        const clave = pack?.gtins[scanned.gtin] ?? (await taughtHere(scanned.gtin))
        const box = { lot: scanned.lot, expiresOn: scanned.expiresOn, pieces: scanned.count }
        if (clave === null) {
            play('notUnderstood')
            setUnknown({ gtin: scanned.gtin, ...box })
            return
        }
        play('understood')
        latest.current.take({ clave, ...box })
    }

    const heard = useRef((_: WedgeScan) => {})
    heard.current = ({ text, isRepeated }) => {
        if (isRepeated) {
            play('notUnderstood')
            setSaid('¿Otra? La misma caja se leyó dos veces seguidas; no se agregó.')
            return
        }
        setSaid('')
        const scan = readScan(text, { today: dayAt(clock.now(), zone) })
        const { claves: now, take: takeNow } = latest.current
        if (scan.kind === 'read') void read(scan.scanned)
        else if (scan.kind === 'choices') {
            const [first] = scan.choices
            // One product whatever the reading: the lot may stay unsaid.
            if (first?.gtin && scan.choices.every(x => x.gtin === first.gtin)) void read({ ...first, lot: null })
            else {
                play('notUnderstood')
                setChoices(scan.choices)
            }
        } else {
            const meant = now.read(text)
            if ('clave' in meant) {
                play('understood')
                takeNow({ clave: meant.clave, lot: null, expiresOn: null, pieces: null })
            } else {
                play('notUnderstood')
                setSaid(`No se entendió el código «${text}»: ${scan.why.text}`)
            }
        }
    }

    useEffect(
        () =>
            listenForScans(document, scan => {
                heard.current(scan)
            }),
        [],
    )

    /** The person says what the box is: from now on this device knows, and the catalogue learns it. */
    const teach = (clave: string) => {
        if (!unknown) return
        void teachGtin(unknown.gtin, clave, facility)
        const { gtin: _, ...box } = unknown
        setUnknown(null)
        take({ clave, ...box })
    }
    const forget = () => {
        setUnknown(null)
        setChoices([])
    }
    return { unknown, choices, said, read, teach, forget }
}
