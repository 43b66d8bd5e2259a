import { Link } from 'wouter'
import { address } from '../api/client'
import type { Page as PageOf, RecallItem } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { date, pieces } from '../format'
import { Answer } from '../parts/Answer'
import { Csv } from '../parts/Csv'
import { usePlaceNames } from '../parts/names'
import { Page } from '../parts/Page'
import { Paging } from '../parts/Paging'
import { RecallTag } from '../parts/RecallTag'
import { Scroll } from '../parts/Scroll'
import { placeOf } from '../parts/Shell'
import { session } from '../session/session'
import { scopeName } from '../warehouse/scope'

const sides = [
    ['', 'Vigentes', 'recalled'],
    ['levantados', 'Levantados', 'lifted'],
    ['todos', 'Todos', null],
] as const

/** Lots that were withdrawn from use, and what was set apart of them where the reader may see it. */
export default function Recalls() {
    const { of, withChanged } = useAddress()
    const { role, facility } = session.shown ?? { role: '', facility: null }
    const side = of('lado') ?? ''
    const query = { facility, status: sides.find(([code]) => code === side)?.[2] ?? null }
    const read = useRead<PageOf<RecallItem>>('/inventory/recalls', { ...query, after: of('despues'), limit: 50 })
    const mayIssue = ['central', 'state', 'warehouse'].includes(role)
    return (
        <Page
            title="Retiros de lotes"
            scope={placeOf(session.shown!)}
            lead="Un lote retirado pasa a cuarentena donde esté, también el que llegue después."
            trail={[
                { name: placeOf(session.shown!), href: role === 'warehouse' ? '/almacen' : facility ? '/mi-unidad' : '/' },
                { name: 'Retiros' },
            ]}
            actions={
                <>
                    {mayIssue && (
                        <Link className="button primary" href="/retiros/nuevo">
                            Retirar un lote
                        </Link>
                    )}
                    <Csv href={address('/inventory/recalls', query)} name="retiros.csv" />
                </>
            }
        >
            <nav className="tabs" aria-label="Cuáles">
                {sides.map(([code, name]) => (
                    <Link
                        key={code}
                        href={withChanged({ lado: code || null, despues: null })}
                        aria-current={side === code ? 'page' : undefined}
                    >
                        {name}
                    </Link>
                ))}
            </nav>
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">Ninguno{side === '' && ' vigente'}.</p>
                    ) : (
                        <>
                            <Table rows={x.items} />
                            <Paging next={x.next} />
                        </>
                    )
                }
            </Answer>
        </Page>
    )
}

function Table({ rows }: { rows: readonly RecallItem[] }) {
    const placeName = usePlaceNames(rows.map(x => x.scope ?? '').filter(x => x.length > 2))
    return (
        <Scroll label="Retiros">
            <table>
                <thead>
                    <tr>
                        <th scope="col">Clave y lote</th>
                        <th scope="col">Motivo</th>
                        <th scope="col">En</th>
                        <th scope="col">Desde</th>
                        <th scope="col" className="num">
                            Unidades
                        </th>
                        <th scope="col" className="num">
                            Piezas apartadas
                        </th>
                        <th scope="col">Estado</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map(x => (
                        <tr key={x.id}>
                            <th scope="row">
                                <Link href={`/retiros/${x.id}`}>
                                    {x.clave} · {x.lot}
                                </Link>
                            </th>
                            <td>{x.reason}</td>
                            <td>{scopeName(x.scope, placeName)}</td>
                            <td className="nowrap">{date(x.recalledAt)}</td>
                            <td className="num">{pieces(x.facilities)}</td>
                            <td className="num">{pieces(x.pieces)}</td>
                            <td>
                                <RecallTag status={x.status} />
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </Scroll>
    )
}
