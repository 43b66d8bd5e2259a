import { Link } from 'wouter'
import { address } from '../api/client'
import type { DaySummary, Page as PageOf, PrescriptionItem } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { date, pieces, time } from '../format'
import { clock } from '../offline/clock'
import { dayAt } from '../offline/zone'
import { Answer } from '../parts/Answer'
import { Page } from '../parts/Page'
import { Paging } from '../parts/Paging'
import { Scroll } from '../parts/Scroll'
import { placeOf } from '../parts/Shell'
import { StatusTag } from '../parts/StatusTag'
import { session } from '../session/session'

const sides = [
    ['', 'Del día'],
    ['deben', 'Que deben piezas'],
    ['retenidas', 'Retenidas'],
    ['duplicadas', 'Posibles duplicadas'],
    ['anuladas', 'Anuladas'],
] as const

/** The prescriptions of a place: those of a day, those that owe pieces, and those that a person must look at. */
export default function Prescriptions() {
    const { of, change, withChanged } = useAddress()
    const { role, facility, zone } = session.shown ?? { role: '', facility: null, zone: null }
    const side = of('lado') ?? ''
    const day = of('desde') ?? dayAt(clock.now(), zone ?? 'America/Mexico_City')
    const folio = of('codigo')
    const list = { retenidas: '/dispensing/held', duplicadas: '/dispensing/duplicates' }[side] ?? '/dispensing/prescriptions'
    const query =
        list !== '/dispensing/prescriptions'
            ? { facility, after: of('despues'), limit: 50 }
            : {
                  facility,
                  folio,
                  date: folio || side !== '' ? null : day,
                  owed: side === 'deben' ? true : null,
                  status: side === 'anuladas' ? 'voided' : null,
                  after: of('despues'),
                  limit: 50,
              }
    const read = useRead<PageOf<PrescriptionItem>>(list, query)
    return (
        <Page
            title="Recetas"
            scope={placeOf(session.shown!)}
            trail={[{ name: placeOf(session.shown!), href: facility ? '/mi-unidad' : '/' }, { name: 'Recetas' }]}
            actions={
                role === 'pharmacy' && (
                    <Link className="button primary" href="/recetas/nueva">
                        Capturar receta <kbd>F2</kbd>
                    </Link>
                )
            }
        >
            <form
                className="row filters"
                onSubmit={event => {
                    event.preventDefault()
                    change({
                        codigo: String(new FormData(event.currentTarget).get('folio')).trim() || null,
                        lado: null,
                        despues: null,
                    })
                }}
            >
                <label className="field">
                    <span>Día</span>
                    <input
                        className="input"
                        type="date"
                        value={day}
                        onChange={event => {
                            change({ desde: event.target.value || null, codigo: null, lado: null, despues: null })
                        }}
                    />
                </label>
                <label className="field">
                    <span>Folio</span>
                    <input
                        key={folio ?? ''}
                        className="input"
                        name="folio"
                        defaultValue={folio ?? ''}
                        maxLength={60}
                        autoComplete="off"
                    />
                </label>
                <button type="submit" className="button">
                    Buscar
                </button>
            </form>
            {facility && side === '' && !folio && <Summary facility={facility} day={day} />}
            <nav className="tabs" aria-label="Cuáles">
                {sides.map(([code, name]) => (
                    <Link
                        key={code}
                        href={withChanged({ lado: code || null, codigo: null, despues: null })}
                        aria-current={side === code && !folio ? 'page' : undefined}
                    >
                        {name}
                    </Link>
                ))}
            </nav>
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">
                            Ninguna.{' '}
                            {role === 'pharmacy' && side === '' && !folio && (
                                <Link href="/dias">¿Un día sin actividad? Declárelo.</Link>
                            )}
                        </p>
                    ) : (
                        <>
                            <Table rows={x.items} withFacility={facility === null} />
                            <Paging next={x.next} />
                        </>
                    )
                }
            </Answer>
        </Page>
    )
}

function Summary({ facility, day }: { facility: string; day: string }) {
    const read = useRead<DaySummary>('/dispensing/prescriptions/summary', { facility, date: day })
    return (
        <Answer of={read}>
            {x => (
                <p className="small muted">
                    {date(day)}: <b>{pieces(x.recorded)}</b> recetas, {pieces(x.complete)} completas, {pieces(x.partial)}{' '}
                    parciales, {pieces(x.notGiven)} sin surtir; se deben {pieces(x.owedPieces)} piezas.
                </p>
            )}
        </Answer>
    )
}

function Table({ rows, withFacility }: { rows: readonly PrescriptionItem[]; withFacility: boolean }) {
    return (
        <Scroll label="Recetas">
            <table>
                <thead>
                    <tr>
                        <th scope="col">Folio</th>
                        <th scope="col">Presentada</th>
                        {withFacility && <th scope="col">Unidad</th>}
                        <th scope="col" className="num">
                            Renglones
                        </th>
                        <th scope="col" className="num">
                            Surtido de recetado
                        </th>
                        <th scope="col">Estado</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map(x => (
                        <tr key={x.id}>
                            <th scope="row">
                                <Link href={`/recetas/${x.id}`}>{x.folio ?? `…${x.id.slice(-13)}`}</Link>
                            </th>
                            <td>{time(x.presentedAt)}</td>
                            {withFacility && (
                                <td>
                                    <Link href={address(`/unidades/${x.facility}`)}>{x.facility}</Link>
                                </td>
                            )}
                            <td className="num">{x.lines}</td>
                            <td className="num">
                                {pieces(x.dispensed)} de {pieces(x.prescribed)}
                            </td>
                            <td>
                                <StatusTag of={x} />
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </Scroll>
    )
}
