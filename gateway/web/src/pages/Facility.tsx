import { Link, useParams } from 'wouter'
import { address } from '../api/client'
import type { Facility as FacilityView, MonthsOfStock, Page as PageOf, PrescriptionItem, StockLot } from '../api/models'
import { useRead, useReference } from '../api/queries'
import { lastMonthOf, thisMonth, useAddress } from '../address'
import { date, periodName, pieces, time } from '../format'
import { Answer } from '../parts/Answer'
import { Expiry } from '../parts/Expiry'
import { MissingItems } from '../parts/MissingItems'
import { StockMultiples } from '../parts/Multiples'
import { Official } from '../parts/Official'
import { Page, PrintButton, Section } from '../parts/Page'
import { PeriodChoice } from '../parts/PeriodChoice'
import { session } from '../session/session'
import { stateName } from '../states'
import { es } from '../texts/es'
import { Scroll } from '../parts/Scroll'

/** A unit as far as it is read: its figures, its last prescriptions, its stock in months of what it uses. */
export default function Facility() {
    const given = useParams<{ facility?: string }>().facility
    const code = given ?? session.shown?.facility ?? ''
    const { of } = useAddress()
    const period = of('periodo') ?? thisMonth()
    const month = lastMonthOf(period)
    const unit = useReference<FacilityView>(`/catalog/facilities/${code}`)
    const { role, facility, state } = session.shown ?? { role: '', facility: null, state: null }
    const isInScope =
        ['central', 'auditor'].includes(role) || (role === 'state' && state === unit.data?.state) || facility === code
    const place = { level: 'facility', code }
    return (
        <Answer of={unit}>
            {x => (
                <Page
                    title={x.name}
                    scope={x.name}
                    lead={`${x.code} · ${[x.municipality, stateName(x.state)].filter(Boolean).join(', ')} · ${periodName(period)}`}
                    trail={[
                        { name: es.nation, href: '/' },
                        { name: stateName(x.state), href: `/entidades/${x.state}` },
                        { name: x.name },
                    ]}
                    actions={
                        <>
                            {role === 'pharmacy' && facility === code && (
                                <>
                                    <Link className="button primary" href="/recetas/nueva">
                                        Capturar receta <kbd>F2</kbd>
                                    </Link>
                                    <Link className="button" href="/por-entregar">
                                        Por entregar
                                    </Link>
                                    <Link className="button" href="/dias">
                                        Días informados
                                    </Link>
                                </>
                            )}
                            <PeriodChoice period={period} />
                            <PrintButton />
                        </>
                    }
                >
                    <div className="grid">
                        <Official
                            indicator="ind-b"
                            title="Recetas surtidas completas"
                            note="todos los renglones completos al presentarse"
                            period={period}
                            month={month}
                            asOf={of('corte')}
                            {...place}
                        />
                        <Official
                            indicator="ind-a"
                            title="Órdenes de suministro abastecidas"
                            note="las que van a esta unidad"
                            period={period}
                            month={month}
                            asOf={of('corte')}
                            {...place}
                        />
                        {isInScope && <Stock code={code} />}
                        <div className={isInScope ? 'c5' : 'c12'}>
                            {isInScope && role !== 'warehouse' && <Prescriptions code={code} />}
                            <MissingItems period={month} level="facility" code={code} span={12} />
                        </div>
                        <StockMultiples month={month} asOf={of('corte')} {...place} span={8} />
                        {isInScope && <Expiry by="facility" facility={code} span={4} />}
                    </div>
                </Page>
            )}
        </Answer>
    )
}

/** By clave: usable pieces, months of the approved CPM, the first lot to expire. */
function Stock({ code }: { code: string }) {
    const stock = useRead<PageOf<StockLot>>('/inventory/stock', { facility: code, limit: 500 })
    // Before the first official run nobody has a planning quantity: an empty list.
    const cpm = useReference<PageOf<MonthsOfStock>>(
        '/planning/months-of-stock',
        { level: 'facility', code, limit: 500 },
        { retry: false, enabled: session.shown?.role !== 'operator' }, // who runs the system plans nothing
    )
    const planned = new Map((cpm.data?.items ?? []).map(x => [x.clave, x.planningQuantity]))
    return (
        <Section
            span={7}
            title="Existencias por clave"
            note="Piezas útiles; meses, a su cantidad de planeación. Rojo: menos de medio mes."
        >
            <Answer of={stock}>
                {x => {
                    const byClave = Object.groupBy(x.items, lot => lot.clave)
                    const rows = Object.entries(byClave)
                        .map(([clave, lots = []]) => {
                            const usable = lots.filter(lot => lot.condition === 'usable' && !lot.expired)
                            const hand = usable.reduce((sum, lot) => sum + lot.onHand, 0)
                            const quantity = planned.get(clave) ?? null
                            return {
                                clave,
                                hand,
                                other: lots.reduce((sum, lot) => sum + lot.onHand, 0) - hand,
                                months: quantity ? hand / quantity : null,
                                first: usable.map(lot => lot.expiresOn).toSorted()[0] ?? null,
                            }
                        })
                        .toSorted((a, b) => (a.months ?? 1e9) - (b.months ?? 1e9))
                    return rows.length === 0 ? (
                        <p className="muted">Sin existencias registradas.</p>
                    ) : (
                        <Scroll label="Existencias por clave">
                            <table>
                                <caption>
                                    {pieces(rows.length)} claves{x.next && ' de las primeras 500 partidas'}
                                </caption>
                                <thead>
                                    <tr>
                                        <th scope="col">Clave</th>
                                        <th scope="col" className="num">
                                            Útiles
                                        </th>
                                        <th scope="col" className="num">
                                            Meses
                                        </th>
                                        <th scope="col" className="num">
                                            No útiles
                                        </th>
                                        <th scope="col">Primero en caducar</th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {rows.map(row => (
                                        <tr key={row.clave}>
                                            <th scope="row">
                                                <Link href={`/claves/${row.clave}`}>{row.clave}</Link>
                                            </th>
                                            <td className="num">{pieces(row.hand)}</td>
                                            <td className={row.months !== null && row.months < 0.5 ? 'num strong bad' : 'num'}>
                                                {row.months === null ? '—' : row.months.toFixed(1)}
                                            </td>
                                            <td className="num">{row.other === 0 ? '—' : pieces(row.other)}</td>
                                            <td className="nowrap">{row.first ? date(row.first) : '—'}</td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </Scroll>
                    )
                }}
            </Answer>
        </Section>
    )
}

function Prescriptions({ code }: { code: string }) {
    const read = useRead<PageOf<PrescriptionItem>>('/dispensing/prescriptions', { facility: code, limit: 8 })
    return (
        <Section
            span={12}
            title="Últimas recetas"
            end={
                <Link href={address('/indicadores/ind-b', { nivel: 'facility', codigo: code, periodo: thisMonth() })}>
                    Todas las del mes
                </Link>
            }
        >
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">Ninguna.</p>
                    ) : (
                        <table className="dense">
                            <thead>
                                <tr>
                                    <th scope="col">Folio</th>
                                    <th scope="col">Presentada</th>
                                    <th scope="col">Estado</th>
                                </tr>
                            </thead>
                            <tbody>
                                {x.items.map(one => (
                                    <tr key={one.id}>
                                        <th scope="row">
                                            <Link
                                                href={address('/indicadores/ind-b', {
                                                    nivel: 'facility',
                                                    codigo: code,
                                                    periodo: one.localDate,
                                                    lado: one.complete ? 'numerator' : 'incomplete',
                                                    documento: one.id,
                                                })}
                                            >
                                                {one.folio ?? `…${one.id.slice(-13)}`}
                                            </Link>
                                        </th>
                                        <td>{time(one.presentedAt)}</td>
                                        <td>
                                            {one.status === 'held' ? (
                                                'retenida'
                                            ) : one.status === 'voided' ? (
                                                'anulada'
                                            ) : one.complete ? (
                                                'completa'
                                            ) : (
                                                <b className="bad">no completa</b>
                                            )}
                                        </td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    )
                }
            </Answer>
        </Section>
    )
}
