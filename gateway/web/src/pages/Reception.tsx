import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Link, useParams } from 'wouter'
import { useQueryClient } from '@tanstack/react-query'
import { address } from '../api/client'
import type { Shipment } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { date, pieces, time } from '../format'
import { usePack } from '../offline/pack'
import { unsent } from '../offline/unsent'
import { Answer } from '../parts/Answer'
import { Page, Section } from '../parts/Page'
import { Scroll } from '../parts/Scroll'
import { placeOf } from '../parts/Shell'
import { WithReason } from '../parts/WithReason'
import { isUnitRole, session } from '../session/session'
import { sentOf } from '../stock/reception'
import { shipmentStatusNames } from '../texts/stock'

// For the receiver alone, and while something is on its way.
const LineWarnings = lazy(() => import('../parts/LineWarnings'))
const ReceptionForm = lazy(() => import('../parts/ReceptionForm'))

/** A shipment at its receiver: what came is said here, in one go or in parts, and may be taken back. */
export default function Reception() {
    const { id } = useParams<{ id: string }>()
    const facility = session.shown?.facility ?? ''
    const { pack, isRead } = usePack(facility)
    const read = useRead<Shipment>(`/inventory/shipments/${id}`)
    const kept = pack?.shipments?.find(x => x.id === id)
    if (!read.data && read.error?.status === 0 && kept) return <One of={kept} pack={pack} />
    if (!read.data && !read.error && facility !== '' && !isRead) return null
    return <Answer of={read}>{x => <One of={x} pack={pack} />}</Answer>
}

function One({ of: x, pack }: { of: Shipment; pack: ReturnType<typeof usePack>['pack'] }) {
    const rows = useSyncExternalStore(unsent.watch, () => unsent.rows).filter(
        row => row.kind === 'reception' && row.path.includes(x.id),
    )
    const { of, change } = useAddress()
    const [said, setSaid] = useState('')
    const queries = useQueryClient()
    const waiting = useRef(rows.length)
    useEffect(() => {
        // What was sent has changed what is on its way.
        if (rows.length < waiting.current) void queries.invalidateQueries({ queryKey: [`/inventory/shipments/${x.id}`] })
        waiting.current = rows.length
    }, [rows.length, queries, x.id])
    const facility = session.shown?.facility ?? ''
    const isReceiver = isUnitRole(session.shown) && facility === x.to
    const zone = pack?.place.timeZone ?? session.shown?.zone ?? 'America/Mexico_City'
    const left = sentOf(x, rows)
    // One that was refused is corrected also where nothing is left to receive.
    const canReceive = isReceiver && ((x.status === 'dispatched' && left.length > 0) || of('documento') !== null)
    const lots = x.lines.filter(y => y.quantity > 0)
    const title = canReceive ? `Recibir embarque de ${x.from}` : `Embarque de ${x.from}`
    return (
        <Page
            title={title}
            scope={placeOf(session.shown!)}
            lead={
                <>
                    {x.number ?? 'sin número'}
                    {x.dispatchedAt && ` · salió el ${time(x.dispatchedAt)}`} · {pieces(new Set(lots.map(y => y.clave)).size)}{' '}
                    claves, {pieces(lots.length)} lotes, {pieces(lots.reduce((sum, y) => sum + y.quantity, 0))} piezas
                </>
            }
            trail={[
                { name: placeOf(session.shown!), href: facility ? '/mi-unidad' : '/' },
                { name: 'Recepciones', href: '/recepciones' },
                { name: x.number ?? 'Embarque' },
            ]}
            actions={<span className="tag">{shipmentStatusNames[x.status]}</span>}
        >
            {isReceiver && (
                <Suspense fallback={null}>
                    <LineWarnings />
                </Suspense>
            )}
            {said && (
                <p className="notice good" role="status">
                    Recepción guardada: {said}.
                </p>
            )}
            {rows.length > 0 && (
                <p className="notice warn" role="status">
                    {rows.length === 1
                        ? 'Una recepción de este embarque espera'
                        : `${rows.length} recepciones de este embarque esperan`}{' '}
                    en este equipo. <Link href="/cola">Ver</Link>
                </p>
            )}
            {canReceive && (
                <Suspense fallback={null}>
                    <ReceptionForm
                        shipment={x}
                        unsent={rows}
                        facility={facility}
                        zone={zone}
                        pack={pack}
                        onRecorded={text => {
                            setSaid(text)
                            if (of('documento')) change({ documento: null })
                        }}
                    />
                </Suspense>
            )}
            <div className="grid gap">
                <Visits of={x} canReverse={isReceiver} />
                <Section span={7} title="Lotes">
                    <Lots of={x} />
                </Section>
            </div>
        </Page>
    )
}

/** The receptions that were made of it. */
function Visits({ of: x, canReverse }: { of: Shipment; canReverse: boolean }) {
    return (
        <Section span={5} title="Recepciones de este embarque">
            {x.receptions.length === 0 && <p className="muted">Ninguna todavía.</p>}
            <ul className="list">
                {x.receptions.map(one => {
                    const sum = (part: 'good' | 'damaged' | 'missing') => one.lines.reduce((all, y) => all + y[part], 0)
                    return (
                        <li key={one.id} className={one.reversed ? 'muted' : undefined}>
                            <span>
                                <b>{date(one.receivedOn)}</b>, {one.by}
                                <br />
                                <span className="small">
                                    {pieces(sum('good'))} buenas, {pieces(sum('damaged'))} dañadas, faltaban{' '}
                                    {pieces(sum('missing'))}
                                </span>
                            </span>
                            <span className="end">
                                {one.reversed ? (
                                    <span className="tag">revertida</span>
                                ) : (
                                    canReverse && (
                                        <WithReason
                                            label="Revertir"
                                            path={`/inventory/shipments/${x.id}/receptions/${one.id}/reversal`}
                                            asks="¿Por qué se revierte? Sus piezas vuelven a estar en tránsito."
                                        />
                                    )
                                )}
                            </span>
                        </li>
                    )
                })}
            </ul>
        </Section>
    )
}

const Lots = ({ of: x }: { of: Shipment }) => (
    <Scroll label="Lotes del embarque, como están">
        <table className="dense">
            <thead>
                <tr>
                    <th scope="col">Clave y lote</th>
                    <th scope="col">Caduca</th>
                    <th scope="col" className="num">
                        Enviado
                    </th>
                    <th scope="col" className="num">
                        Bueno
                    </th>
                    <th scope="col" className="num">
                        Dañado
                    </th>
                    <th scope="col" className="num">
                        En tránsito
                    </th>
                </tr>
            </thead>
            <tbody>
                {x.lines.map(y => (
                    <tr key={y.line}>
                        <th scope="row">
                            <Link href={address('/existencias', { lado: 'libro', codigo: y.clave, lote: y.lot })}>
                                {y.clave} · {y.lot}
                            </Link>
                            {y.quantity === 0 && <small>no venía en el embarque</small>}
                            {y.surplus > 0 && y.quantity > 0 && <small>{pieces(y.surplus)} de más</small>}
                            {y.resolved > 0 && <small>{pieces(y.resolved)} resueltas</small>}
                        </th>
                        <td className="nowrap">{date(y.expiresOn)}</td>
                        <td className="num">{pieces(y.quantity)}</td>
                        <td className="num">{pieces(y.good)}</td>
                        <td className={y.damaged > 0 ? 'num bad strong' : 'num'}>{pieces(y.damaged)}</td>
                        <td className={y.inTransit > 0 ? 'num strong' : 'num'}>{pieces(y.inTransit)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    </Scroll>
)
