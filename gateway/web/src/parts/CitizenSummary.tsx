import type { CitizenSummary as Summary } from '../api/models'
import { useRead } from '../api/queries'
import { pieces } from '../format'
import { Answer } from './Answer'

/** What citizens said of the same place and period: a check on the figure, part of none. */
export function CitizenSummary({ level, code, period }: { level: string; code: string | null; period: string }) {
    const read = useRead<Summary>('/dispensing/citizen-reports/summary', { level, code, period })
    return (
        <>
            <h2 className="gap">Avisos de ciudadanos</h2>
            <Answer of={read}>
                {x =>
                    x.reports === 0 ? (
                        <p className="muted">Ninguno.</p>
                    ) : (
                        <dl className="facts">
                            <dt>Avisos</dt>
                            <dd>
                                {pieces(x.reports)}, {pieces(x.open)} sin respuesta
                            </dd>
                            <dt>Contradicen lo registrado</dt>
                            <dd>
                                {pieces(x.contradicting)} de {pieces(x.withRecord)} con receta
                            </dd>
                            <dt>Terminaron con entrega</dt>
                            <dd>{pieces(x.endedWithDelivery)}</dd>
                        </dl>
                    )
                }
            </Answer>
        </>
    )
}
