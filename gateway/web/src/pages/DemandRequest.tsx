import { lazy, Suspense } from 'react'
import { Link, useParams } from 'wouter'
import type { Buyer, DemandEdition, Page as PageOf } from '../api/models'
import { useRead, useReference } from '../api/queries'
import { useAddress } from '../address'
import { monthsOf } from '../demand/texts'
import { Answer } from '../parts/Answer'
import { BuyerChoice } from '../parts/DemandFilters'
import { Page } from '../parts/Page'
import { session } from '../session/session'

const RequestLines = lazy(() => import('../parts/RequestLines'))

/** What a buyer asks for in a period. */
export default function DemandRequest() {
    const { period = '' } = useParams<{ period: string }>()
    const { of, change } = useAddress()
    const { state } = session.shown ?? { state: null }
    const editions = useRead<PageOf<DemandEdition>>('/planning/demand', { period, limit: 100 })
    const buyers = useReference<PageOf<Buyer>>('/catalog/buyers', { state, limit: 500 })
    const only = state && buyers.data?.items.length === 1 ? buyers.data.items[0]!.code : null
    const buyer = of('comprador') ?? only
    const edition = editions.data?.items.at(-1)
    return (
        <Page
            title={`Solicitud de demanda ${period}`}
            scope={buyer ?? period}
            lead={edition && monthsOf(edition)}
            trail={[{ name: 'Demanda', href: '/demanda' }, { name: period, href: `/demanda/${period}` }, { name: 'Solicitud' }]}
        >
            {only === null && (
                <p className="row filters">
                    <BuyerChoice
                        value={buyer ?? ''}
                        choose={code => {
                            change({ comprador: code || null, clave: null, lado: null, despues: null })
                        }}
                    />
                </p>
            )}
            <Answer of={editions}>
                {x =>
                    x.items.length === 0 ? (
                        <p>
                            No existe ese periodo. <Link href="/demanda">Ver los periodos</Link>
                        </p>
                    ) : buyer ? (
                        <Suspense fallback={null}>
                            <RequestLines key={buyer} of={x.items.at(-1)!} buyer={buyer} />
                        </Suspense>
                    ) : (
                        <p className="muted">Elija el comprador que solicita.</p>
                    )
                }
            </Answer>
        </Page>
    )
}
