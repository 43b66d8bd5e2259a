import { Link } from 'wouter'
import { DocumentTable } from '../parts/DocumentTable'
import { Page } from '../parts/Page'
import { placeOf } from '../parts/Shell'
import { WaitingHere } from '../parts/WaitingHere'
import { isUnitRole, session } from '../session/session'

/** Pieces that broke, spoiled, were lost or turned up. */
export default function Adjustments() {
    const { facility } = session.shown ?? { facility: null }
    return (
        <Page
            title="Ajustes"
            scope={placeOf(session.shown!)}
            trail={[{ name: placeOf(session.shown!), href: facility ? '/mi-unidad' : '/' }, { name: 'Ajustes' }]}
            actions={
                isUnitRole(session.shown) && (
                    <Link className="button primary" href="/ajustes/nuevo">
                        Ajustar
                    </Link>
                )
            }
        >
            <WaitingHere kind="adjustment" name={n => (n === 1 ? 'ajuste' : 'ajustes')} />
            <DocumentTable list="adjustments" page="/ajustes" label="Ajustes" none="Ningún ajuste todavía." />
        </Page>
    )
}
