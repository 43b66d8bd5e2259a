import { Link } from 'wouter'
import { DocumentTable } from '../parts/DocumentTable'
import { Page } from '../parts/Page'
import { placeOf } from '../parts/Shell'
import { isUnitRole, session } from '../session/session'

/** Pieces that went to another place or condition within their unit. */
export default function Transfers() {
    const { facility } = session.shown ?? { facility: null }
    return (
        <Page
            title="Movimientos internos"
            scope={placeOf(session.shown!)}
            lead="A urgencias, a cuarentena y de regreso: cambia dónde o cómo están las piezas, no cuántas hay."
            trail={[{ name: placeOf(session.shown!), href: facility ? '/mi-unidad' : '/' }, { name: 'Movimientos internos' }]}
            actions={
                isUnitRole(session.shown) && (
                    <Link className="button primary" href="/movimientos-internos/nuevo">
                        Mover
                    </Link>
                )
            }
        >
            <DocumentTable
                list="transfers"
                page="/movimientos-internos"
                label="Movimientos internos"
                none="Ningún movimiento interno todavía."
            />
        </Page>
    )
}
