import { Link } from 'wouter'
import { Page } from '../parts/Page'
import { placeOf } from '../parts/Shell'
import { ExpiringLots, RecallsHere } from '../parts/WarehouseStock'
import { LinesWaiting, ShipmentsToDo, WaitingHere } from '../parts/WarehouseToDo'
import { session } from '../session/session'

/** What needs a warehouse today. */
export default function Warehouse() {
    const { role, facility } = session.shown ?? { role: '', facility: null }
    return (
        <Page
            title="Almacén"
            scope={placeOf(session.shown!)}
            lead={facility}
            trail={[{ name: placeOf(session.shown!) }, { name: 'Almacén' }]}
            actions={
                role === 'warehouse' && (
                    <>
                        <Link className="button primary" href="/embarques/preparar">
                            Preparar embarques
                        </Link>
                        <Link className="button" href="/entradas/nueva">
                            Recibir de proveedor
                        </Link>
                        <Link className="button" href="/retiros">
                            Retiros
                        </Link>
                    </>
                )
            }
        >
            {role === 'warehouse' && facility ? (
                <div className="grid">
                    <ShipmentsToDo facility={facility} />
                    <WaitingHere facility={facility} />
                    <LinesWaiting facility={facility} />
                    <ExpiringLots facility={facility} />
                    <RecallsHere facility={facility} />
                </div>
            ) : (
                <p>
                    Esta es la página de un almacén. Puede ver <Link href="/embarques">embarques</Link>,{' '}
                    <Link href="/entradas">entradas</Link> y <Link href="/retiros">retiros</Link>.
                </p>
            )}
        </Page>
    )
}
