import { lazy, Suspense } from 'react'
import { Link } from 'wouter'
import type { DemandEdition, DemandLine, Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import type { Edits } from '../demand/edits'
import { useTotal } from '../demand/useTotal'
import { pieces } from '../format'
import { useForm } from '../offline/form'
import { Answer } from './Answer'
import { DemandFilters } from './DemandFilters'
import { DemandSave } from './DemandSave'
import { DemandTable } from './DemandTable'
import { ListCsv } from './ListCsv'
import { Paging } from './Paging'

const DemandSums = lazy(() => import('./DemandSums'))
const pageRows = 50
const noEdits: Edits = {}

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

/** The lines of a demand by filter and page, to be looked at or set. */
export default function DemandLines({ of: x, canEdit }: { of: DemandEdition; canEdit: boolean }) {
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
                {group === '' && (
                    <ListCsv
                        path={`/planning/demand/${x.period}`}
                        query={{ edition: x.edition, ...filter }}
                        name={`demanda-${x.period}.csv`}
                        columns={columns}
                    />
                )}
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
