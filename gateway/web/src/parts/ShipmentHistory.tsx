import type { Shipment } from '../api/models'
import { date, pieces, time } from '../format'
import { Section } from './Page'
import { WithReason } from './WithReason'

const outcomeNames: Record<string, string> = { returned: 'regresaron', lost: 'se perdieron' }

/** What happened with a shipment, in its order, with the button that takes it back. */
export function ShipmentHistory({ of: x, isReceiver, mayResolve }: { of: Shipment; isReceiver: boolean; mayResolve: boolean }) {
    const moved = x.movements ?? []
    const madeBy = moved.find(y => y.document.part === null)?.by
    return (
        <Section span={12} title="Historia">
            <ul className="list">
                {x.recordedAt && (
                    <li>
                        <span>
                            {time(x.recordedAt)}: hecho{madeBy && ` por ${madeBy}`}
                            {x.status === 'held' && ', retenido'}
                        </span>
                    </li>
                )}
                {x.dispatchedAt && <li>{time(x.dispatchedAt)}: salió</li>}
                {x.status === 'cancelled' && <li>Cancelado: no salió, lo apartado quedó libre.</li>}
                {x.receptions.map(visit => (
                    <li key={visit.id} className={visit.reversed ? 'muted' : undefined}>
                        <span>
                            {time(visit.recordedAt)}: {visit.by} recibió el {date(visit.receivedOn)}
                            {visit.reversed && ' (revertida: no cuenta)'}
                            {visit.lines.map(line => (
                                <small key={line.clave} className="block">
                                    {line.clave}: {pieces(line.good)} buenas
                                    {line.damaged > 0 && `, ${pieces(line.damaged)} dañadas`}
                                    {line.missing > 0 && `, faltan ${pieces(line.missing)}`}
                                </small>
                            ))}
                        </span>
                        {isReceiver && !visit.reversed && (
                            <span className="end">
                                <WithReason
                                    label="Revertir"
                                    path={`/inventory/shipments/${x.id}/receptions/${visit.id}/reversal`}
                                    asks="¿Por qué se revierte? Sus piezas vuelven a estar en tránsito."
                                />
                            </span>
                        )}
                    </li>
                ))}
                {(x.resolutions ?? []).map(one => (
                    <li key={one.id} className={one.reversed ? 'muted' : undefined}>
                        <span>
                            {time(one.recordedAt)}: {one.by} resolvió faltantes
                            {one.reversed && ' (revertida: no cuenta)'}
                            {one.lines.map(line => (
                                <small key={`${line.clave} ${line.lot} ${line.outcome}`} className="block">
                                    {line.clave} lote {line.lot}: {pieces(line.quantity)} {outcomeNames[line.outcome]}:{' '}
                                    {line.reason}
                                </small>
                            ))}
                        </span>
                        {mayResolve && !one.reversed && (
                            <span className="end">
                                <WithReason
                                    label="Revertir"
                                    path={`/inventory/shipments/${x.id}/resolutions/${one.id}/reversal`}
                                    asks="¿Por qué se revierte? Sus piezas vuelven a estar en tránsito."
                                />
                            </span>
                        )}
                    </li>
                ))}
            </ul>
        </Section>
    )
}
