import { Link } from 'wouter'
import type { AwardItem, Buyer, Page as PageOf } from '../api/models'
import { useRead, useReference } from '../api/queries'
import { today, useAddress, useFieldsOf } from '../address'
import { date, percent, pieces, share } from '../format'
import { Answer } from '../parts/Answer'
import { ItemName } from '../parts/ItemName'
import { Page } from '../parts/Page'
import { ListCsv } from '../parts/ListCsv'
import { Paging } from '../parts/Paging'
import { Scroll } from '../parts/Scroll'
import { homeOf } from '../parts/sections'
import { placeOf } from '../parts/Shell'
import { session } from '../session/session'

/** What suppliers won, those that end first before the others: what is ordered, received, left and must still be bought. */
export default function Awards() {
    const { of } = useAddress()
    const filter = {
        clave: of('clave'),
        supplier: of('origen'),
        buyer: of('comprador'),
        endsBefore: of('hasta'),
        validOn: of('lado') === 'todas' || of('hasta') ? null : today(),
    }
    const read = useRead<PageOf<AwardItem>>('/orders/awards', { ...filter, after: of('despues'), limit: 50 })
    const isCentral = session.shown?.role === 'central'
    return (
        <Page
            title="Adjudicaciones"
            scope={placeOf(session.shown!)}
            lead="Lo que los proveedores ganaron, primero lo que vence antes."
            trail={[{ name: placeOf(session.shown!), href: homeOf(session.shown) }, { name: 'Adjudicaciones' }]}
            actions={
                <>
                    <ListCsv<AwardItem>
                        path="/orders/awards"
                        query={filter}
                        name={`adjudicaciones-${today()}.csv`}
                        columns={columns}
                    />
                    {isCentral && (
                        <Link className="button primary" href="/adjudicaciones/nueva">
                            Nueva adjudicación
                        </Link>
                    )}
                </>
            }
        >
            <Filters />
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">
                            Ninguna. {isCentral && <Link href="/adjudicaciones/nueva">Registrar una adjudicación.</Link>}
                        </p>
                    ) : (
                        <>
                            <Table rows={x.items} />
                            <Paging next={x.next} note="Exposición: piezas del mínimo que todavía no se ordenan." />
                        </>
                    )
                }
            </Answer>
        </Page>
    )
}

const columns: readonly (readonly [string, (x: AwardItem) => string | number | null])[] = [
    ['clave', x => x.clave],
    ['proveedor', x => x.supplier],
    ['desde', x => x.from],
    ['hasta', x => x.to],
    ['precio_unitario', x => x.unitPrice],
    ['fuente', x => x.fundingSource],
    ['minimo', x => x.min],
    ['maximo', x => x.max],
    ['ordenado', x => x.ordered],
    ['recibido', x => x.supplied],
    ['queda', x => x.left],
    ['exposicion', x => x.exposure],
    ['compradores', x => x.buyers.map(y => y.buyer).join(' ')],
    ['id', x => x.id],
]

function Filters() {
    const { of, change } = useAddress()
    const form = useFieldsOf(['clave', 'origen'])
    const state = session.shown?.state
    const buyers = useReference<PageOf<Buyer>>('/catalog/buyers', { state, limit: 500 })
    return (
        <form
            ref={form}
            className="row filters"
            onSubmit={event => {
                event.preventDefault()
                const typed = new FormData(event.currentTarget)
                const text = (name: string) => String(typed.get(name)).trim() || null
                change({ clave: text('clave'), origen: text('origen'), despues: null })
            }}
        >
            <label className="field">
                <span>Clave</span>
                <input className="input" name="clave" autoComplete="off" maxLength={20} />
            </label>
            <label className="field">
                <span>Proveedor</span>
                <input className="input" name="origen" autoComplete="off" maxLength={200} />
            </label>
            <button type="submit" className="button">
                Buscar
            </button>
            <label className="field">
                <span>Comprador</span>
                <select
                    className="input"
                    value={of('comprador') ?? ''}
                    onChange={event => {
                        change({ comprador: event.target.value || null, despues: null })
                    }}
                >
                    <option value="">Todos</option>
                    {(buyers.data?.items ?? []).map(x => (
                        <option key={x.code} value={x.code}>
                            {x.name}
                        </option>
                    ))}
                </select>
            </label>
            <label className="field">
                <span>Vence antes del</span>
                <input
                    className="input"
                    type="date"
                    value={of('hasta') ?? ''}
                    onChange={event => {
                        change({ hasta: event.target.value || null, despues: null })
                    }}
                />
            </label>
            <label className="check">
                <input
                    type="checkbox"
                    checked={of('lado') === 'todas'}
                    onChange={event => {
                        change({ lado: event.target.checked ? 'todas' : null, despues: null })
                    }}
                />
                También las que no valen hoy
            </label>
        </form>
    )
}

const Table = ({ rows }: { rows: readonly AwardItem[] }) => (
    <Scroll label="Adjudicaciones">
        <table>
            <thead>
                <tr>
                    <th scope="col">Clave</th>
                    <th scope="col">Proveedor</th>
                    <th scope="col">Vale hasta</th>
                    <th scope="col" className="num">
                        Mínimo
                    </th>
                    <th scope="col" className="num">
                        Máximo
                    </th>
                    <th scope="col" className="num">
                        Ordenado
                    </th>
                    <th scope="col" className="num">
                        Recibido
                    </th>
                    <th scope="col" className="num">
                        Queda
                    </th>
                    <th scope="col" className="num">
                        Exposición
                    </th>
                </tr>
            </thead>
            <tbody>
                {rows.map(x => (
                    <tr key={x.id}>
                        <th scope="row">
                            <Link href={`/adjudicaciones/${x.id}`}>{x.clave}</Link>
                            <ItemName clave={x.clave} />
                        </th>
                        <td>
                            {x.supplier}
                            <small>{x.buyers.length === 1 ? x.buyers[0]!.buyer : `${x.buyers.length} compradores`}</small>
                        </td>
                        <td className="nowrap">{date(x.to)}</td>
                        <td className="num">{pieces(x.min)}</td>
                        <td className="num">{pieces(x.max)}</td>
                        <td className="num">
                            {pieces(x.ordered)}
                            <small>{percent(share(x.ordered, x.max))}</small>
                        </td>
                        <td className="num">{pieces(x.supplied)}</td>
                        <td className={x.left === 0 ? 'num strong bad' : 'num strong'}>{pieces(x.left)}</td>
                        <td className={x.exposure > 0 ? 'num warn strong' : 'num'}>{pieces(x.exposure)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    </Scroll>
)
