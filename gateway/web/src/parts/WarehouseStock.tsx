import { Link } from 'wouter'
import type { Page as PageOf, RecallItem, StockLot } from '../api/models'
import { useRead } from '../api/queries'
import { date, pieces } from '../format'
import { clock } from '../offline/clock'
import { dayAt } from '../offline/zone'
import { session } from '../session/session'
import { soonestOf } from '../warehouse/expiring'
import { Answer } from './Answer'
import { useItemNames } from './names'
import { Section } from './Page'
import { Scroll } from './Scroll'

const first = 8
const daysAhead = 90

/** Lots of here that expire within three months, the first before the rest. */
export function ExpiringLots({ facility }: { facility: string }) {
    const today = dayAt(clock.now(), session.shown?.zone ?? 'America/Mexico_City')
    const until = new Date(Date.parse(`${today}T00:00:00Z`) + daysAhead * 86_400_000).toISOString().slice(0, 10)
    const read = useRead<PageOf<StockLot>>('/inventory/stock', {
        facility,
        condition: 'usable',
        expiresBefore: until,
        limit: 1000,
    })
    const itemName = useItemNames((read.data?.items ?? []).slice(0, first).map(x => x.clave))
    return (
        <Section span={8} title="Caducan pronto" note={`Lotes útiles, de aquí a ${daysAhead} días, y los que ya caducaron.`}>
            <Answer of={read}>
                {x => {
                    const lots = soonestOf(x.items)
                    if (lots.length === 0) return <p className="muted">Ningún lote.</p>
                    return (
                        <Scroll label="Caducan pronto">
                            <table>
                                <thead>
                                    <tr>
                                        <th scope="col">Clave y lote</th>
                                        <th scope="col">Caduca</th>
                                        <th scope="col" className="num">
                                            Piezas
                                        </th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {lots.slice(0, first).map(lot => (
                                        <tr key={`${lot.clave} ${lot.lot} ${lot.expiresOn} ${lot.location} ${lot.fundingSource}`}>
                                            <th scope="row">
                                                <Link href={`/claves/${lot.clave}`}>{lot.clave}</Link> · {lot.lot}
                                                <small>{itemName(lot.clave)}</small>
                                            </th>
                                            <td className={lot.expired ? 'nowrap bad strong' : 'nowrap'}>
                                                {date(lot.expiresOn)}
                                                {lot.expired && ', caducado'}
                                            </td>
                                            <td className="num">{pieces(lot.onHand)}</td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                            {lots.length > first && <p className="small muted">y {lots.length - first} lotes más</p>}
                        </Scroll>
                    )
                }}
            </Answer>
        </Section>
    )
}

/** Recalls that hold at the facility. */
export function RecallsHere({ facility }: { facility: string }) {
    const read = useRead<PageOf<RecallItem>>('/inventory/recalls', { facility, status: 'recalled', limit: first })
    return (
        <Section span={4} title="Retiros vigentes" end={<Link href="/retiros">Ver todos</Link>}>
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">Ninguno.</p>
                    ) : (
                        <ul className="list">
                            {x.items.map(one => (
                                <li key={one.id}>
                                    <span>
                                        <Link href={`/retiros/${one.id}`}>
                                            {one.clave} · {one.lot}
                                        </Link>
                                        <small className="block muted">{one.reason}</small>
                                    </span>
                                    <span className="end">{pieces(one.pieces)} apartadas</span>
                                </li>
                            ))}
                        </ul>
                    )
                }
            </Answer>
        </Section>
    )
}
