import { Link } from 'wouter'
import type { OwedItem, Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { clavesOf } from '../counter/claves'
import { date, pieces } from '../format'
import { usePack } from '../offline/pack'
import { Answer } from '../parts/Answer'
import { Page } from '../parts/Page'
import { Paging } from '../parts/Paging'
import { Scroll } from '../parts/Scroll'
import { placeOf } from '../parts/Shell'
import { session } from '../session/session'

/** What patients are still owed, the longest waiting first; what the unit has in stock again can be handed over. */
export default function Owed() {
    const { of } = useAddress()
    const { facility } = session.shown ?? { facility: null }
    const { pack } = usePack(facility ?? '')
    const claves = clavesOf(pack, facility ?? '')
    const read = useRead<PageOf<OwedItem>>('/dispensing/owed', { facility, after: of('despues'), limit: 50 })
    return (
        <Page
            title="Por entregar"
            scope={placeOf(session.shown!)}
            lead="Renglones que se quedaron a deber, del más antiguo al más nuevo."
            trail={[{ name: placeOf(session.shown!), href: facility ? '/mi-unidad' : '/' }, { name: 'Por entregar' }]}
        >
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">No se debe nada.</p>
                    ) : (
                        <>
                            <Scroll label="Renglones por entregar">
                                <table>
                                    <thead>
                                        <tr>
                                            <th scope="col">Receta</th>
                                            <th scope="col">Presentada</th>
                                            <th scope="col">Clave</th>
                                            <th scope="col" className="num">
                                                Se debe
                                            </th>
                                            <th scope="col">En la unidad</th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {x.items.map(one => {
                                            const known = claves.describe(one.clave)
                                            return (
                                                <tr key={`${one.prescription}-${one.line}`}>
                                                    <th scope="row">
                                                        <Link href={`/recetas/${one.prescription}`}>
                                                            {one.folio ?? 'sin folio'}
                                                        </Link>
                                                    </th>
                                                    <td>{date(one.localDate)}</td>
                                                    <td>
                                                        {one.clave}
                                                        <small>{known.description}</small>
                                                    </td>
                                                    <td className="num">{pieces(one.owed)}</td>
                                                    <td>
                                                        {known.onHand === null ? (
                                                            '—'
                                                        ) : known.onHand > 0 ? (
                                                            <span className="tag good">hay {pieces(known.onHand)}</span>
                                                        ) : (
                                                            <span className="muted">no hay</span>
                                                        )}
                                                    </td>
                                                </tr>
                                            )
                                        })}
                                    </tbody>
                                </table>
                            </Scroll>
                            <Paging next={x.next} />
                        </>
                    )
                }
            </Answer>
        </Page>
    )
}
