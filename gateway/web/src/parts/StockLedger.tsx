import type { Movement, Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { Answer } from './Answer'
import { MovementTable } from './MovementTable'
import { Paging } from './Paging'
import { StockFilters } from './StockFilters'

/** The ledger of a clave or of one of its lots, in the order in which it was recorded. */
export default function StockLedger({ place }: { place: Record<string, string | null> }) {
    const { of } = useAddress()
    const [clave, lot] = [of('codigo'), of('lote')]
    const read = useRead<PageOf<Movement>>('/inventory/movements', { ...place, clave, lot, after: of('despues'), limit: 50 })
    return (
        <>
            <StockFilters withLot />
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">Ningún movimiento{clave && ` de ${clave}`}.</p>
                    ) : (
                        <>
                            <MovementTable rows={x.items} label="Libro de movimientos" />
                            <Paging next={x.next} note="En el orden en que se registraron dentro de cada clave." />
                        </>
                    )
                }
            </Answer>
        </>
    )
}
