import { Link } from 'wouter'
import { date, oneDecimal, pieces } from '../format'
import type { FreeLot } from '../warehouse/pick'
import type { Chosen, Prepared } from '../warehouse/usePreparation'

interface Props {
    shipments: readonly Prepared[]
    picks: ReadonlyMap<string, FreeLot[]>
    free: ReadonlyMap<string, FreeLot[]>
    isRingFenced: (source: string) => boolean
    placeName: (code: string) => string
    /** At the destination, once what is proposed is there; null: no demand is published. */
    monthsAfter: (key: string) => number | null
    leaveOut: (key: string) => void
    ofSource: (key: string, source: string | null) => void
}

const sumOf = (lots: readonly FreeLot[]) => lots.reduce((sum, x) => sum + x.pieces, 0)

/** The shipments as they will leave: of each line its lots, what expires first before the rest, and what stays owing. */
export default function PreparedShipments({ shipments, picks, placeName, monthsAfter, ...more }: Props) {
    return shipments.map(x => {
        const lots = x.lines.flatMap(y => picks.get(y.key) ?? [])
        return (
            <section key={x.order} className="sheet shipment" aria-label={`Embarque a ${placeName(x.destination)}`}>
                <h2>Embarque a {placeName(x.destination)}</h2>
                <p className="definition">
                    {x.number ?? 'sin número'} · {x.lines.length} {x.lines.length === 1 ? 'renglón' : 'renglones'}, {lots.length}{' '}
                    {lots.length === 1 ? 'lote' : 'lotes'}, {pieces(sumOf(lots))} piezas
                </p>
                <ul className="list">
                    {x.lines.map(line => (
                        <Line key={line.key} of={line} lots={picks.get(line.key) ?? []} after={monthsAfter(line.key)} {...more} />
                    ))}
                </ul>
            </section>
        )
    })
}

function Line({
    of: { key, line, text, fundingSource },
    lots,
    after,
    free,
    isRingFenced,
    leaveOut,
    ofSource,
}: { of: Chosen; lots: readonly FreeLot[]; after: number | null } & Pick<
    Props,
    'free' | 'isRingFenced' | 'leaveOut' | 'ofSource'
>) {
    const owing = line.toSend - sumOf(lots)
    const sources = [
        ...new Set((free.get(line.clave) ?? []).map(x => x.fundingSource).filter(x => x !== null && isRingFenced(x))),
    ] as string[]
    return (
        <li>
            <span>
                <b className="code">
                    <Link href={`/claves/${line.clave}`}>{line.clave}</Link>
                </b>
                {lots.map(x => (
                    <small key={`${x.lot} ${x.expiresOn} ${x.fundingSource ?? ''}`} className="lot">
                        {x.lot} · {date(x.expiresOn)}
                        {x.fundingSource && ` · ${x.fundingSource}`} · {pieces(x.pieces)}
                    </small>
                ))}
                {after !== null && <small className="block muted">con lo propuesto, {oneDecimal(after)} meses allá</small>}
                {sources.length > 0 && (
                    <label className="field">
                        <span>Fuente de {line.clave}</span>
                        <select
                            className="input"
                            value={fundingSource ?? ''}
                            onChange={event => {
                                ofSource(key, event.target.value || null)
                            }}
                        >
                            <option value="">sin etiquetar</option>
                            {sources.map(x => (
                                <option key={x} value={x}>
                                    {x}
                                </option>
                            ))}
                        </select>
                    </label>
                )}
            </span>
            <span className="end">
                {text}
                {owing > 0 && <small className="bad block">quedan debiendo {pieces(owing)}</small>}
                {owing < 0 && <small className="warn block">{pieces(-owing)} más que lo pendiente</small>}
                <button
                    type="button"
                    className="button compact"
                    aria-label={`Quitar ${line.clave} del embarque a ${line.destination}`}
                    onClick={() => {
                        leaveOut(key)
                    }}
                >
                    ✕
                </button>
            </span>
        </li>
    )
}
