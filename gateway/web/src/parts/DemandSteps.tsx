import type { DemandEdition } from '../api/models'
import { pieces, time } from '../format'

/** How far a demand is, and who did each step. */
export function DemandSteps({ of: x, unjustified }: { of: DemandEdition; unjustified: number | null }) {
    const isAnalysed = ['analysed', 'approved', 'published'].includes(x.status)
    const requests = x.requests ?? 0
    const steps: [string, boolean, string][] = [
        ['Borrador', x.status !== 'opening', x.status === 'opening' ? 'se está preparando' : 'abierta'],
        ['Solicitada', requests > 0, requests === 1 ? '1 comprador' : `${pieces(requests)} compradores`],
        ['Analizada', isAnalysed, x.analysedBy ?? (unjustified ? `${pieces(unjustified)} sin justificar` : 'pendiente')],
        ['Aprobación médica', x.medicalBy !== null, x.medicalBy ?? 'pendiente'],
        ['Aprobación administrativa', x.administrativeBy !== null, x.administrativeBy ?? 'pendiente, otra persona'],
        ['Publicada', x.status === 'published', x.publishedAt ? `${x.publishedBy ?? ''}, ${time(x.publishedAt)}` : '—'],
    ]
    const current = steps.findIndex(([, isDone]) => !isDone)
    return (
        <ol className="steps" aria-label="Avance">
            {steps.map(([name, isDone, note], i) => (
                <li key={name} className={isDone ? 'done' : undefined} aria-current={i === current ? 'step' : undefined}>
                    <b>
                        {isDone ? '✓ ' : i === current ? '◉ ' : ''}
                        {name}
                    </b>
                    <span className="small muted">{note}</span>
                </li>
            ))}
        </ol>
    )
}
