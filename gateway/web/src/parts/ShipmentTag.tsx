import { shipmentStatusNames } from '../texts/stock'

const kinds: Record<string, string> = { held: 'warn', dispatched: 'info', received: 'good' }
const signs: Record<string, string> = { held: '◷ ', dispatched: '→ ', received: '✓ ', cancelled: '✕ ' }

/** Where a shipment is, in a word and a sign. */
export const ShipmentTag = ({ status }: { status: string }) => (
    <span className={`tag ${kinds[status] ?? ''}`}>
        {signs[status]}
        {shipmentStatusNames[status] ?? status}
    </span>
)
