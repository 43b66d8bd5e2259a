import { useState } from 'react'
import { Link } from 'wouter'
import type { DemandEdition, DemandLine, Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { emptyRequest, type LineFault, type RequestForm } from '../demand/request'
import { statusNames } from '../demand/texts'
import { pieces } from '../format'
import { useForm } from '../offline/form'
import { session } from '../session/session'
import { Answer } from './Answer'
import { Coverage } from './Coverage'
import { ItemField } from './ItemField'
import { Paging } from './Paging'
import { RequestSend } from './RequestSend'
import { RequestTable } from './RequestTable'

const pageRows = 50

/** The lines of a request, those of the consumption among them, with what was typed and not sent. */
export default function RequestLines({ of: x, buyer }: { of: DemandEdition; buyer: string }) {
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
                <RequestSend
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
