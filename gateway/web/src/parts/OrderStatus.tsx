import { orderStatusNames } from '../texts/es'

const kinds: Record<string, string> = { issued: 'warn', supplied: 'good', inSupply: 'info', approved: 'info' }

/** Where an order stands, and that it is late. */
export function OrderStatus({ of }: { of: { status: string; emergency: boolean; late?: boolean; unverified?: boolean } }) {
    return (
        <>
            <span className={`tag ${kinds[of.status] ?? ''}`}>{orderStatusNames[of.status] ?? of.status}</span>
            {of.late && <span className="tag bad">atrasada</span>}
            {of.emergency && <span className="tag warn">emergencia</span>}
            {of.unverified && <span className="tag warn">sin verificar</span>}
        </>
    )
}
