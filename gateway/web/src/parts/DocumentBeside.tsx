import type { ReactNode } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from 'wouter'
import { address, type Problem } from '../api/client'
import type { Order, Prescription, StockMonth } from '../api/models'
import { useRead } from '../api/queries'
import { date, periodName, pieces, time } from '../format'
import { claves, orderStatusNames, reasonNames } from '../texts/es'
import { Answer } from './Answer'
import { isOfStock } from './figures'

/** The document itself, beside the list that it was chosen from. Reading it is audited. */
export function DocumentBeside({ id, version, indicator }: { id: string; version?: number; indicator: string }) {
    if (isOfStock(indicator)) return <StockMonthBeside id={id} version={version} />
    return indicator.startsWith('ind-a') ? <OrderBeside id={id} /> : <PrescriptionBeside id={id} />
}

const Beside = <T,>({ of, children }: { of: UseQueryResult<T, Problem>; children: (document: T) => ReactNode }) => (
    <aside className="sheet document" aria-label="Documento">
        <Answer of={of}>{children}</Answer>
    </aside>
)

/** What a unit had in a month: first the claves that were out longest. */
function StockMonthBeside({ id, version }: { id: string; version?: number }) {
    const read = useRead<StockMonth>(`/indicators/stock/${id}`, { version }, { refetchInterval: false })
    return (
        <Beside of={read}>
            {x => (
                <>
                    <h2>Existencias de {periodName(x.month)}</h2>
                    <p className="smallest muted">
                        {x.document}, versión {x.version}
                    </p>
                    <dl className="facts">
                        <dt>Unidad</dt>
                        <dd>
                            <Link href={`/unidades/${x.facility}`}>{x.facility}</Link>
                        </dd>
                        <dt>Contado hasta</dt>
                        <dd>{date(x.through)}</dd>
                        <dt>Todos los días con existencia</dt>
                        <dd>
                            {pieces(x.stocked.length)} {claves(x.stocked.length)}
                        </dd>
                        <dt>Nunca recibidas ni contadas</dt>
                        <dd>
                            {pieces(x.unknown)} {claves(x.unknown)}
                        </dd>
                    </dl>
                    {x.lines.length > 0 && (
                        <table className="dense">
                            <thead>
                                <tr>
                                    <th scope="col">Clave</th>
                                    <th scope="col" className="num">
                                        Días sin existencia
                                    </th>
                                    <th scope="col">Al cierre</th>
                                </tr>
                            </thead>
                            <tbody>
                                {x.lines
                                    .toSorted((a, b) => b.empty - a.empty)
                                    .map(line => (
                                        <tr key={line.clave}>
                                            <th scope="row">
                                                <Link href={`/claves/${line.clave}`}>{line.clave}</Link>
                                            </th>
                                            <td className={line.empty > 0 ? 'num strong bad' : 'num'}>
                                                {pieces(line.empty)} de {pieces(line.days)}
                                            </td>
                                            <td>{line.emptyAtEnd ? <b className="bad">sin existencia</b> : 'disponible'}</td>
                                        </tr>
                                    ))}
                            </tbody>
                        </table>
                    )}
                </>
            )}
        </Beside>
    )
}

function PrescriptionBeside({ id }: { id: string }) {
    const read = useRead<Prescription>(`/dispensing/prescriptions/${id}`, {}, { refetchInterval: false })
    return (
        <Beside of={read}>
            {x => (
                <>
                    <h2>Receta {x.folio ?? ''}</h2>
                    <p className="smallest muted">
                        {x.id}, versión {x.version}
                    </p>
                    <dl className="facts">
                        <dt>Unidad</dt>
                        <dd>
                            <Link href={`/unidades/${x.facility}`}>{x.facility}</Link>
                        </dd>
                        <dt>Recetada</dt>
                        <dd>{date(x.prescribedOn)}</dd>
                        <dt>Presentada</dt>
                        <dd>{time(x.presentedAt)}</dd>
                        <dt>Registrada</dt>
                        <dd>{time(x.recordedAt)}</dd>
                        <dt>Zona</dt>
                        <dd>{x.timeZone}</dd>
                    </dl>
                    <table className="dense">
                        <thead>
                            <tr>
                                <th scope="col">Renglón</th>
                                <th scope="col" className="num">
                                    Recetado
                                </th>
                                <th scope="col" className="num">
                                    Dado
                                </th>
                            </tr>
                        </thead>
                        <tbody>
                            {x.lines.map(line => (
                                <tr key={line.line}>
                                    <th scope="row">
                                        {line.substituteFor !== null && '↳ '}
                                        <Link href={`/claves/${line.clave}`}>{line.clave}</Link>
                                        {line.substituteFor !== null && <small>sustituye al renglón {line.substituteFor}</small>}
                                        {line.reason && <small>{reasonNames[line.reason] ?? line.reason}</small>}
                                    </th>
                                    <td className="num">{line.substituteFor === null ? pieces(line.prescribed) : '—'}</td>
                                    <td
                                        className={
                                            line.substituteFor === null && line.dispensed < line.prescribed
                                                ? 'num strong bad'
                                                : 'num'
                                        }
                                    >
                                        {pieces(line.dispensed)}
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                    <p className={x.status === 'voided' ? 'notice warn' : x.complete ? 'notice good' : 'notice bad'}>
                        {x.status === 'voided'
                            ? `Anulada: ${x.voidReason ?? ''}`
                            : x.complete
                              ? 'Completa al presentarse.'
                              : 'No completa: lo que se entrega después no la vuelve completa.'}
                    </p>
                    <p className="smallest muted">
                        <Link href={address('/auditoria', { documento: x.id })}>Quién hizo qué con este documento</Link>
                    </p>
                </>
            )}
        </Beside>
    )
}

function OrderBeside({ id }: { id: string }) {
    const read = useRead<Order>(`/orders/supply-orders/${id}`, {}, { refetchInterval: false })
    return (
        <Beside of={read}>
            {x => (
                <>
                    <h2>
                        <Link href={`/ordenes/${x.id}`}>Orden {x.number ?? 'de suministro'}</Link>
                    </h2>
                    <p className="smallest muted">
                        {x.id}, versión {x.version}
                    </p>
                    <dl className="facts">
                        <dt>Destino</dt>
                        <dd>
                            <Link href={`/unidades/${x.destination}`}>{x.destination}</Link>
                        </dd>
                        <dt>Emitida</dt>
                        <dd>{date(x.issuedOn)}</dd>
                        {x.promisedOn && (
                            <>
                                <dt>Prometida</dt>
                                <dd>{date(x.promisedOn)}</dd>
                            </>
                        )}
                        <dt>Estado</dt>
                        <dd>{orderStatusNames[x.status] ?? x.status}</dd>
                        {x.suppliedOn && (
                            <>
                                <dt>Abastecida</dt>
                                <dd>
                                    {date(x.suppliedOn)}
                                    {x.onTime !== null && (x.onTime ? ', a tiempo' : ', tarde')}
                                </dd>
                            </>
                        )}
                    </dl>
                    <table className="dense">
                        <thead>
                            <tr>
                                <th scope="col">Clave</th>
                                <th scope="col" className="num">
                                    Ordenado
                                </th>
                                <th scope="col" className="num">
                                    Recibido útil
                                </th>
                            </tr>
                        </thead>
                        <tbody>
                            {x.lines.map(line => (
                                <tr key={line.clave}>
                                    <th scope="row">
                                        <Link href={`/claves/${line.clave}`}>{line.clave}</Link>
                                    </th>
                                    <td className="num">{pieces(line.ordered)}</td>
                                    <td className={line.good < line.ordered ? 'num strong bad' : 'num'}>{pieces(line.good)}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </>
            )}
        </Beside>
    )
}
