import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { address, put, said } from '../api/client'
import type { Job, Outbox, Page as PageOf, Parked } from '../api/models'
import { useRead } from '../api/queries'
import { oneDecimal, pieces, time } from '../format'
import { Answer } from '../parts/Answer'
import { Page, Section } from '../parts/Page'
import { Scroll } from '../parts/Scroll'

const services = [
    ['catalog', 'Catálogo'],
    ['planning', 'Planeación'],
    ['orders', 'Órdenes'],
    ['inventory', 'Inventario'],
    ['dispensing', 'Surtimiento'],
    ['indicators', 'Indicadores'],
] as const

/** What the operator looks at: services, messages that wait or were parked, jobs and their last runs. */
export default function Operations() {
    return (
        <Page title="Trabajos y mensajes" lead="Seis servicios" trail={[{ name: 'Operación' }, { name: 'Trabajos y mensajes' }]}>
            <div className="grid">
                <Section span={12} title="Servicios">
                    <Scroll label="Servicios">
                        <table>
                            <thead>
                                <tr>
                                    <th scope="col">Servicio</th>
                                    <th scope="col">Estado</th>
                                    <th scope="col" className="num">
                                        Por salir
                                    </th>
                                    <th scope="col" className="num">
                                        El más antiguo
                                    </th>
                                    <th scope="col" className="num">
                                        Apartados
                                    </th>
                                    <th scope="col">Trabajos</th>
                                </tr>
                            </thead>
                            <tbody>
                                {services.map(([code, name]) => (
                                    <Service key={code} code={code} name={name} />
                                ))}
                            </tbody>
                        </table>
                    </Scroll>
                </Section>
                <ParkedMessages />
                <Jobs />
            </div>
        </Page>
    )
}

const useParked = (service: string) => useRead<PageOf<Parked>>(`/${service}/ops/messages/parked`, { limit: 50 })
const useJobs = (service: string) => useRead<PageOf<Job>>(`/${service}/ops/jobs`)

function Service({ code, name }: { code: string; name: string }) {
    const outbox = useRead<Outbox>(`/${code}/ops/messages/outbox`)
    const parked = useParked(code)
    const jobs = useJobs(code)
    const failed = jobs.data?.items.filter(x => x.lastRun !== null && !['done', 'running'].includes(x.lastRun.status)).length ?? 0
    const fault = outbox.error ?? parked.error ?? jobs.error
    const needsCare = (parked.data?.items.length ?? 0) > 0 || failed > 0
    return (
        <tr>
            <th scope="row">{name}</th>
            <td>
                {fault ? (
                    <span className="tag bad">✕ no contesta</span>
                ) : needsCare ? (
                    <span className="tag warn">! atender</span>
                ) : (
                    <span className="tag good">✓ listo</span>
                )}
            </td>
            <td className="num">{outbox.data ? pieces(outbox.data.depth) : '—'}</td>
            <td className="num">{outbox.data?.oldestAge ? `${oneDecimal(outbox.data.oldestAge)} s` : '—'}</td>
            <td className={parked.data?.items.length ? 'num strong bad' : 'num'}>
                {parked.data ? `${pieces(parked.data.items.length)}${parked.data.next ? ' o más' : ''}` : '—'}
            </td>
            <td>{jobs.data ? `${pieces(jobs.data.items.length - failed)} de ${pieces(jobs.data.items.length)} bien` : '—'}</td>
        </tr>
    )
}

function ParkedMessages() {
    return (
        <Section
            span={7}
            title="Mensajes apartados"
            note="Un receptor no los pudo tomar; los demás siguen. Reintentar es seguro: lo que ya se hizo no se repite."
        >
            {services.map(([code, name]) => (
                <ParkedOf key={code} code={code} name={name} />
            ))}
        </Section>
    )
}

function ParkedOf({ code, name }: { code: string; name: string }) {
    const read = useParked(code)
    const queries = useQueryClient()
    const [why, setWhy] = useState<string | null>(null)
    const settle = async (message: Parked, how: 'replay' | 'discard') => {
        try {
            await put('POST', address(`/${code}/ops/messages/parked/${message.id}/${how}`, { handler: message.handler }))
            setWhy(null)
        } catch (fault) {
            setWhy(said(fault))
        }
        await queries.invalidateQueries({ queryKey: [`/${code}/ops/messages/parked`] })
    }
    return (
        <>
            {why && (
                <p role="alert" className="error-text">
                    {why}
                </p>
            )}
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted small">{name}: ninguno.</p>
                    ) : (
                        <Scroll label={`Mensajes apartados de ${name}`}>
                            <table className="dense">
                                <thead>
                                    <tr>
                                        <th scope="col">Receptor y causa</th>
                                        <th scope="col">Productor</th>
                                        <th scope="col">Apartado</th>
                                        <th scope="col" className="num">
                                            Intentos
                                        </th>
                                        <th scope="col">
                                            <span className="hidden">Acciones</span>
                                        </th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {x.items.map(one => (
                                        <tr key={`${one.id} ${one.handler}`}>
                                            <th scope="row">
                                                {one.handler} · {one.type}
                                                <small>{one.error}</small>
                                                <small>{one.correlationId}</small>
                                            </th>
                                            <td>{one.producer}</td>
                                            <td className="nowrap">{time(one.parkedAt)}</td>
                                            <td className="num">{pieces(one.attempts)}</td>
                                            <td className="nowrap">
                                                <button
                                                    type="button"
                                                    className="button compact"
                                                    onClick={() => {
                                                        void settle(one, 'replay')
                                                    }}
                                                >
                                                    Reintentar
                                                </button>{' '}
                                                <button
                                                    type="button"
                                                    className="button compact danger"
                                                    onClick={() => {
                                                        if (
                                                            confirm(
                                                                `¿Descartar ${one.type} de ${one.handler}? Su efecto no ocurrirá.`,
                                                            )
                                                        )
                                                            void settle(one, 'discard')
                                                    }}
                                                >
                                                    Descartar…
                                                </button>
                                            </td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </Scroll>
                    )
                }
            </Answer>
        </>
    )
}

const runNames: Record<string, string> = {
    done: '✓ bien',
    running: '○ corre',
    failed: '✕ falló',
    lost: '✕ se perdió',
    cancelled: '✕ se canceló',
}

function Jobs() {
    return (
        <Section span={5} title="Trabajos">
            <table className="dense">
                <thead>
                    <tr>
                        <th scope="col">Trabajo</th>
                        <th scope="col">Última corrida</th>
                        <th scope="col" className="num">
                            Filas
                        </th>
                        <th scope="col">
                            <span className="hidden">Correr</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {services.map(([code, name]) => (
                        <JobsOf key={code} code={code} name={name} />
                    ))}
                </tbody>
            </table>
        </Section>
    )
}

function JobsOf({ code, name }: { code: string; name: string }) {
    const read = useJobs(code)
    const queries = useQueryClient()
    const run = async (job: Job) => {
        await put('POST', `/${code}/ops/jobs/${job.name}/run?wait=1`).catch(() => null)
        await queries.invalidateQueries({ queryKey: [`/${code}/ops/jobs`] })
    }
    return (read.data?.items ?? []).map(x => (
        <tr key={x.name}>
            <th scope="row">
                {x.name}
                <small>
                    {name} · {x.schedule}
                </small>
            </th>
            <td>
                {x.lastRun ? (
                    <>
                        {runNames[x.lastRun.status] ?? x.lastRun.status}
                        <small>{time(x.lastRun.startedAt)}</small>
                    </>
                ) : (
                    'nunca'
                )}
                {x.lastRun?.note && <small>{x.lastRun.note}</small>}
            </td>
            <td className="num">{x.lastRun ? pieces(x.lastRun.items) : '—'}</td>
            <td>
                <button
                    type="button"
                    className="button compact"
                    aria-label={`Correr ${x.name}`}
                    onClick={() => {
                        void run(x)
                    }}
                >
                    Correr
                </button>
            </td>
        </tr>
    ))
}
