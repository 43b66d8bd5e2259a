import type { DemandEdition } from '../api/models'
import { periodName } from '../format'

export const statusNames: Record<DemandEdition['status'], string> = {
    opening: 'preparándose',
    draft: 'borrador',
    requested: 'solicitada',
    analysed: 'analizada',
    approved: 'aprobada',
    published: 'publicada',
}

export const cpmStatusNames: Record<string, string> = {
    computed: 'calculado',
    'insufficient-data': 'datos insuficientes',
    'from-demand': 'tomado de lo recetado',
}

/** What a catalogue calls an item, short enough for a row. */
export function shortly(description: string | null | undefined, most = 70): string {
    const text = description?.trim() ?? ''
    return text.length <= most ? text : `${text.slice(0, text.lastIndexOf(' ', most)).replace(/[.,;:]$/, '')}…`
}

export const monthsOf = (x: DemandEdition) =>
    `${x.months} meses desde ${periodName(x.from)} · versión ${x.edition} · ${x.net ? 'neta de existencia y tránsito' : 'sin descontar existencia'} · regla ${x.rule}`

/** Further from what was consumed than may go without a justification. */
export const needsReason = (pieces: number, below: number | null, above: number | null) =>
    (below !== null && pieces < below) || (above !== null && pieces > above)
