import { useEffect } from 'react'
import { Link } from 'wouter'
import type { Shipment } from '../api/models'
import { shipmentStatusNames } from '../texts/stock'

interface Props {
    of: readonly Shipment[]
    placeName: (code: string) => string
    /** Unless some were refused, which has to be seen first. */
    takesFocus: boolean
}

/** The shipments that were just made, each with its remission. */
export default function ShipmentsMade({ of, placeName, takesFocus }: Props) {
    useEffect(() => {
        if (takesFocus) document.getElementById('hechos')?.focus()
    }, [of, takesFocus])
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
