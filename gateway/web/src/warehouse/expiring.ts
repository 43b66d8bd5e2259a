import type { StockLot } from '../api/models'

/** Lots with pieces, what expires first before the rest; the service lists them by clave. */
export const soonestOf = (lots: readonly StockLot[]) =>
    lots.filter(x => x.onHand > 0).toSorted((a, b) => a.expiresOn.localeCompare(b.expiresOn) || a.clave.localeCompare(b.clave))
