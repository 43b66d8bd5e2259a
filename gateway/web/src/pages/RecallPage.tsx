import { Link, useParams } from 'wouter'
import { address } from '../api/client'
import type { Page as PageOf, Recall, RecalledStock } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { pieces, time } from '../format'
import { Answer } from '../parts/Answer'
import { Csv } from '../parts/Csv'
import { useItemNames, usePlaceNames, usePlaces } from '../parts/names'
import { Page, PrintButton, Section } from '../parts/Page'
import { Paging } from '../parts/Paging'
import { RecallTag } from '../parts/RecallTag'
import { Scroll } from '../parts/Scroll'
import { placeOf } from '../parts/Shell'
import { WithReason } from '../parts/WithReason'
import { session } from '../session/session'
import { mayDeclare, scopeName } from '../warehouse/scope'

/** One recall: what it holds, where, and its lifting. */
export default function RecallPage() {
    const { id } = useParams<{ id: string }>()
    const read = useRead<Recall>(`/inventory/recalls/${id}`)
    return <Answer of={read}>{x => <One of={x} />}</Answer>
}

function One({ of: x }: { of: Recall }) {
    const who = session.shown ?? { role: '', facility: null, state: null }
    const places = usePlaces(x.scope && x.scope.length > 2 ? [x.scope] : [])
    const itemName = useItemNames([x.clave])
    const where = scopeName(x.scope, code => places.get(code)?.name ?? code)
    const title = `Retiro de ${x.clave}, lote ${x.lot}`
    return (
        <Page
            title={title}
            scope={placeOf(session.shown!)}
            lead={
                <>
                    <Link href={`/claves/${x.clave}`}>{itemName(x.clave) || x.clave}</Link>, en {where}
                </>
            }
            trail={[
                {
                    name: placeOf(session.shown!),
                    href: who.role === 'warehouse' ? '/almacen' : who.facility ? '/mi-unidad' : '/',
                },
                { name: 'Retiros', href: '/retiros' },
                { name: `${x.clave} · ${x.lot}` },
            ]}
            actions={<PrintButton />}
        >
            <p>
                <RecallTag status={x.status} />
            </p>
            <div className="grid gap">
                <Section span={6} title="El retiro">
                    <dl className="facts">
                        <dt>Motivo</dt>
                        <dd>{x.reason}</dd>
                        <dt>Declarado</dt>
                        <dd>
                            {time(x.recalledAt)}, por {x.by}
                        </dd>
                        <dt>En cuarentena ahora</dt>
                        <dd>
                            {pieces(x.pieces)} piezas en {x.facilities} {x.facilities === 1 ? 'lugar' : 'lugares'}
                        </dd>
                        {x.lifted && (
                            <>
                                <dt>Levantado</dt>
                                <dd>
                                    {time(x.lifted.at)}, por {x.lifted.by}: {x.lifted.reason}
                                </dd>
                            </>
                        )}
                    </dl>
                    {x.nearLots.length > 0 && (
                        <p className="notice warn gap">
                            <span>
                                Hay lotes que se escriben casi igual: <b>{x.nearLots.join(', ')}</b>. Vea en el empaque si son el
                                mismo.
                            </span>
                        </p>
                    )}
                </Section>
                {x.status === 'recalled' && mayDeclare(who, x.scope, code => places.get(code)?.state) && (
                    <Section
                        span={6}
                        title="Levantarlo"
                        note="Las piezas vuelven a la condición que tendrían sin el retiro, en todos los lugares."
                    >
                        <WithReason
                            label={`Levantar el retiro de ${x.lot}`}
                            path={`/inventory/recalls/${x.id}/reversal`}
                            asks="¿Por qué se levanta?"
                        />
                    </Section>
                )}
                <Where of={x} />
            </div>
            <p className="page-foot">
                <span>
                    {x.id}, versión {x.version}
                </span>
                {['auditor', 'operator'].includes(who.role) && (
                    <Link href={address('/auditoria', { documento: x.id })}>Quién hizo qué con este retiro</Link>
                )}
            </p>
        </Page>
    )
}

/** What was found of the lot at each facility that the reader may see. */
function Where({ of: x }: { of: Recall }) {
    const { of } = useAddress()
    const path = `/inventory/recalls/${x.id}/facilities`
    const read = useRead<PageOf<RecalledStock>>(path, { after: of('despues'), limit: 50 })
    const placeName = usePlaceNames((read.data?.items ?? []).map(y => y.facility))
    return (
        <Section
            span={12}
            title="Dónde se encontró"
            note="Los demás lugares siguen en los próximos minutos."
            end={<Csv href={path} name="retiro.csv" />}
        >
            <Answer of={read}>
                {y =>
                    y.items.length === 0 ? (
                        <p className="muted">En ningún lugar todavía.</p>
                    ) : (
                        <>
                            <Scroll label="Dónde se encontró">
                                <table>
                                    <thead>
                                        <tr>
                                            <th scope="col">Lugar</th>
                                            <th scope="col">Apartado</th>
                                            <th scope="col" className="num">
                                                Piezas apartadas
                                            </th>
                                            <th scope="col" className="num">
                                                Devueltas a uso
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {y.items.map(one => (
                                            <tr key={one.facility}>
                                                <th scope="row">
                                                    <Link href={`/unidades/${one.facility}`}>{placeName(one.facility)}</Link>
                                                    <small>{one.facility}</small>
                                                </th>
                                                <td>{time(one.at)}</td>
                                                <td className="num">{pieces(one.setApart)}</td>
                                                <td className="num">{pieces(one.givenBack)}</td>
                                            </tr>
                                        ))}
                                    </tbody>
                                </table>
                            </Scroll>
                            <Paging next={y.next} />
                        </>
                    )
                }
            </Answer>
        </Section>
    )
}
