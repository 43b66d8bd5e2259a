import { lazy, Suspense } from 'react'
import { Link, useParams } from 'wouter'
import type { DemandEdition, Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { monthsOf } from '../demand/texts'
import { useTotal } from '../demand/useTotal'
import { Answer } from '../parts/Answer'
import { DemandSteps } from '../parts/DemandSteps'
import { Page } from '../parts/Page'
import { session } from '../session/session'
import { es } from '../texts/es'

const DemandActs = lazy(() => import('../parts/DemandActs'))
const DemandLines = lazy(() => import('../parts/DemandLines'))

/** The demand of a period: requested, consumed and consolidated, and its way to publication. */
export default function Demand() {
    const { period = '' } = useParams<{ period: string }>()
    const { of } = useAddress()
    const read = useRead<PageOf<DemandEdition>>('/planning/demand', { period, limit: 100 })
    return (
        <Answer of={read}>
            {x => {
                const editions = x.items
                const newest = editions.at(-1)
                const wanted = Number(of('version'))
                const shown = editions.find(y => y.edition === wanted) ?? newest
                return shown && newest ? (
                    <Edition key={shown.edition} of={shown} editions={editions} />
                ) : (
                    <Page title={`Demanda ${period}`} trail={[{ name: 'Demanda', href: '/demanda' }, { name: period }]}>
                        <p>
                            No existe ese periodo. <Link href="/demanda">Ver los periodos</Link>
                        </p>
                    </Page>
                )
            }}
        </Answer>
    )
}

function Edition({ of: x, editions }: { of: DemandEdition; editions: readonly DemandEdition[] }) {
    const role = session.shown?.role ?? ''
    const isNewest = editions.at(-1)!.edition === x.edition
    const canEdit = role === 'central' && isNewest && x.status !== 'published' && x.status !== 'opening'
    const total = useTotal(x, {})
    const wrong = useTotal(x, { insufficient: true })
    return (
        <Page
            title={`Demanda ${x.period}`}
            scope={x.period}
            lead={monthsOf(x)}
            trail={[{ name: es.nation, href: '/' }, { name: 'Demanda', href: '/demanda' }, { name: x.period }]}
            actions={
                <>
                    {['state', 'central', 'auditor'].includes(role) && isNewest && (
                        <Link className="button" href={`/demanda/${x.period}/solicitud`}>
                            {role === 'state' ? 'Mi solicitud' : 'Solicitudes'}
                        </Link>
                    )}
                    {canEdit && (
                        <Link className="button" href={`/demanda/${x.period}/importar`}>
                            Importar anexo
                        </Link>
                    )}
                </>
            }
        >
            <DemandSteps of={x} unjustified={total?.unjustified ?? null} />
            {!isNewest && (
                <p className="notice">
                    <span>
                        Es la versión {x.edition}; la última es la {editions.at(-1)!.edition}.
                    </span>
                    <Link className="end" href={`/demanda/${x.period}`}>
                        Ver la última
                    </Link>
                </p>
            )}
            <Suspense fallback={null}>
                <DemandActs of={x} editions={editions} total={total} wrong={wrong} isCentral={role === 'central' && isNewest} />
            </Suspense>
            <Suspense fallback={null}>
                <DemandLines of={x} canEdit={canEdit} />
            </Suspense>
        </Page>
    )
}
