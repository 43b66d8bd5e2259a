import { Link } from 'wouter'
import { address } from '../api/client'
import type { Page as PageOf, StockDocumentItem } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { date, pieces } from '../format'
import { Answer } from '../parts/Answer'
import { Csv } from '../parts/Csv'
import { usePlaceNames } from '../parts/names'
import { NumberSearch } from '../parts/NumberSearch'
import { Page } from '../parts/Page'
import { Paging } from '../parts/Paging'
import { Scroll } from '../parts/Scroll'
import { placeOf } from '../parts/Shell'
import { session } from '../session/session'

/** What came from suppliers, the last first. */
export default function Receipts() {
    const { of } = useAddress()
    const { role, facility, state } = session.shown ?? { role: '', facility: null, state: null }
    const number = of('codigo')
    const query = number ? { number } : { facility, state: facility ? null : state }
    const read = useRead<PageOf<StockDocumentItem>>('/inventory/receipts', { ...query, after: of('despues'), limit: 50 })
    const isOwn = facility !== null && ['warehouse', 'pharmacy'].includes(role)
    return (
        <Page
            title="Entradas de proveedor"
            scope={placeOf(session.shown!)}
            trail={[
                { name: placeOf(session.shown!), href: role === 'warehouse' ? '/almacen' : facility ? '/mi-unidad' : '/' },
                { name: 'Entradas' },
            ]}
            actions={
                <>
                    {isOwn && (
                        <Link className="button primary" href="/entradas/nueva">
                            Recibir de proveedor
                        </Link>
                    )}
                    <Csv href={address('/inventory/receipts', query)} name="entradas.csv" />
                </>
            }
        >
            <div className="row filters">
                <NumberSearch example="EN-13-2026-00123" />
            </div>
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">Ninguna. {isOwn && <Link href="/entradas/nueva">Recibir de proveedor</Link>}</p>
                    ) : (
                        <>
                            <Table rows={x.items} withFacility={facility === null} />
                            <Paging next={x.next} />
                        </>
                    )
                }
            </Answer>
        </Page>
    )
}

function Table({ rows, withFacility }: { rows: readonly StockDocumentItem[]; withFacility: boolean }) {
    const placeName = usePlaceNames(withFacility ? rows.map(x => x.facility) : [])
    return (
        <Scroll label="Entradas">
            <table>
                <thead>
                    <tr>
                        <th scope="col">Número</th>
                        <th scope="col">Llegó</th>
                        <th scope="col">Proveedor</th>
                        {withFacility && <th scope="col">Unidad</th>}
                        <th scope="col" className="num">
                            Renglones
                        </th>
                        <th scope="col" className="num">
                            Piezas
                        </th>
                        <th scope="col">Recibió</th>
                        <th scope="col">Estado</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map(x => (
                        <tr key={x.id}>
                            <th scope="row">
                                <Link href={`/entradas/${x.id}`}>{x.number ?? `…${x.id.slice(-13)}`}</Link>
                            </th>
                            <td className="nowrap">{date(x.on)}</td>
                            <td>{x.supplier ?? '—'}</td>
                            {withFacility && <td>{placeName(x.facility)}</td>}
                            <td className="num">{pieces(x.lines)}</td>
                            <td className="num">{pieces(x.pieces)}</td>
                            <td>{x.by}</td>
                            <td>
                                {x.reversed ? (
                                    <span className="tag bad">✕ revertida</span>
                                ) : (
                                    <span className="tag good">✓ en existencia</span>
                                )}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </Scroll>
    )
}
