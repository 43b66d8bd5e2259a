import { lazy } from 'react'
import { Link } from 'wouter'
import { address } from '../api/client'
import { useAddress } from '../address'
import { Csv } from '../parts/Csv'
import { Page } from '../parts/Page'
import { placeOf } from '../parts/Shell'
import { isUnitRole, session } from '../session/session'

const StockByClave = lazy(() => import('../parts/StockByClave'))
const StockByLot = lazy(() => import('../parts/StockByLot'))
const StockLedger = lazy(() => import('../parts/StockLedger'))

const sides = [
    ['', 'Por clave'],
    ['lotes', 'Por lote'],
    ['libro', 'Libro de movimientos'],
] as const

/** What a place has: by clave, by lot, and how it came to be so. */
export default function Stock() {
    const { of, withChanged } = useAddress()
    const { role, facility, state } = session.shown ?? { role: '', facility: null, state: null }
    const side = of('lado') ?? ''
    const clave = of('codigo')
    const place: Record<string, string | null> = facility ? { facility } : side === '' && role === 'state' ? { state } : {}
    const csv = {
        '': address('/inventory/stock/summary', { ...place, clave }),
        lotes: address('/inventory/stock', { ...place, clave, condition: of('condicion'), expiresBefore: of('caduca') }),
        libro: address('/inventory/movements', { ...place, clave, lot: of('lote') }),
    }[side]
    return (
        <Page
            title="Existencias"
            scope={placeOf(session.shown!)}
            trail={[{ name: placeOf(session.shown!), href: facility ? '/mi-unidad' : '/' }, { name: 'Existencias' }]}
            actions={
                <>
                    {isUnitRole(session.shown) && (
                        <>
                            <Link className="button" href="/ajustes/nuevo">
                                Ajustar
                            </Link>
                            <Link className="button" href="/movimientos-internos/nuevo">
                                Mover
                            </Link>
                        </>
                    )}
                    {csv && <Csv href={csv} name="existencias.csv" />}
                </>
            }
        >
            <nav className="tabs" aria-label="Cómo">
                {sides.map(([code, name]) => (
                    <Link
                        key={code}
                        href={withChanged({ lado: code || null, despues: null, lote: null })}
                        aria-current={side === code ? 'page' : undefined}
                    >
                        {name}
                    </Link>
                ))}
            </nav>
            {side === 'lotes' ? (
                <StockByLot place={place} />
            ) : side === 'libro' ? (
                <StockLedger place={place} />
            ) : (
                <StockByClave place={place} />
            )}
        </Page>
    )
}
