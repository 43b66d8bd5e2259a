import { Link } from 'wouter'
import type { Shipment } from '../api/models'
import { shipmentStatusNames } from '../texts/stock'

interface Props {
    of: readonly Shipment[]
    placeName: (code: string) => string
}

/** The shipments that were just made, each with its remission. */
export function ShipmentsMade({ of, placeName }: Props) {
    return (
        <div id="hechos" className="notice good" role="status" tabIndex={-1}>
            <ul>
                {of.map(x => (
                    <li key={x.id}>
                        <Link href={`/embarques/${x.id}`}>{x.number ?? 'Embarque'}</Link> a {placeName(x.to)}:{' '}
                        {shipmentStatusNames[x.status]}. <Link href={`/embarques/${x.id}/remision`}>Remisión</Link>
                        {x.notice && <b> {x.notice}</b>}
                    </li>
                ))}
            </ul>
        </div>
    )
}
