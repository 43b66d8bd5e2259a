import { useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import { address } from '../api/client'
import type { Page as PageOf, StockLot } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { date, pieces } from '../format'
import { unsent } from '../offline/unsent'
import { session } from '../session/session'
import { lotsHere } from '../stock/lots'
import { conditionNames } from '../texts/stock'
import { Answer } from './Answer'
import { Paging } from './Paging'
import { Scroll } from './Scroll'
import { StockFilters } from './StockFilters'

/** Each lot where it lies, in its condition. */
export default function StockByLot({ place }: { place: Record<string, string | null> }) {
    const { of } = useAddress()
    const { facility } = session.shown ?? { facility: null }
    const rows = useSyncExternalStore(unsent.watch, () => unsent.rows)
    const read = useRead<PageOf<StockLot>>('/inventory/stock', {
        ...place,
        clave: of('codigo'),
        condition: of('condicion'),
        expiresBefore: of('caduca'),
        after: of('despues'),
        limit: 50,
    })
    return (
        <>
            <StockFilters withCondition />
            <Answer of={read}>
                {x => {
                    const isOfHere = facility !== null && rows.some(y => y.facility === facility && y.taken.length > 0)
                    const claves = new Set(x.items.map(y => y.clave))
                    const lots = isOfHere ? lotsHere(x.items, rows, facility).filter(y => claves.has(y.clave)) : x.items
                    return lots.length === 0 ? (
                        <p className="muted">Ningún lote así.</p>
                    ) : (
                        <>
                            <Scroll label="Existencias por lote">
                                <table>
                                    {isOfHere && <caption>Lo del servidor menos lo capturado en este equipo.</caption>}
                                    <thead>
                                        <tr>
                                            <th scope="col">Clave y lote</th>
                                            {facility === null && <th scope="col">Unidad</th>}
                                            <th scope="col">Caduca</th>
                                            <th scope="col">Condición</th>
                                            <th scope="col">Dónde</th>
                                            <th scope="col" className="num">
                                                Piezas
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {lots.map(lot => (
                                            <tr
                                                key={[
                                                    lot.facility,
                                                    lot.clave,
                                                    lot.lot,
                                                    lot.expiresOn,
                                                    lot.condition,
                                                    lot.location,
                                                    lot.fundingSource,
                                                ].join()}
                                            >
                                                <th scope="row">
                                                    <Link
                                                        href={address('/existencias', {
                                                            lado: 'libro',
                                                            codigo: lot.clave,
                                                            lote: lot.lot,
                                                        })}
                                                    >
                                                        {lot.clave} · {lot.lot}
                                                    </Link>
                                                    {lot.fundingSource && <small>{lot.fundingSource}</small>}
                                                </th>
                                                {facility === null && <td>{lot.facility}</td>}
                                                <td className={lot.expired ? 'nowrap bad strong' : 'nowrap'}>
                                                    {date(lot.expiresOn)}
                                                    {lot.expired && <small className="bad">caducado</small>}
                                                </td>
                                                <td>{conditionNames[lot.condition]}</td>
                                                <td>{lot.location === 'main' ? 'principal' : lot.location}</td>
                                                <td className="num strong">
                                                    {pieces(lot.onHand)}
                                                    {lot.reserved > 0 && <small>{pieces(lot.reserved)} apartadas</small>}
                                                </td>
                                            </tr>
                                        ))}
                                    </tbody>
                                </table>
                            </Scroll>
                            <Paging next={x.next} />
                        </>
                    )
                }}
            </Answer>
        </>
    )
}
