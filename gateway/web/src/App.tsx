import { lazy, Suspense, useEffect, useState, useSyncExternalStore, type ComponentType } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { Hatch } from './charts/Hatch'
import { IdleLock } from './parts/IdleLock'
import { PageBoundary } from './parts/PageBoundary'
import { homeOf } from './parts/sections'
import { Shell } from './parts/Shell'
import type { PagePath } from './routes'
import { session } from './session/session'
import { es } from './texts/es'

const page = (load: () => Promise<{ default: ComponentType<never> }>) => lazy(load as () => Promise<{ default: ComponentType }>)

/** Every page: its address, its file. A page without `open` needs a token. */
const pages: readonly { path: PagePath; component: ComponentType; open?: boolean; bare?: boolean }[] = [
    { path: '/', component: page(() => import('./pages/Nation')) },
    { path: '/entidades', component: page(() => import('./pages/States')) },
    { path: '/entidades/:state', component: page(() => import('./pages/State')) },
    { path: '/entidades/:state/informe', component: page(() => import('./pages/Report')) },
    { path: '/informe', component: page(() => import('./pages/Report')) },
    { path: '/unidades/:facility', component: page(() => import('./pages/Facility')) },
    { path: '/mi-unidad', component: page(() => import('./pages/Facility')) },
    { path: '/recetas', component: page(() => import('./pages/Prescriptions')) },
    { path: '/recetas/nueva', component: page(() => import('./pages/Counter')) },
    { path: '/recetas/:id', component: page(() => import('./pages/PrescriptionPage')) },
    { path: '/por-entregar', component: page(() => import('./pages/Owed')) },
    { path: '/dias', component: page(() => import('./pages/Days')) },
    { path: '/almacen', component: page(() => import('./pages/Warehouse')) },
    { path: '/embarques', component: page(() => import('./pages/Shipments')) },
    { path: '/embarques/preparar', component: page(() => import('./pages/PrepareShipments')) },
    { path: '/embarques/:id', component: page(() => import('./pages/ShipmentPage')) },
    { path: '/embarques/:id/remision', component: page(() => import('./pages/Remission')) },
    { path: '/entradas', component: page(() => import('./pages/Receipts')) },
    { path: '/entradas/nueva', component: page(() => import('./pages/NewReceipt')) },
    { path: '/entradas/:id', component: page(() => import('./pages/ReceiptPage')) },
    { path: '/retiros', component: page(() => import('./pages/Recalls')) },
    { path: '/retiros/nuevo', component: page(() => import('./pages/NewRecall')) },
    { path: '/retiros/:id', component: page(() => import('./pages/RecallPage')) },
    { path: '/recepciones', component: page(() => import('./pages/Receptions')) },
    { path: '/recepciones/:id', component: page(() => import('./pages/Reception')) },
    { path: '/conteos', component: page(() => import('./pages/Counts')) },
    { path: '/conteos/nuevo', component: page(() => import('./pages/Count')) },
    { path: '/conteos/:id', component: page(() => import('./pages/StockDocument')) },
    { path: '/existencias', component: page(() => import('./pages/Stock')) },
    { path: '/ajustes', component: page(() => import('./pages/Adjustments')) },
    { path: '/ajustes/nuevo', component: page(() => import('./pages/Adjustment')) },
    { path: '/ajustes/:id', component: page(() => import('./pages/StockDocument')) },
    { path: '/movimientos-internos', component: page(() => import('./pages/Transfers')) },
    { path: '/movimientos-internos/nuevo', component: page(() => import('./pages/Transfer')) },
    { path: '/movimientos-internos/:id', component: page(() => import('./pages/StockDocument')) },
    { path: '/cola', component: page(() => import('./pages/Waiting')) },
    { path: '/ordenes', component: page(() => import('./pages/Orders')) },
    { path: '/ordenes/nueva', component: page(() => import('./pages/NewOrder')) },
    { path: '/ordenes/:id', component: page(() => import('./pages/OrderPage')) },
    { path: '/adjudicaciones', component: page(() => import('./pages/Awards')) },
    { path: '/adjudicaciones/nueva', component: page(() => import('./pages/NewAward')) },
    { path: '/adjudicaciones/:id', component: page(() => import('./pages/AwardPage')) },
    { path: '/claves', component: page(() => import('./pages/Items')) },
    { path: '/claves/:clave', component: page(() => import('./pages/Item')) },
    { path: '/indicadores', component: page(() => import('./pages/Indicators')) },
    { path: '/indicadores/:indicator', component: page(() => import('./pages/Audit')) },
    { path: '/demanda', component: page(() => import('./pages/DemandPeriods')) },
    { path: '/demanda/:period', component: page(() => import('./pages/Demand')) },
    { path: '/demanda/:period/solicitud', component: page(() => import('./pages/DemandRequest')) },
    { path: '/demanda/:period/importar', component: page(() => import('./pages/DemandImport')) },
    { path: '/cpm', component: page(() => import('./pages/Cpm')) },
    { path: '/catalogo', component: page(() => import('./pages/Catalogue')) },
    { path: '/catalogo/:list', component: page(() => import('./pages/Catalogue')) },
    { path: '/catalogo/:list/importar', component: page(() => import('./pages/CatalogueImport')) },
    { path: '/auditoria', component: page(() => import('./pages/AuditTrail')) },
    { path: '/avisos', component: page(() => import('./pages/CitizenReports')) },
    { path: '/operacion', component: page(() => import('./pages/Operations')) },
    { path: '/cuentas', component: page(() => import('./pages/Accounts')) },
    { path: '/muro', component: page(() => import('./pages/Wall')), bare: true },
    { path: '/publico', component: page(() => import('./pages/Public')), open: true },
    { path: '/publico/:state', component: page(() => import('./pages/Public')), open: true },
    { path: '/ayuda', component: page(() => import('./pages/Help')), open: true },
    { path: '/preferencias', component: page(() => import('./pages/PreferencesPage')), open: true },
    { path: '/entrar', component: page(() => import('./pages/SignIn')), open: true },
]

const Missing = page(() => import('./pages/Missing'))

export function App() {
    const [isReady, setReady] = useState(false)
    const [fault, setFault] = useState<string | null>(null)
    useEffect(() => {
        session
            .resume()
            .then(isSignedIn => {
                if (isSignedIn && location.pathname.startsWith('/entrar')) history.replaceState(null, '', homeOf(session.shown))
            })
            .catch((why: unknown) => {
                setFault(why instanceof Error ? why.message : String(why))
            })
            .finally(() => {
                setReady(true)
            })
    }, [])
    useSyncExternalStore(session.watch, session.snapshot)
    if (!isReady) return null
    return (
        <>
            <Hatch />
            <Suspense
                fallback={
                    <p role="status" className="late muted">
                        {es.loading}
                    </p>
                }
            >
                <Switch>
                    {pages.map(x => (
                        <Route key={x.path} path={x.path}>
                            {x.open || session.me ? (
                                x.bare ? (
                                    <x.component />
                                ) : (
                                    <IdleLock>
                                        <Shell>
                                            <Suspense
                                                fallback={
                                                    <p role="status" className="late muted">
                                                        {es.loading}
                                                    </p>
                                                }
                                            >
                                                <PageBoundary>
                                                    <x.component />
                                                </PageBoundary>
                                            </Suspense>
                                        </Shell>
                                    </IdleLock>
                                )
                            ) : (
                                <SignInFirst />
                            )}
                        </Route>
                    ))}
                    <Route path="/entrar/listo">{session.me ? <Redirect to="/" replace /> : <SignInFirst />}</Route>
                    <Route>
                        <Shell>
                            <Missing />
                        </Shell>
                    </Route>
                </Switch>
            </Suspense>
            {fault && (
                <p role="alert" className="notice bad">
                    {fault}
                </p>
            )}
        </>
    )
}

/** Whoever came by a deep link is brought back to it. */
function SignInFirst() {
    const [path] = useLocation()
    const wanted = path + location.search
    return <Redirect to={wanted === '/' ? '/entrar' : `/entrar?volver=${encodeURIComponent(wanted)}`} replace />
}
