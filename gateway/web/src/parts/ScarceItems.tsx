import type { LineToSend, StockSplit } from '../api/models'
import { pieces } from '../format'

interface Scarce {
    clave: string
    there: number
    asked: number
    places: number
}

/** Claves of which less is here than is asked for: by all who wait, where the service has said who does, else by the lines that are shown. */
export function scarce(
    rows: readonly LineToSend[],
    split: readonly StockSplit[] | undefined,
    onHand: (clave: string) => number | null,
): Scarce[] {
    const all = [...Map.groupBy(rows, x => x.clave)].flatMap(([clave, shown]) => {
        const there = onHand(clave)
        const known = split?.find(x => x.clave === clave)
        const lines = known?.lines ?? shown
        return there === null
            ? []
            : [
                  {
                      clave,
                      there,
                      asked: lines.reduce((sum, x) => sum + x.toSend, 0),
                      places: new Set(lines.map(x => x.destination)).size,
                  },
              ]
    })
    return all.filter(x => x.there < x.asked)
}

/** What does not suffice for all, and how it is shared. */
export function ScarceItems({ of, itemName }: { of: readonly Scarce[]; itemName: (clave: string) => string }) {
    if (of.length === 0) return null
    return (
        <section className="section">
            <header>
                <h2>No alcanza para todos</h2>
                <p>Se propone lo que deja a todos con los mismos meses de existencia.</p>
            </header>
            <ul className="list">
                {of.map(x => (
                    <li key={x.clave}>
                        <span>
                            <b className="code">{x.clave}</b> {itemName(x.clave)}
                            <small className="block muted">
                                hay {pieces(x.there)}, piden {pieces(x.asked)} en {x.places}{' '}
                                {x.places === 1 ? 'unidad' : 'unidades'}
                            </small>
                        </span>
                    </li>
                ))}
            </ul>
        </section>
    )
}
