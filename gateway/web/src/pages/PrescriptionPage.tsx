import { useState, useSyncExternalStore, type FormEvent } from 'react'
import { Link, useParams } from 'wouter'
import type { Prescription } from '../api/models'
import { useRead } from '../api/queries'
import { piecesOf } from '../capture/quantity'
import { reasonNames } from '../texts/es'
import { date, pieces, time } from '../format'
import { recordDocument } from '../offline/documents'
import { newId } from '../offline/ids'
import { unsent } from '../offline/unsent'
import { Answer } from '../parts/Answer'
import { Page, PrintButton, Section } from '../parts/Page'
import { Scroll } from '../parts/Scroll'
import { placeOf } from '../parts/Shell'
import { StatusTag } from '../parts/StatusTag'
import { WithReason } from '../parts/WithReason'
import { session } from '../session/session'

/** One prescription: its lines, what is owed and was delivered since, and what may be done with it. */
export default function PrescriptionPage() {
    const { id } = useParams<{ id: string }>()
    const read = useRead<Prescription>(`/dispensing/prescriptions/${id}`)
    return <Answer of={read}>{x => <One of={x} />}</Answer>
}

function One({ of: x }: { of: Prescription }) {
    const { role, facility } = session.shown ?? { role: '', facility: null }
    const waiting = useSyncExternalStore(unsent.watch, () => unsent.rows).filter(row => row.path.includes(x.id))
    const isOwn = role === 'pharmacy' && facility === x.facility
    const owed = x.owed.reduce((sum, line) => sum + line.owed, 0)
    const title = x.folio ? `Receta ${x.folio}` : 'Receta sin folio'
    return (
        <Page
            title={title}
            scope={placeOf(session.shown!)}
            lead={`${x.facility} · presentada el ${time(x.presentedAt)} · recetada el ${date(x.prescribedOn)}`}
            trail={[
                { name: placeOf(session.shown!), href: facility ? '/mi-unidad' : '/' },
                { name: 'Recetas', href: '/recetas' },
                { name: title },
            ]}
            actions={<PrintButton />}
        >
            <p>
                <StatusTag of={{ ...x, owed }} /> {x.voidReason && `Anulada: ${x.voidReason}`}
            </p>
            {waiting.length > 0 && (
                <p className="notice warn" role="status">
                    {waiting.length === 1 ? 'Un cambio' : `${waiting.length} cambios`} de esta receta{' '}
                    {waiting.length === 1 ? 'espera' : 'esperan'} en este equipo para enviarse. <Link href="/cola">Verlos</Link>
                </p>
            )}
            <div className="grid">
                <Section span={12} title="Renglones">
                    <Scroll label="Renglones">
                        <table>
                            <thead>
                                <tr>
                                    <th scope="col">Renglón</th>
                                    <th scope="col">Clave</th>
                                    <th scope="col" className="num">
                                        Recetado
                                    </th>
                                    <th scope="col" className="num">
                                        Surtido
                                    </th>
                                    <th scope="col" className="num">
                                        Se debe
                                    </th>
                                    <th scope="col">Motivo y lotes</th>
                                </tr>
                            </thead>
                            <tbody>
                                {x.lines.map(line => (
                                    <tr key={line.line}>
                                        <td>{line.substituteFor ? `↳ ${line.line}` : line.line}</td>
                                        <th scope="row">
                                            <Link href={`/claves/${line.clave}`}>{line.clave}</Link>
                                            {line.substituteFor && <small>sustituye al renglón {line.substituteFor}</small>}
                                        </th>
                                        <td className="num">{line.substituteFor ? '—' : pieces(line.prescribed)}</td>
                                        <td className="num">{pieces(line.dispensed)}</td>
                                        <td className="num">{pieces(x.owed.find(y => y.line === line.line)?.owed ?? 0)}</td>
                                        <td>
                                            {line.reason && (reasonNames[line.reason] ?? line.reason)}
                                            {line.lots && (
                                                <small>{line.lots.map(y => `${y.lot}: ${y.quantity}`).join(', ')}</small>
                                            )}
                                        </td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </Scroll>
                </Section>
                {isOwn && owed > 0 && x.status === 'recorded' && <Deliver of={x} />}
                {x.deliveries.length > 0 && (
                    <Section span={6} title="Entregas de lo que se debía">
                        <ul className="list">
                            {x.deliveries.map(one => (
                                <li key={one.id}>
                                    <span>
                                        {time(one.deliveredAt)}:{' '}
                                        {one.lines.map(y => `renglón ${y.line}, ${pieces(y.quantity)}`).join('; ')}
                                    </span>
                                    {role === 'pharmacy' && (
                                        <WithReason
                                            label="Revertir"
                                            path={`/dispensing/prescriptions/${x.id}/deliveries/${one.id}/reversal`}
                                            asks="¿Por qué se revierte esta entrega?"
                                        />
                                    )}
                                </li>
                            ))}
                            {x.reversedDeliveries.map(one => (
                                <li key={one.delivery.id} className="muted">
                                    Revertida por {one.reversedBy}: {one.reason}
                                </li>
                            ))}
                        </ul>
                    </Section>
                )}
                {x.status !== 'voided' && ['pharmacy', 'state'].includes(role) && (
                    <Section span={6} title="Si está mal capturada" note="Anular la saca de todas las cifras, para siempre.">
                        <WithReason
                            label="Anular esta receta"
                            path={`/dispensing/prescriptions/${x.id}/void`}
                            asks="¿Por qué se anula?"
                        />
                    </Section>
                )}
            </div>
            <p className="page-foot">
                <span>
                    Registró {x.recordedBy} el {time(x.recordedAt)}
                </span>
                <span>{x.id}</span>
            </p>
        </Page>
    )
}

/** Hands over what is owed, as much of each line as is there. */
function Deliver({ of: x }: { of: Prescription }) {
    const [isDone, setDone] = useState(false)
    const deliver = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        const given = new FormData(event.currentTarget)
        const lines = x.owed
            .map(y => ({ line: y.line, quantity: piecesOf(String(given.get(`renglon-${y.line}`) ?? '')) ?? 0 }))
            .filter(y => y.quantity > 0)
        if (lines.length === 0) return
        const id = newId()
        void recordDocument({
            id,
            kind: 'delivery',
            title: x.folio ?? 'sin folio',
            summary: `entrega ${lines.map(y => `${y.quantity} del renglón ${y.line}`).join(' y ')}`,
            path: `/dispensing/prescriptions/${x.id}/deliveries/${id}`,
            body: { lines },
            facility: x.facility,
            instantField: 'deliveredAt',
            taken: lines.map(y => ({
                clave: x.lines.find(z => z.line === y.line)!.clave,
                lot: null,
                pieces: y.quantity,
            })),
        }).then(() => {
            setDone(true)
        })
    }
    if (isDone)
        return (
            <p role="status" className="c6">
                Entrega guardada.
            </p>
        )
    return (
        <Section span={6} title="Entregar lo que se debe">
            <form className="row" onSubmit={deliver}>
                {x.owed
                    .filter(y => y.owed > 0)
                    .map(y => (
                        <label key={y.line} className="field">
                            <span>
                                Renglón {y.line} <i>debe {pieces(y.owed)}</i>
                            </span>
                            <input
                                className="input num"
                                name={`renglon-${y.line}`}
                                inputMode="numeric"
                                defaultValue={y.owed}
                                autoComplete="off"
                            />
                        </label>
                    ))}
                <button type="submit" className="button primary">
                    Entregar
                </button>
            </form>
        </Section>
    )
}
