import type { LineToSend } from '../api/models'
import { pieces } from '../format'

/** Claves of which less is here than the lines that are shown ask for. */
export function ScarceItems({
    rows,
    onHand,
    itemName,
}: {
    rows: readonly LineToSend[]
    onHand: (clave: string) => number | null
    itemName: (clave: string) => string
}) {
    const scarce = [...Map.groupBy(rows, x => x.clave)]
        .map(([clave, lines]) => ({
            clave,
            there: onHand(clave),
            asked: lines.reduce((sum, x) => sum + x.toSend, 0),
            places: new Set(lines.map(x => x.destination)).size,
        }))
        .filter(x => x.there !== null && x.there < x.asked)
    if (scarce.length === 0) return null
    return (
        <section className="section">
            <header>
                <h2>No alcanza para todos</h2>
            </header>
            <ul className="list">
                {scarce.map(x => (
                    <li key={x.clave}>
                        <span>
                            <b className="code">{x.clave}</b> {itemName(x.clave)}
                            <small className="block muted">
                                hay {pieces(x.there!)}, piden {pieces(x.asked)} en {x.places}{' '}
                                {x.places === 1 ? 'unidad' : 'unidades'}
                            </small>
                        </span>
                    </li>
                ))}
            </ul>
        </section>
    )
}
