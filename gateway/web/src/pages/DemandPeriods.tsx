import { useState, type FormEvent } from 'react'
import { Link, useLocation } from 'wouter'
import { put } from '../api/client'
import type { DemandEdition, Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { statusNames } from '../demand/texts'
import { periodName, pieces, time } from '../format'
import { Answer } from '../parts/Answer'
import { Page } from '../parts/Page'
import { Paging } from '../parts/Paging'
import { problemFrom, Problems, type Fault } from '../parts/Problems'
import { Scroll } from '../parts/Scroll'
import { session } from '../session/session'
import { es } from '../texts/es'

/** The periods for which demand is planned, their versions, and how far each is. */
export default function DemandPeriods() {
    const { of } = useAddress()
    const role = session.shown?.role ?? ''
    const read = useRead<PageOf<DemandEdition>>('/planning/demand', { after: of('despues'), limit: 50 })
    return (
        <Page
            title="Demanda"
            lead="Lo que se pide, lo que se consume y lo que se consolida para cada periodo"
            trail={[{ name: es.nation, href: '/' }, { name: 'Demanda' }]}
        >
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">
                            Ningún periodo abierto todavía. {role === 'central' ? 'Abra el primero.' : 'Los abre abasto central.'}
                        </p>
                    ) : (
                        <>
                            <Scroll label="Periodos y versiones">
                                <table>
                                    <thead>
                                        <tr>
                                            <th scope="col">Periodo</th>
                                            <th scope="col">Versión</th>
                                            <th scope="col">Estado</th>
                                            <th scope="col" className="num">
                                                Solicitudes
                                            </th>
                                            <th scope="col">Analizó</th>
                                            <th scope="col">Aprobó, lado médico</th>
                                            <th scope="col">Aprobó, lado administrativo</th>
                                            <th scope="col">Publicó</th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {x.items.map(one => (
                                            <Row
                                                key={`${one.period} ${one.edition}`}
                                                of={one}
                                                isNewest={!x.items.some(y => y.period === one.period && y.edition > one.edition)}
                                            />
                                        ))}
                                    </tbody>
                                </table>
                            </Scroll>
                            <Paging next={x.next} />
                        </>
                    )
                }
            </Answer>
            {role === 'central' && <OpenPeriod />}
        </Page>
    )
}

const kinds: Partial<Record<DemandEdition['status'], string>> = {
    published: 'good',
    approved: 'info',
    analysed: 'info',
    requested: 'warn',
}

function Row({ of: x, isNewest }: { of: DemandEdition; isNewest: boolean }) {
    return (
        <tr>
            <th scope="row">
                <Link href={isNewest ? `/demanda/${x.period}` : `/demanda/${x.period}?version=${x.edition}`}>{x.period}</Link>
                <small>
                    {x.months} meses desde {periodName(x.from)}
                </small>
            </th>
            <td>{x.edition}</td>
            <td>
                <span className={`tag ${kinds[x.status] ?? ''}`}>{statusNames[x.status]}</span>
            </td>
            <td className="num">{pieces(x.requests ?? 0)}</td>
            <td>{x.analysedBy ?? '—'}</td>
            <td>{x.medicalBy ?? '—'}</td>
            <td>{x.administrativeBy ?? '—'}</td>
            <td>
                {x.publishedBy ?? '—'}
                {x.publishedAt && <small>{time(x.publishedAt)}</small>}
            </td>
        </tr>
    )
}

const fields: Record<string, string> = { period: 'periodo', from: 'desde', months: 'meses' }

function OpenPeriod() {
    const [, go] = useLocation()
    const [faults, setFaults] = useState<readonly Fault[]>([])
    const open = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const text = (name: string) => String(form.get(name) ?? '').trim()
        const period = text('periodo').toUpperCase()
        const body = { from: text('desde'), months: Number(text('meses')) || null, net: form.has('neta') }
        put<DemandEdition>('PUT', `/planning/demand/${encodeURIComponent(period)}`, body)
            .then(() => {
                go(`/demanda/${period}`)
            })
            .catch((why: unknown) => {
                const { field, detail } = problemFrom(why)
                setFaults([{ field: fields[field ?? ''] ?? null, text: detail }])
            })
    }
    return (
        <section className="section gap">
            <header>
                <h2>Abrir un periodo</h2>
                <p>Desde entonces las entidades pueden mandar sus solicitudes.</p>
            </header>
            <Problems of={faults} />
            <form className="row" onSubmit={open}>
                <label className="field">
                    <span>
                        Periodo <i>como 2027-2028</i>
                    </span>
                    <input id="periodo" className="input" name="periodo" maxLength={20} required autoComplete="off" />
                </label>
                <label className="field">
                    <span>
                        Primer mes <i>aaaa-mm</i>
                    </span>
                    <input id="desde" className="input" name="desde" pattern="\d{4}-\d\d" required autoComplete="off" />
                </label>
                <label className="field">
                    <span>Meses</span>
                    <input id="meses" className="input num" name="meses" inputMode="numeric" defaultValue="24" required />
                </label>
                <label className="check">
                    <input type="checkbox" name="neta" /> Descontar existencia y tránsito
                </label>
                <button type="submit" className="button">
                    Abrir
                </button>
            </form>
        </section>
    )
}
