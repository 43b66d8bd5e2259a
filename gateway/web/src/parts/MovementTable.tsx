import { Link } from 'wouter'
import { address } from '../api/client'
import type { Movement } from '../api/models'
import { date, signedPieces, time } from '../format'
import { conditionNames, documentNames, movementNames } from '../texts/stock'
import { Scroll } from './Scroll'

/** Where a movement's document is shown. */
function documentOf(x: Movement): string {
    switch (x.document.kind) {
        case 'prescription':
            return `/recetas/${x.document.id}`
        case 'shipment':
            return x.quantity < 0 ? `/embarques/${x.document.id}` : `/recepciones/${x.document.id}`
        case 'count':
            return `/conteos/${x.document.id}`
        case 'adjustment':
            return `/ajustes/${x.document.id}`
        case 'transfer':
            return `/movimientos-internos/${x.document.id}`
        case 'receipt':
            return `/entradas/${x.document.id}`
        case 'recall':
            return `/retiros/${x.document.id}`
    }
}

/** Lines of the ledger, each with the document that it comes from. */
export const MovementTable = ({ rows, label }: { rows: readonly Movement[]; label: string }) => (
    <Scroll label={label}>
        <table className="dense">
            <thead>
                <tr>
                    <th scope="col">Cuándo pasó</th>
                    <th scope="col">Qué</th>
                    <th scope="col" className="num">
                        Piezas
                    </th>
                    <th scope="col">Clave y lote</th>
                    <th scope="col">Dónde y cómo</th>
                    <th scope="col">Registró</th>
                </tr>
            </thead>
            <tbody>
                {rows.map(x => (
                    <tr key={x.id}>
                        <th scope="row" className="nowrap">
                            {time(x.occurredAt)}
                        </th>
                        <td>
                            {movementNames[x.reason] ?? x.reason}
                            <small>
                                <Link href={documentOf(x)}>{documentNames[x.document.kind]}</Link>, renglón {x.document.line}
                                {x.note && `: ${x.note}`}
                            </small>
                        </td>
                        <td className={x.quantity < 0 ? 'num bad strong' : 'num strong'}>{signedPieces(x.quantity)}</td>
                        <td>
                            <Link href={address('/existencias', { lado: 'libro', codigo: x.clave, lote: x.lot })}>
                                {x.clave} · {x.lot}
                            </Link>
                            <small>
                                caduca {date(x.expiresOn)}
                                {x.assumed && '; lote supuesto'}
                                {x.namedLot && `, el documento dice ${x.namedLot}`}
                            </small>
                        </td>
                        <td className="small">
                            {x.location === 'main' ? 'principal' : x.location}, {conditionNames[x.condition]}
                            {x.fundingSource && `, ${x.fundingSource}`}
                        </td>
                        <td className="small">
                            {x.by}
                            <small>{time(x.recordedAt)}</small>
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    </Scroll>
)
