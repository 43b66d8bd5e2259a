import { Link } from 'wouter'
import { useAddress, type Parameter } from '../address'

/** On through a list by its cursor, and back to its beginning. The cursor is in the address. */
export function Paging({
    next,
    drops,
    note,
}: {
    next: string | null
    /** What the address says of the page that is left. */
    drops?: Parameter
    note?: string
}) {
    const { of, withChanged } = useAddress()
    const to = (cursor: string | null) => withChanged({ despues: cursor, ...(drops ? { [drops]: null } : {}) })
    return (
        <p className="row gap">
            {of('despues') && (
                <Link className="button" href={to(null)}>
                    ← Al principio
                </Link>
            )}
            {next && (
                <Link className="button" href={to(next)}>
                    Siguientes →
                </Link>
            )}
            {note && <span className="small muted">{note}</span>}
        </p>
    )
}
