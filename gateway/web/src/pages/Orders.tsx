import { Link } from 'wouter'
import type { Parameters } from '../api/client'
import type { OrderItem, Page as PageOf } from '../api/models'
import { useRead, useToDo } from '../api/queries'
import { today, useAddress } from '../address'
import { date, oneDecimal, percent, pieces, share } from '../format'
import { Answer } from '../parts/Answer'
import { OrderFilters } from '../parts/OrderFilters'
import { OrderStatus } from '../parts/OrderStatus'
import { Page } from '../parts/Page'
import { ListCsv } from '../parts/ListCsv'
import { Paging } from '../parts/Paging'
import { Scroll } from '../parts/Scroll'
import { homeOf } from '../parts/sections'
import { placeOf } from '../parts/Shell'
import { session } from '../session/session'
import { orderStatusNames } from '../texts/es'

const sides = [
    ['', 'Abiertas'],
    ['aprobar', 'Por aprobar'],
    ['atrasadas', 'Atrasadas'],
    ['todas', 'Todas'],
] as const

const sideQuery: Record<string, Parameters> = {
    '': { sort: 'priority' },
    aprobar: { status: 'issued' },
    atrasadas: { late: true, sort: 'priority' },
}

/** The supply orders of a place: the open ones, the most urgent first, those to approve, the late ones, all of them. */
export default function Orders() {
    const { of, withChanged } = useAddress()
    const { role } = session.shown ?? { role: '' }
    const toDo = useToDo()
    const number = of('numero')
    const side = number ? 'todas' : (of('lado') ?? '')
    const filter: Parameters = number
        ? { number }
        : {
              ...sideQuery[side],
              ...(side === 'todas' ? { status: of('estado') } : {}),
              state: of('entidad'),
              clave: of('clave'),
              source: of('origen'),
              destination: of('destino'),
              from: of('desde'),
              to: of('hasta'),
          }
    const read = useRead<PageOf<OrderItem>>('/orders/supply-orders', { ...filter, after: of('despues'), limit: 50 })
    const counts: Record<string, number | undefined> = { aprobar: toDo['orders-to-approve'], atrasadas: toDo['orders-late'] }
    const mayIssue = ['state', 'central'].includes(role)
    return (
        <Page
            title="Órdenes de suministro"
            scope={placeOf(session.shown!)}
            trail={[{ name: placeOf(session.shown!), href: homeOf(session.shown) }, { name: 'Órdenes' }]}
            actions={
                <>
                    <ListCsv<OrderItem>
                        path="/orders/supply-orders"
                        query={filter}
                        name={`ordenes-${today()}.csv`}
                        columns={columns}
                    />
                    {mayIssue && (
                        <Link className="button primary" href="/ordenes/nueva">
                            Emitir orden
                        </Link>
                    )}
                </>
            }
        >
            <OrderFilters withStatus={side === 'todas'} />
            <nav className="tabs" aria-label="Cuáles">
                {sides.map(([code, name]) => (
                    <Link
                        key={code}
                        href={withChanged({ lado: code || null, numero: null, estado: null, despues: null })}
                        aria-current={side === code ? 'page' : undefined}
                    >
                        {name}
                        {counts[code] !== undefined && ` (${pieces(counts[code])})`}
                    </Link>
                ))}
            </nav>
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">
                            Ninguna. {mayIssue && side !== 'aprobar' && <Link href="/ordenes/nueva">Emitir una orden.</Link>}
                        </p>
                    ) : (
                        <>
                            <Table rows={x.items} />
                            <Paging
                                next={x.next}
                                {...(side === '' || side === 'atrasadas'
                                    ? { note: 'Primero las más urgentes: menos meses de existencia en el destino.' }
                                    : {})}
                            />
                        </>
                    )
                }
            </Answer>
        </Page>
    )
}

const columns: readonly (readonly [string, (x: OrderItem) => string | number | null])[] = [
    ['numero', x => x.number],
    ['estado', x => orderStatusNames[x.status] ?? x.status],
    ['atrasada', x => (x.late ? 'sí' : 'no')],
    ['emergencia', x => (x.emergency ? 'sí' : 'no')],
    ['entidad', x => x.state],
    ['origen', x => x.source.id],
    ['destino', x => x.destination],
    ['emitida', x => x.issuedOn],
    ['prometida', x => x.promisedOn],
    ['abastecida', x => x.suppliedOn],
    ['renglones', x => x.lines],
    ['ordenado', x => x.ordered],
    ['recibido_util', x => x.good],
    ['en_transito', x => x.inTransit],
    ['meses_en_destino', x => x.monthsOfStock],
    ['id', x => x.id],
]

const Table = ({ rows }: { rows: readonly OrderItem[] }) => (
    <Scroll label="Órdenes de suministro">
        <table>
            <thead>
                <tr>
                    <th scope="col">Orden</th>
                    <th scope="col">De → a</th>
                    <th scope="col">Estado</th>
                    <th scope="col">Prometida</th>
                    <th scope="col" className="num">
                        Renglones
                    </th>
                    <th scope="col" className="num">
                        Recibido
                    </th>
                    <th scope="col" className="num">
                        Meses en destino
                    </th>
                </tr>
            </thead>
            <tbody>
                {rows.map(x => (
                    <tr key={x.id}>
                        <th scope="row">
                            <Link className="nowrap" href={`/ordenes/${x.id}`}>
                                {x.number ?? `…${x.id.slice(-13)}`}
                            </Link>
                            <small>{date(x.issuedOn)}</small>
                        </th>
                        <td>
                            {x.source.id}
                            <small>→ {x.destination}</small>
                        </td>
                        <td>
                            <OrderStatus of={x} />
                        </td>
                        <td className={x.late ? 'bad nowrap' : 'nowrap'}>{x.promisedOn ? date(x.promisedOn) : '—'}</td>
                        <td className="num">{pieces(x.lines)}</td>
                        <td className="num">
                            {percent(share(x.good, x.ordered))}
                            <small>
                                {pieces(x.good)} de {pieces(x.ordered)}
                            </small>
                        </td>
                        <td className={x.monthsOfStock !== null && x.monthsOfStock < 0.5 ? 'num strong bad' : 'num'}>
                            {x.monthsOfStock === null ? '—' : oneDecimal(x.monthsOfStock)}
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    </Scroll>
)
