import { useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { put, type Problem } from '../api/client'
import type { DemandEdition, DemandLine } from '../api/models'
import { pieces } from '../format'
import { DemandVersions } from './DemandVersions'
import { problemFrom } from './Problems'

interface Act {
    name: string
    path: string
    body?: unknown
    says: string
    /** Of who approves or publishes: what it is that is approved. */
    showsContent: boolean
}

/** What may be done next with a demand. */
function actsOf(x: DemandEdition): Act[] {
    const approval = (side: 'medical' | 'administrative', name: string): Act => ({
        name: `Aprobar, lado ${name}`,
        path: 'approvals',
        body: { side },
        says: `Usted responde por el lado ${name} de lo que está abajo. Si después cambia un renglón, las dos aprobaciones se pierden.`,
        showsContent: true,
    })
    switch (x.status) {
        case 'draft':
        case 'requested':
            return [
                {
                    name: 'Analizar',
                    path: 'analyse',
                    says: 'Compara cada solicitud con lo que se consume. Mientras una se aparte sin justificación, la demanda no queda analizada; una vez analizada ya no recibe solicitudes.',
                    showsContent: false,
                },
            ]
        case 'analysed':
            return [
                ...(x.medicalBy === null ? [approval('medical', 'médico')] : []),
                ...(x.administrativeBy === null ? [approval('administrative', 'administrativo')] : []),
            ]
        case 'approved':
            return [
                {
                    name: 'Publicar',
                    path: 'publish',
                    says: 'La demanda mensual de cada comprador se manda a órdenes, que se priorizan con ella. Lo publicado ya no cambia: un cambio es otra versión.',
                    showsContent: true,
                },
            ]
        case 'opening':
        case 'published':
            return [
                {
                    name: x.status === 'opening' ? 'Terminar de abrir la versión' : 'Abrir otra versión',
                    path: 'versions',
                    says: `Copia lo publicado en un borrador, versión ${x.status === 'opening' ? x.edition : x.edition + 1}. Lo publicado sigue valiendo hasta que se publique esa.`,
                    showsContent: false,
                },
            ]
    }
}

interface Props {
    of: DemandEdition
    editions: readonly DemandEdition[]
    total: DemandLine | undefined
    /** Those lines whose consumption lacks facilities. */
    wrong: DemandLine | undefined
    isCentral: boolean
}

/** Sums of a demand, its next steps, its versions. */
export default function DemandActs({ of: x, editions, total, wrong, isCentral }: Props) {
    const [chosen, setChosen] = useState<Act | null>(null)
    const [said, setSaid] = useState('')
    return (
        <>
            <Sums of={total} />
            {isCentral && (
                <p className="row gap">
                    {actsOf(x).map(act => (
                        <button
                            key={act.name}
                            type="button"
                            className="button"
                            aria-expanded={chosen?.name === act.name}
                            onClick={() => {
                                setSaid('')
                                setChosen(act)
                            }}
                        >
                            {act.name}…
                        </button>
                    ))}
                    <span role="status" className="small good">
                        {said}
                    </span>
                </p>
            )}
            {chosen && (
                <Confirm
                    key={chosen.name}
                    of={x}
                    act={chosen}
                    total={total}
                    wrong={wrong}
                    close={text => {
                        setChosen(null)
                        setSaid(text)
                    }}
                />
            )}
            <DemandVersions editions={editions} shown={x.edition} />
        </>
    )
}

const amount = (x: number | null | undefined) => (x === null || x === undefined ? '—' : pieces(x))

const Sums = ({ of: x }: { of: DemandLine | undefined }) => (
    <dl className="sums">
        {(
            [
                ['Solicitado', x?.requested],
                ['Según CPM', x?.cpmBased],
                ['Consolidado, máximo', x?.consolidated],
                ['Mínimo', x?.min],
            ] as const
        ).map(([name, value]) => (
            <div key={name}>
                <dt>{name}</dt>
                <dd className="figure lesser">{amount(value)}</dd>
            </div>
        ))}
    </dl>
)

/** What helps whoever is refused. */
const helps: Record<string, string> = {
    'planning.approver-is-author':
        'Quien importó o cambió un renglón es su autor: pida la aprobación a otra persona de abasto central.',
    'planning.same-approver': 'Usted ya aprobó el otro lado: este lo aprueba otra persona.',
    'request.stale-version': 'Alguien cambió la demanda mientras usted la veía. Revise lo que hay ahora y vuelva a hacerlo.',
}

interface ConfirmProps {
    of: DemandEdition
    act: Act
    total: DemandLine | undefined
    wrong: DemandLine | undefined
    close: (said: string) => void
}

/** Says what an act does and to what, before it is done. */
function Confirm({ of: x, act, total, wrong, close }: ConfirmProps) {
    const queries = useQueryClient()
    const [why, setWhy] = useState<Problem | null>(null)
    const [isBusy, setBusy] = useState(false)
    const first = useRef<HTMLHeadingElement>(null)
    useEffect(() => {
        first.current?.focus()
    }, [why])
    const refresh = () => queries.invalidateQueries({ predicate: q => String(q.queryKey[0]).startsWith('/planning/demand') })
    const run = () => {
        setBusy(true)
        put('POST', `/planning/demand/${x.period}/${act.path}`, act.body, act.path === 'versions' ? undefined : x.version)
            .then(refresh)
            .then(() => {
                close(`${act.name}: hecho.`)
            })
            .catch((fault: unknown) => {
                setWhy(problemFrom(fault))
                setBusy(false)
                void refresh()
            })
    }
    return (
        <section className="sheet gap" aria-label={act.name}>
            <h2 ref={first} tabIndex={-1}>
                {act.name}: demanda {x.period}, versión {x.edition}
            </h2>
            {why && (
                <div className="notice bad" role="alert">
                    <div>
                        <p>{why.detail}</p>
                        {helps[why.code] && <p>{helps[why.code]}</p>}
                        {why.code === 'planning.unjustified' && (
                            <p>
                                <Link href={`/demanda/${x.period}?lado=sin-justificar`}>Ver los renglones sin justificar</Link>
                            </p>
                        )}
                    </div>
                </div>
            )}
            <p>{act.says}</p>
            {act.showsContent && <Content of={x} total={total} wrong={wrong} />}
            <p className="row gap">
                <button type="button" className="button primary" disabled={isBusy || (act.showsContent && !total)} onClick={run}>
                    {act.name}
                </button>
                <button
                    type="button"
                    className="button"
                    onClick={() => {
                        close('')
                    }}
                >
                    Cancelar
                </button>
            </p>
        </section>
    )
}

function Content({ of: x, total, wrong }: { of: DemandEdition; total: DemandLine | undefined; wrong: DemandLine | undefined }) {
    if (!total) return <p className="muted">Sumando…</p>
    const exceptions: [number, string, string | null][] = [
        [total.deviates, 'se apartan del CPM, con su justificación', 'apartan'],
        [total.unjustified, 'se apartan y nadie los justificó', 'sin-justificar'],
        [wrong?.lines ?? 0, 'tienen un CPM al que le faltan unidades con datos insuficientes', 'insuficiente'],
        [total.minDeviates, 'tienen un mínimo distinto del 40 % del máximo', null],
        [total.rounded, 'no daban piezas enteras y se redondearon hacia arriba', null],
        [x.cpmSetAside, 'unidades no se pudieron calcular y no están en el CPM', null],
    ]
    return (
        <div className="row gap">
            <dl className="facts">
                <dt>Compradores</dt>
                <dd>{amount(total.buyers)}</dd>
                <dt>Claves</dt>
                <dd>{amount(total.claves)}</dd>
                <dt>Renglones</dt>
                <dd>{pieces(total.lines)}</dd>
                <dt>Solicitado</dt>
                <dd>{amount(total.requested)} piezas</dd>
                <dt>Según CPM</dt>
                <dd>{amount(total.cpmBased)} piezas</dd>
                <dt>Máximo consolidado</dt>
                <dd>{amount(total.consolidated)} piezas</dd>
                <dt>Mínimo</dt>
                <dd>{amount(total.min)} piezas</dd>
            </dl>
            <div>
                <h3>Excepciones</h3>
                {exceptions.every(([count]) => count === 0) && <p className="muted">Ninguna.</p>}
                <ul>
                    {exceptions
                        .filter(([count]) => count > 0)
                        .map(([count, text, side]) => (
                            <li key={text}>
                                {side ? (
                                    <Link href={`/demanda/${x.period}?lado=${side}`}>
                                        <b>{pieces(count)}</b> {text}
                                    </Link>
                                ) : (
                                    <>
                                        <b>{pieces(count)}</b> {text}
                                    </>
                                )}
                            </li>
                        ))}
                </ul>
            </div>
        </div>
    )
}
