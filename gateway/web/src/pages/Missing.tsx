import { Link } from 'wouter'
import { Page } from '../parts/Page'
import { es } from '../texts/es'

export default function Missing() {
    return (
        <Page title="Esta página no existe" scope={es.product} trail={[]}>
            <p>
                La dirección <code>{location.pathname}</code> no es de esta aplicación. <Link href="/">Ir al inicio</Link>
            </p>
        </Page>
    )
}
