import { useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import type { Kind } from '../offline/database'
import { unsent } from '../offline/unsent'

/** What of a kind was recorded on this device and has no answer yet. */
export function WaitingHere({ kind, name }: { kind: Kind; name: (count: number) => string }) {
    const count = useSyncExternalStore(unsent.watch, () => unsent.rows).filter(x => x.kind === kind).length
    if (count === 0) return null
    return (
        <p className="notice warn" role="status">
            {count} {name(count)} en este equipo por enviar o corregir. <Link href="/cola">Ver</Link>
        </p>
    )
}
