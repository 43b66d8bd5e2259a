import { Link } from 'wouter'
import type { Page as PageOf, StockDocumentItem } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { pieces, signedPieces, time } from '../format'
import type { PagePath } from '../routes'
import { session } from '../session/session'
import { Answer } from './Answer'
import { Paging } from './Paging'
import { Scroll } from './Scroll'

interface Props {
    list: 'counts' | 'adjustments' | 'transfers'
    /** Where a document is shown. */
    page: PagePath
    label: string
    none: string
}

/** Documents of stock of one kind, the last recorded first, each with what it changed. */
export function DocumentTable({ list, page, label, none }: Props) {
    const { of } = useAddress()
    const { facility } = session.shown ?? { facility: null }
    const read = useRead<PageOf<StockDocumentItem>>(`/inventory/${list}`, { facility, after: of('despues'), limit: 50 })
    return (
        <Answer of={read}>
            {x =>
                x.items.length === 0 ? (
                    <p className="muted">{none}</p>
                ) : (
                    <>
                        <Scroll label={label}>
                            <table>
                                <thead>
                                    <tr>
                                        <th scope="col">Cuándo</th>
                                        {facility === null && <th scope="col">Unidad</th>}
                                        <th scope="col">Quién</th>
                                        <th scope="col" className="num">
                                            Renglones
                                        </th>
                                        <th scope="col" className="num">
                                            {list === 'transfers' ? 'Piezas' : 'Cambió la existencia'}
                                        </th>
                                        <th scope="col">Estado</th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {x.items.map(one => (
                                        <tr key={one.id} className={one.reversed ? 'muted' : undefined}>
                                            <th scope="row" className="nowrap">
                                                <Link href={`${page}/${one.id}`}>{time(one.occurredAt)}</Link>
                                            </th>
                                            {facility === null && <td>{one.facility}</td>}
                                            <td>{one.by}</td>
                                            <td className="num">{pieces(one.lines)}</td>
                                            <td className={one.change < 0 ? 'num bad' : 'num'}>
                                                {list === 'transfers'
                                                    ? pieces(one.pieces)
                                                    : one.pieces === 0
                                                      ? 'nada'
                                                      : signedPieces(one.change)}
                                                {list === 'counts' && one.pieces !== Math.abs(one.change) && (
                                                    <small>{pieces(one.pieces)} piezas de diferencia</small>
                                                )}
                                            </td>
                                            <td>{one.reversed ? <span className="tag">revertido</span> : ''}</td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </Scroll>
                        <Paging next={x.next} />
                    </>
                )
            }
        </Answer>
    )
}
