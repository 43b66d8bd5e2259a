import { lazy, Suspense } from 'react'
import { Link, useParams } from 'wouter'
import type { DemandEdition, DemandLine, Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import type { Edits } from '../demand/edits'
import { monthsOf } from '../demand/texts'
import { pieces } from '../format'
import { useForm } from '../offline/form'
import { Answer } from '../parts/Answer'
import { DemandFilters } from '../parts/DemandFilters'
import { DemandSave } from '../parts/DemandSave'
import { DemandSteps } from '../parts/DemandSteps'
import { DemandTable } from '../parts/DemandTable'
import { ListCsv } from '../parts/ListCsv'
import { Page } from '../parts/Page'
import { Paging } from '../parts/Paging'
import { session } from '../session/session'
import { es } from '../texts/es'

const DemandActs = lazy(() => import('../parts/DemandActs'))
const DemandSums = lazy(() => import('../parts/DemandSums'))
const pageRows = 50
const totalsEach = 60_000
const noEdits: Edits = {}

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
                    {(role === 'state' || role === 'central') && isNewest && (
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
            <Lines of={x} canEdit={canEdit} />
        </Page>
    )
}

/** The sums of what a filter leaves; undefined until they are there. */
function useTotal(x: DemandEdition, filter: Record<string, string | boolean | null>): DemandLine | undefined {
    const query = { group: 'total', edition: x.edition, ...filter }
    const read = useRead<PageOf<DemandLine>>(`/planning/demand/${x.period}`, query, { refetchInterval: totalsEach })
    return read.isPlaceholderData ? undefined : read.data?.items[0]
}

const sides = [
    ['', 'Todos'],
    ['apartan', 'Se apartan del CPM'],
    ['sin-justificar', 'Sin justificar'],
    ['insuficiente', 'Sin CPM suficiente'],
] as const

const columns: readonly (readonly [string, (x: DemandLine) => string | number | null])[] = [
    ['comprador', x => x.buyer],
    ['clave', x => x.clave],
    ['descripcion', x => x.description],
    ['solicitado', x => x.requested],
    ['segun_cpm', x => x.cpmBased],
    ['maximo', x => x.consolidated],
    ['minimo', x => x.min],
    ['se_aparta', x => x.deviates],
    ['justificacion', x => x.justification],
]

function Lines({ of: x, canEdit }: { of: DemandEdition; canEdit: boolean }) {
    const { of, change, withChanged } = useAddress()
    const side = of('lado') ?? ''
    const group = of('nivel') ?? ''
    const place = { buyer: of('comprador'), clave: of('clave') }
    const whole = useTotal(x, place)
    const insufficient = useTotal(x, { ...place, insufficient: true })
    const filter = {
        ...place,
        deviates: side === 'apartan' || null,
        unjustified: side === 'sin-justificar' || null,
        insufficient: side === 'insuficiente' || null,
    }
    const sums = useTotal(x, filter)
    const counts = [whole?.lines, whole?.deviates, whole?.unjustified, insufficient?.lines]
    const read = useRead<PageOf<DemandLine>>(
        `/planning/demand/${x.period}`,
        { edition: x.edition, ...filter, after: of('despues'), limit: pageRows },
        { enabled: group === '' },
    )
    const form = useForm<Edits>('consolidation', `${x.period}/${x.edition}`, noEdits)
    const edits = canEdit ? (form.form ?? noEdits) : null
    return (
        <>
            <DemandFilters />
            <nav className="tabs" aria-label="Renglones">
                {sides.map(([code, name], i) => (
                    <Link
                        key={code}
                        href={withChanged({ lado: code || null, despues: null })}
                        aria-current={side === code ? 'page' : undefined}
                    >
                        {name} <b>{counts[i] === undefined ? '' : pieces(counts[i])}</b>
                    </Link>
                ))}
            </nav>
            {canEdit && <DemandSave period={x.period} edits={edits ?? noEdits} change={form.change} savedAt={form.savedAt} />}
            {group !== '' ? (
                <Suspense fallback={null}>
                    <DemandSums of={x} by={group} filter={filter} />
                </Suspense>
            ) : (
                <Answer of={read}>
                    {page =>
                        page.items.length === 0 ? (
                            <p className="muted">Ningún renglón.</p>
                        ) : (
                            <>
                                <p className="row">
                                    <span className="end">
                                        <ListCsv
                                            path={`/planning/demand/${x.period}`}
                                            query={{ edition: x.edition, ...filter }}
                                            name={`demanda-${x.period}.csv`}
                                            columns={columns}
                                        />
                                    </span>
                                </p>
                                <DemandTable
                                    rows={page.items}
                                    months={x.months}
                                    withBuyer={place.buyer === null}
                                    sums={sums}
                                    edits={edits}
                                    change={form.change}
                                    next={
                                        page.next === null
                                            ? null
                                            : () => {
                                                  change({ despues: page.next })
                                              }
                                    }
                                />
                                <Paging next={page.next} />
                            </>
                        )
                    }
                </Answer>
            )}
        </>
    )
}
