import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { LineToSend, Page as PageOf, ShipmentItem } from '../api/models'
import { useRead } from '../api/queries'
import { pieces } from '../format'
import { Answer } from './Answer'
import { MonthsBar } from './MonthsBar'
import { useItemNames, usePlaceNames } from './names'
import { Section } from './Page'
import { Scroll } from './Scroll'

const first = 8
const some = 50

/** One thing to do: how many of it, and the way there. */
function ToDo({
    href,
    name,
    kind,
    counted,
    isBad,
    children,
}: {
    href: string
    name: string
    kind: string
    counted: string | undefined
    isBad?: boolean
    children?: ReactNode
}) {
    return (
        <li>
            <span>
                <Link href={href}>{name}</Link>
                {children}
            </span>
            <b className={isBad && counted !== '0' ? 'end bad' : 'end'} data-to-do={kind}>
                {counted ?? '…'}
            </b>
        </li>
    )
}

const counted = (x: PageOf<unknown> | undefined) => x && `${pieces(x.items.length)}${x.next ? '+' : ''}`

/** Held, on their way, and with pieces that did not arrive. */
export function ShipmentsToDo({ facility }: { facility: string }) {
    const path = '/inventory/shipments'
    const missing = useRead<PageOf<ShipmentItem>>(path, { missing: true, from: facility, limit: some })
    const held = useRead<PageOf<ShipmentItem>>(path, { status: 'held', from: facility, limit: some })
    const underWay = useRead<PageOf<ShipmentItem>>(path, { status: 'dispatched', from: facility, limit: some })
    const placeName = usePlaceNames((missing.data?.items ?? []).slice(0, 3).map(x => x.to))
    return (
        <Section span={8} title="Embarques" end={<Link href="/embarques">Ver todos</Link>}>
            <Answer of={missing}>
                {x => (
                    <ul className="list">
                        <ToDo
                            href="/embarques?lado=faltantes&ambito=salen"
                            name="Con piezas que no llegaron, por resolver"
                            kind="missing"
                            counted={counted(x)}
                            isBad
                        >
                            {x.items.slice(0, 3).map(one => (
                                <small key={one.id} className="block">
                                    <Link href={`/embarques/${one.id}`}>{one.number ?? 'sin número'}</Link> a {placeName(one.to)}:
                                    faltan {pieces(one.inTransit)}
                                </small>
                            ))}
                        </ToDo>
                        <ToDo
                            href="/embarques?lado=retenidos&ambito=salen"
                            name="Retenidos, por enviar"
                            kind="held"
                            counted={counted(held.data)}
                        />
                        <ToDo
                            href="/embarques?lado=transito&ambito=salen"
                            name="En camino"
                            kind="dispatched"
                            counted={counted(underWay.data)}
                        />
                    </ul>
                )}
            </Answer>
        </Section>
    )
}

interface Count {
    kind: string
    count: number
}
const kinds: Record<string, readonly [string, string]> = {
    'orders-late': ['Órdenes atrasadas', '/ordenes?lado=atrasadas'],
    discrepancies: ['Claves por contar: salió más de lo que había', '/conteos'],
}

/** What waits besides: by the counts of all services, and what is on its way to here. */
export function WaitingHere({ facility }: { facility: string }) {
    const counts = useRead<{ items: Count[] }>('/todo')
    const expected = useRead<PageOf<ShipmentItem>>('/inventory/shipments', { to: facility, expected: true, limit: some })
    return (
        <Section span={4} title="Por atender">
            <Answer of={counts}>
                {x => (
                    <ul className="list">
                        {x.items.flatMap(({ kind, count }) => {
                            const known = kinds[kind]
                            return known
                                ? [<ToDo key={kind} kind={kind} name={known[0]} href={known[1]} counted={pieces(count)} isBad />]
                                : []
                        })}
                        <ToDo
                            href="/recepciones"
                            name="Embarques que llegan aquí"
                            kind="expected"
                            counted={counted(expected.data)}
                        />
                    </ul>
                )}
            </Answer>
        </Section>
    )
}

/** The most urgent of what is still to be sent. */
export function LinesWaiting({ facility }: { facility: string }) {
    const read = useRead<PageOf<LineToSend>>('/orders/supply-orders/lines', { sort: 'priority', source: facility, limit: first })
    const rows = read.data?.items ?? []
    const placeName = usePlaceNames(rows.map(x => x.destination))
    const itemName = useItemNames(rows.map(x => x.clave))
    return (
        <Section
            span={12}
            title="Por enviar"
            note="De órdenes aprobadas, primero para quien menos tiene."
            end={<Link href="/embarques/preparar">Preparar embarques</Link>}
        >
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">Nada por enviar.</p>
                    ) : (
                        <Scroll label="Por enviar">
                            <table>
                                <thead>
                                    <tr>
                                        <th scope="col">Destino</th>
                                        <th scope="col">Clave</th>
                                        <th scope="col">Meses allá</th>
                                        <th scope="col" className="num">
                                            Pendiente
                                        </th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {x.items.map(line => (
                                        <tr key={`${line.order}-${line.line}`}>
                                            <th scope="row">
                                                {placeName(line.destination)}
                                                <small>
                                                    {line.number ?? 'sin número'}
                                                    {line.emergency && ' · emergencia'}
                                                    {line.late && ' · atrasada'}
                                                </small>
                                            </th>
                                            <td>
                                                {line.clave}
                                                <small>{itemName(line.clave)}</small>
                                            </td>
                                            <td>
                                                <MonthsBar months={line.monthsOfStock} />
                                            </td>
                                            <td className="num">{pieces(line.toSend)}</td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </Scroll>
                    )
                }
            </Answer>
        </Section>
    )
}
