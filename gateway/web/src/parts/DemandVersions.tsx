import { Link } from 'wouter'
import type { DemandEdition, DemandLine, Page as PageOf } from '../api/models'
import { useReference } from '../api/queries'
import { statusNames } from '../demand/texts'
import { pieces, time } from '../format'
import { Scroll } from './Scroll'

/** The versions of a period and how much each differs from the one before. */
export function DemandVersions({ editions, shown }: { editions: readonly DemandEdition[]; shown: number }) {
    if (editions.length < 2) return null
    return (
        <details className="gap">
            <summary>{editions.length} versiones</summary>
            <Scroll label="Versiones">
                <table className="dense">
                    <thead>
                        <tr>
                            <th scope="col">Versión</th>
                            <th scope="col">Estado</th>
                            <th scope="col">Publicada</th>
                            <th scope="col" className="num">
                                Renglones
                            </th>
                            <th scope="col" className="num">
                                Máximo
                            </th>
                            <th scope="col" className="num">
                                Contra la anterior
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {editions.map((x, i) => (
                            <Version key={x.edition} of={x} before={editions[i - 1]} isShown={x.edition === shown} />
                        ))}
                    </tbody>
                </table>
            </Scroll>
        </details>
    )
}

const useSums = (period: string, edition: number, isThere: boolean) =>
    useReference<PageOf<DemandLine>>(`/planning/demand/${period}`, { group: 'total', edition }, { enabled: isThere }).data
        ?.items[0]

function Version({ of: x, before, isShown }: { of: DemandEdition; before: DemandEdition | undefined; isShown: boolean }) {
    const sums = useSums(x.period, x.edition, x.status !== 'opening')
    const last = useSums(x.period, before?.edition ?? 0, before !== undefined)
    const change = sums && last ? (sums.consolidated ?? 0) - (last.consolidated ?? 0) : null
    return (
        <tr className={isShown ? 'selected' : undefined}>
            <th scope="row">
                <Link href={`/demanda/${x.period}?version=${x.edition}`}>{x.edition}</Link>
            </th>
            <td>{statusNames[x.status]}</td>
            <td>{x.publishedAt ? `${time(x.publishedAt)}, ${x.publishedBy ?? ''}` : '—'}</td>
            <td className="num">{sums ? pieces(sums.lines) : '—'}</td>
            <td className="num">{sums?.consolidated == null ? '—' : pieces(sums.consolidated)}</td>
            <td className="num">
                {change === null ? '—' : change === 0 ? '0' : `${change > 0 ? '+' : '−'}${pieces(Math.abs(change))} piezas`}
            </td>
        </tr>
    )
}
