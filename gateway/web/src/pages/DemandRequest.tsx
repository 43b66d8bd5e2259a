import { useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from 'wouter'
import { get, put } from '../api/client'
import type { Buyer, DemandEdition, DemandLine, DemandRequest as Stored, Page as PageOf } from '../api/models'
import { useRead, useReference } from '../api/queries'
import { useAddress } from '../address'
import { compared, emptyRequest, faultsOf, lineOf, partOf, whole, type LineFault, type RequestForm } from '../demand/request'
import { monthsOf, statusNames } from '../demand/texts'
import { pieces } from '../format'
import { useForm } from '../offline/form'
import { Answer } from '../parts/Answer'
import { BuyerChoice } from '../parts/DemandFilters'
import { Coverage } from '../parts/Coverage'
import { ItemField } from '../parts/ItemField'
import { Page } from '../parts/Page'
import { Paging } from '../parts/Paging'
import { problemFrom, Problems, type Fault } from '../parts/Problems'
import { RequestTable } from '../parts/RequestTable'
import { session } from '../session/session'

const pageRows = 50

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
                        <Request key={buyer} of={x.items.at(-1)!} buyer={buyer} />
                    ) : (
                        <p className="muted">Elija el comprador que solicita.</p>
                    )
                }
            </Answer>
        </Page>
    )
}

function Request({ of: x, buyer }: { of: DemandEdition; buyer: string }) {
    const { of, change: goTo, withChanged } = useAddress()
    const isOpen = x.status === 'draft' || x.status === 'requested'
    const mayWrite = isOpen && ['state', 'central'].includes(session.shown?.role ?? '')
    const { form, change, end, savedAt } = useForm<RequestForm>(
        'demand-request',
        `${x.period}/${x.edition}/${buyer}`,
        emptyRequest,
    )
    const [faults, setFaults] = useState<readonly LineFault[]>([])
    const path = `/planning/demand/${x.period}`
    const side = of('lado') ?? ''
    const clave = of('clave')
    const sums = useRead<PageOf<DemandLine>>(path, { buyer, group: 'total', edition: x.edition })
    const isAsked = sums.data ? (sums.data.items[0]?.requested ?? null) !== null : null
    const read = useRead<PageOf<DemandLine>>(
        path,
        {
            buyer,
            edition: x.edition,
            clave: side === '' ? clave : null,
            unjustified: side === 'sin-justificar' || null,
            after: of('despues'),
            limit: pageRows,
        },
        { enabled: side !== 'cambios' },
    )
    if (form === null) return null
    const changed = Object.values(form.lines).map(y => y.line)
    const from = Number(of('despues')) || 0
    const rowsOf = (page: PageOf<DemandLine>) =>
        page.items.length === 0 && clave && side === '' ? [form.lines[clave]?.line ?? blank(buyer, clave)] : page.items
    const show = (id: string) => {
        const field = document.getElementById(id)
        if (field) field.focus()
        else goTo({ lado: 'cambios', clave: null, despues: null })
    }
    return (
        <>
            {!isOpen && (
                <p className="notice warn">
                    Está {statusNames[x.status]} y ya no recibe solicitudes; abasto central puede reabrirla con un cambio.
                </p>
            )}
            {isAsked && <Coverage period={x.period} buyer={buyer} />}
            {mayWrite && (
                <Send
                    of={x}
                    buyer={buyer}
                    form={form}
                    isAsked={isAsked}
                    savedAt={savedAt}
                    setFaults={setFaults}
                    change={change}
                    end={end}
                    show={show}
                />
            )}
            <div className="row filters">
                <ItemField
                    key={clave ?? ''}
                    id="clave"
                    label="Buscar o agregar una clave"
                    chosen={clave ?? ''}
                    onChosen={chosen => {
                        goTo({ clave: chosen, lado: null, despues: null })
                    }}
                    onEmpty={() => {
                        goTo({ clave: null, despues: null })
                    }}
                />
            </div>
            <nav className="tabs" aria-label="Renglones">
                {(
                    [
                        ['', 'Todos', sums.data?.items[0]?.lines],
                        ['cambios', 'Mis cambios sin enviar', changed.length],
                        ['sin-justificar', 'Sin justificar', sums.data?.items[0]?.unjustified],
                    ] as const
                ).map(([code, name, count]) => (
                    <Link
                        key={code}
                        href={withChanged({ lado: code || null, clave: null, despues: null })}
                        aria-current={side === code ? 'page' : undefined}
                    >
                        {name} <b>{count === undefined ? '' : pieces(count)}</b>
                    </Link>
                ))}
            </nav>
            {side === 'cambios' ? (
                <>
                    {changed.length === 0 && <p className="muted">Ninguno.</p>}
                    {changed.length > 0 && (
                        <RequestTable
                            rows={changed.slice(from, from + pageRows)}
                            form={form}
                            change={mayWrite ? change : null}
                            faults={faults}
                            next={null}
                        />
                    )}
                    <Paging next={from + pageRows < changed.length ? String(from + pageRows) : null} />
                </>
            ) : (
                <Answer of={read}>
                    {page =>
                        rowsOf(page).length === 0 ? (
                            <p className="muted">
                                Ninguno todavía: busque una clave para agregarla. Cuando haya una corrida oficial de CPM aparecen
                                las que se consumen.
                            </p>
                        ) : (
                            <>
                                <RequestTable
                                    rows={rowsOf(page)}
                                    form={form}
                                    change={mayWrite ? change : null}
                                    faults={faults}
                                    next={
                                        page.next === null
                                            ? null
                                            : () => {
                                                  goTo({ despues: page.next })
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

/** Of a clave that nobody has asked for or consumed. */
const blank = (buyer: string, clave: string): DemandLine => ({
    clave,
    buyer,
    requested: null,
    cpmBased: null,
    consolidated: null,
    min: null,
    max: null,
    minDeviates: 0,
    deviates: 0,
    rounded: 0,
    lines: 1,
    claves: null,
    buyers: null,
    justification: null,
    version: null,
    cpmStatus: null,
    cpmInsufficient: null,
    unjustified: 0,
    justifyBelow: null,
    justifyAbove: null,
    description: null,
})

interface SendProps {
    of: DemandEdition
    buyer: string
    form: RequestForm
    /** Null: not known yet. */
    isAsked: boolean | null
    savedAt: Date | null
    setFaults: (faults: readonly LineFault[]) => void
    change: (to: (form: RequestForm) => RequestForm) => void
    end: () => Promise<void>
    show: (field: string) => void
}

function Send({ of: x, buyer, form, isAsked, savedAt, setFaults, change, end, show }: SendProps) {
    const queries = useQueryClient()
    const [summary, setSummary] = useState<readonly Fault[]>([])
    const [said, setSaid] = useState('')
    const [isBusy, setBusy] = useState(false)
    const changes = Object.values(form.lines)
    const removed = changes.filter(y => y.quantity.trim() === '').length
    const path = `/planning/demand/${x.period}/requests/${buyer}`
    const tell = (faults: readonly LineFault[], others: readonly Fault[] = []) => {
        setFaults(faults)
        setSummary([...faults.map(y => ({ field: partOf(y.clave, y.part), text: `${y.clave}. ${y.text}` })), ...others])
    }
    const send = async () => {
        if (isBusy || changes.length === 0 || isAsked === null) return
        setSaid('')
        const wrong = faultsOf(form)
        tell(wrong)
        if (wrong.length > 0) return
        setBusy(true)
        let lines: Stored['lines'] = []
        try {
            const current = isAsked ? await get<Stored>(path) : null
            const seen = compared(current?.lines ?? [], form)
            if (seen.faults.length > 0) {
                change(() => seen.form)
                tell(seen.faults)
                setBusy(false)
                return
            }
            lines = whole(current?.lines ?? [], form)
            const stored = (await put<Stored>('PUT', path, { lines }, current?.version))!
            await end()
            const total = stored.lines.reduce((sum, y) => sum + (y.quantity ?? 0), 0)
            setSaid(`Enviada: ${pieces(stored.lines.length)} renglones, ${pieces(total)} piezas, versión ${stored.version}.`)
        } catch (why) {
            const problem = problemFrom(why)
            const line = lineOf(problem.field, lines)
            if (line) tell([{ ...line, text: problem.detail }])
            else tell([], [{ field: null, text: `No se envió: ${problem.detail}` }])
        }
        setBusy(false)
        await queries.invalidateQueries({ predicate: q => String(q.queryKey[0]).startsWith('/planning/demand') })
    }
    const latest = useRef(send)
    latest.current = send
    useEffect(() => {
        const key = (event: KeyboardEvent) => {
            if (event.key !== 'Enter' || !event.ctrlKey) return
            event.preventDefault()
            void latest.current()
        }
        addEventListener('keydown', key)
        return () => {
            removeEventListener('keydown', key)
        }
    }, [])
    return (
        <>
            <Problems of={summary} go={show} />
            <p className="row gap">
                <button
                    type="button"
                    className="button primary"
                    disabled={isBusy || changes.length === 0}
                    onClick={() => {
                        void send()
                    }}
                >
                    {isAsked ? 'Enviar los cambios' : 'Enviar la solicitud'} <kbd>Ctrl</kbd>
                    <kbd>Intro</kbd>
                </button>
                <span className="small" role="status">
                    {said ||
                        (changes.length === 0
                            ? 'Sin cambios que enviar.'
                            : `Al enviar: ${pieces(changes.length - removed)} renglones con su cantidad nueva` +
                              (removed > 0 ? `, ${pieces(removed)} se quitan` : '') +
                              (isAsked ? '; los demás quedan igual.' : '.'))}
                </span>
                {changes.length > 0 && (
                    <>
                        <span className="tag">
                            {savedAt
                                ? `borrador guardado ${savedAt.toLocaleTimeString('es-MX', { hour12: false })}`
                                : 'borrador en este equipo'}
                        </span>
                        <button
                            type="button"
                            className="button compact"
                            onClick={() => {
                                change(() => emptyRequest)
                                tell([])
                            }}
                        >
                            Descartar
                        </button>
                    </>
                )}
                <span className="keys end no-phone">
                    <span>
                        <kbd>Intro</kbd> siguiente
                    </span>
                    <span>
                        <kbd>=</kbd> toma el CPM
                    </span>
                    <span>
                        <kbd>Esc</kbd> restaura
                    </span>
                </span>
            </p>
        </>
    )
}
