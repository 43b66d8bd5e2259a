import type { Order } from '../api/models'
import { date, pieces } from '../format'
import { session } from '../session/session'
import { lines as linesWord, piecesWord } from '../texts/es'
import { Decision } from './Decision'
import { Section } from './Page'

const another =
    'Ábrala otra persona de la coordinación de la entidad, o Abasto central, y apruébela, rechácela, cancélela o ciérrela.'
const explains = {
    'orders.own-order': another,
    'orders.needs-central': 'La ve Abasto central en sus órdenes por aprobar.',
    'orders.wrong-status': 'Otra persona decidió antes: abajo está cómo quedó.',
    'request.stale-version': 'Abajo está como quedó: léala y vuelva a decidir.',
}

/** What a state or central supply may decide about an order as it stands. */
export function OrderActs({ of: x }: { of: Order }) {
    const { role, state } = session.shown ?? { role: '', state: null }
    const mayDecide = role === 'central' || (role === 'state' && state === x.state)
    const isIssued = x.status === 'issued'
    const isRunning = x.status === 'approved' || x.status === 'inSupply'
    if (!mayDecide || !(isIssued || isRunning)) return null
    const toCome = x.lines.reduce((sum, line) => sum + line.toCome, 0)
    const inTransit = x.lines.reduce((sum, line) => sum + line.inTransit, 0)
    const issuer = x.history[0]?.by
    const path = (act: string) => `/orders/supply-orders/${x.id}/${act}`
    const common = { version: x.version, explains }
    const back = x.source.kind === 'supplier' ? ' Vuelven a quedar disponibles en su adjudicación.' : ''
    const moving = inTransit > 0 ? ` Las ${pieces(inTransit)} en tránsito todavía cuentan si llegan.` : ''
    return (
        <Section
            span={12}
            title={isIssued ? 'Por aprobar' : 'Decidir'}
            note={`La emitió ${issuer ?? 'otra persona'}: decide alguien más de la entidad, o Abasto central.`}
        >
            <div className="row acts">
                {isIssued && <Approve of={x} />}
                {isIssued && (
                    <Decision
                        {...common}
                        isDanger
                        label="Rechazar"
                        path={path('reject')}
                        asks="¿Por qué se rechaza?"
                        effect={
                            <p>
                                Rechaza la orden: nadie la surte y no se puede volver a abrir. Se {cancels(toCome)}.{back}
                            </p>
                        }
                    />
                )}
                {isRunning && (
                    <Decision
                        {...common}
                        isDanger
                        label="Cerrar incompleta"
                        path={path('close')}
                        asks="¿Por qué se cierra?"
                        effect={
                            <p>
                                Cierra la orden: {pieces(toCome)} {piecesWord(toCome)} que no han llegado quedan como faltante del
                                proveedor o almacén y ya no se esperan.{moving}
                                {back} No se puede volver a abrir.
                            </p>
                        }
                    />
                )}
                <Decision
                    {...common}
                    isDanger
                    label="Cancelar la orden"
                    path={path('cancel')}
                    asks="¿Por qué se cancela?"
                    effect={
                        <p>
                            Cancela la orden: se {cancels(toCome)}; lo recibido se queda.{moving}
                            {back} No se puede volver a abrir.
                        </p>
                    }
                />
            </div>
        </Section>
    )
}

const cancels = (count: number) =>
    count === 1 ? 'cancela 1 pieza que no ha llegado' : `cancelan ${pieces(count)} piezas que no han llegado`

/** Says what is approved, with what stands out of it. */
function Approve({ of: x }: { of: Order }) {
    const over = x.lines.filter(line => line.overCoverage)
    const ordered = x.lines.reduce((sum, line) => sum + line.ordered, 0)
    if (over.length > 0 && session.shown?.role !== 'central')
        return (
            <p className="notice warn">
                {over.length === 1 ? 'Un renglón pide' : `${pieces(over.length)} renglones piden`} más que la cobertura de la
                demanda mensual ({over.map(line => line.clave).join(', ')}): solo Abasto central puede aprobar esta orden.
            </p>
        )
    return (
        <Decision
            label="Aprobar"
            path={`/orders/supply-orders/${x.id}/approve`}
            version={x.version}
            explains={explains}
            effect={
                <>
                    <p>
                        Aprueba <b>{pieces(x.lines.length)}</b> {linesWord(x.lines.length)}, <b>{pieces(ordered)}</b>{' '}
                        {piecesWord(ordered)}, de {x.source.id} para {x.destination}
                        {x.promisedOn && `, para el ${date(x.promisedOn)}`}
                        {x.emergency && ', de emergencia'}. Desde ese momento se surte y cuenta para el abasto.
                    </p>
                    <ul className="small">
                        {over.map(line => (
                            <li key={line.line}>
                                {line.clave}: {pieces(line.ordered)} piezas piden más que la cobertura de la demanda mensual.
                            </li>
                        ))}
                        {x.unverified && <li>El catálogo no conocía uno de los lugares cuando se emitió.</li>}
                    </ul>
                </>
            }
        />
    )
}
