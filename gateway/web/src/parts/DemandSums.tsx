import { Link } from 'wouter'
import type { Buyer, DemandEdition, DemandLine, Page as PageOf } from '../api/models'
import type { Parameters } from '../api/client'
import { useRead, useReference } from '../api/queries'
import { useAddress } from '../address'
import { TrioChart } from '../charts/TrioChart'
import { pieces } from '../format'
import { Answer } from './Answer'
import { Paging } from './Paging'
import { Scroll } from './Scroll'

const amount = (x: number | null) => (x === null ? '—' : pieces(x))

/** The lines of a demand summed by clave or by buyer. */
export default function DemandSums({ of: x, by, filter }: { of: DemandEdition; by: string; filter: Parameters }) {
    const { of, withChanged } = useAddress()
    const isByBuyer = by === 'buyer'
    const read = useRead<PageOf<DemandLine>>(`/planning/demand/${x.period}`, {
        group: by,
        edition: x.edition,
        ...filter,
        after: of('despues'),
        limit: 50,
    })
    const buyers = useReference<PageOf<Buyer>>('/catalog/buyers', { limit: 500 }, { enabled: isByBuyer })
    const nameOf = (code: string) => buyers.data?.items.find(y => y.code === code)?.name
    return (
        <Answer of={read}>
            {page =>
                page.items.length === 0 ? (
                    <p className="muted">Ningún renglón.</p>
                ) : (
                    <>
                        <Scroll label={isByBuyer ? 'Demanda por comprador' : 'Demanda por clave'}>
                            <table>
                                <thead>
                                    <tr>
                                        <th scope="col">{isByBuyer ? 'Comprador' : 'Clave'}</th>
                                        <th scope="col" className="num">
                                            Renglones
                                        </th>
                                        <th scope="col" className="num">
                                            Solicitado
                                        </th>
                                        <th scope="col" className="num">
                                            Según CPM
                                        </th>
                                        <th scope="col" className="num">
                                            Consolidado
                                        </th>
                                        <th scope="col" className="num">
                                            Sin justificar
                                        </th>
                                        <th scope="col" className="no-phone">
                                            Comparación
                                        </th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {page.items.map(one => (
                                        <tr key={one.buyer ?? one.clave}>
                                            <th scope="row">
                                                <Link
                                                    href={withChanged({
                                                        nivel: null,
                                                        despues: null,
                                                        ...(isByBuyer ? { comprador: one.buyer } : { clave: one.clave }),
                                                    })}
                                                >
                                                    {one.buyer ?? one.clave}
                                                </Link>
                                                {one.buyer && <small>{nameOf(one.buyer)}</small>}
                                            </th>
                                            <td className="num">{pieces(one.lines)}</td>
                                            <td className="num">
                                                {isByBuyer && one.requested === null ? 'sin solicitud' : amount(one.requested)}
                                            </td>
                                            <td className="num">{amount(one.cpmBased)}</td>
                                            <td className="num">{amount(one.consolidated)}</td>
                                            <td className="num">{pieces(one.unjustified)}</td>
                                            <td className="no-phone">
                                                <TrioChart
                                                    requested={one.requested}
                                                    cpmBased={one.cpmBased}
                                                    consolidated={one.consolidated}
                                                />
                                            </td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </Scroll>
                        <Paging next={page.next} />
                    </>
                )
            }
        </Answer>
    )
}
