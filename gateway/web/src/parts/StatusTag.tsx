import { pieces } from '../format'

interface Shown {
    status: string
    complete: boolean
    owed: number
    unverified: boolean
    possibleDuplicate: boolean
}

/** What became of a prescription, in a word and a sign. */
export function StatusTag({ of }: { of: Shown }) {
    const [kind, text] =
        of.status === 'held'
            ? ['warn', 'retenida']
            : of.status === 'voided'
              ? ['', 'anulada']
              : of.owed > 0
                ? ['bad', `◐ debe ${pieces(of.owed)}`]
                : of.complete
                  ? ['good', '✓ completa']
                  : ['info', 'entregada después']
    return (
        <>
            <span className={`tag ${kind}`}>{text}</span>
            {of.unverified && <span className="tag warn">sin verificar</span>}
            {of.possibleDuplicate && <span className="tag warn">posible duplicada</span>}
        </>
    )
}
