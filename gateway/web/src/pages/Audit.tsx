import { useEffect, useRef, type KeyboardEvent } from 'react'
import { Link, useParams } from 'wouter'
import { address } from '../api/client'
import { useLive } from '../api/live'
import { useFigure, useIndicators, useRead } from '../api/queries'
import type { DocumentRow, Figure, Page as PageOf, Publication } from '../api/models'
import { today, useAddress } from '../address'
import { BarChart } from '../charts/BarChart'
import { date, percent, periodName, pieces, rate, signed, share, time } from '../format'
import { Answer } from '../parts/Answer'
import { CitizenSummary } from '../parts/CitizenSummary'
import { Csv } from '../parts/Csv'
import { DocumentBeside } from '../parts/DocumentBeside'
import { isOfStock, Standing, Value } from '../parts/figures'
import { Page, PrintButton, type Step } from '../parts/Page'
import { PeriodChoice } from '../parts/PeriodChoice'
import { stateName } from '../states'
import { causeNames, es, exclusionNames, levelNames, reasonNames } from '../texts/es'
import { Paging } from '../parts/Paging'

interface Asked {
    indicator: string
    period: string
    level: string
    code: string | null
    asOf: string | null
}

/** From a figure to its documents: the sum, why not complete, who reported, what was published, and each document beside the list. */
export default function Audit() {
    const { indicator = 'ind-b' } = useParams<{ indicator: string }>()
    const { of } = useAddress()
    const asked: Asked = {
        indicator,
        period: of('periodo') ?? today().slice(0, 4),
        level: of('nivel') ?? 'nation',
        code: of('codigo'),
        asOf: of('corte'),
    }
    const figure = useFigure(indicator, asked)
    useLive(indicator, asked)
    const known = useIndicators().data?.items.find(x => x.indicator === indicator)
    const name = known?.name ?? indicator
    const place = placeName(asked, figure.data)
    return (
        <Page
            title={`${name}, ${place}, ${periodName(asked.period)}`}
            scope={place}
            trail={trail(asked, place)}
            lead={`${indicator} · ${levelNames[asked.level] ?? asked.level}${asked.code ? ` ${asked.code}` : ''} · ${asked.period}`}
            actions={
                <>
                    <PeriodChoice period={asked.period} />
                    <AsOf asked={asked} />
                    <PrintButton />
                </>
            }
        >
            <div className="split">
                <div>
                    <Answer of={figure}>{x => <Account of={x} asked={asked} />}</Answer>
                    <Publications asked={asked} isDescending={known?.direction === 'Descendente'} />
                    {indicator.startsWith('ind-b') && ['nation', 'state', 'facility'].includes(asked.level) && (
                        <CitizenSummary level={asked.level} code={asked.code} period={asked.period} />
                    )}
                </div>
                <div>
                    <Answer of={figure}>{x => <Documents figure={x} asked={asked} />}</Answer>
                </div>
            </div>
        </Page>
    )
}

function placeName({ level, code }: Asked, figure?: Figure): string {
    if (level === 'nation' || !code) return es.nation
    return level === 'state' ? stateName(code) : (figure?.name ?? code)
}

function trail({ level, code, indicator }: Asked, place: string): Step[] {
    const steps: Step[] = [{ name: es.nation, href: '/' }]
    if (level === 'state' && code) steps.push({ name: place, href: `/entidades/${code}` })
    if (level === 'facility' && code) steps.push({ name: place, href: `/unidades/${code}` })
    if (level === 'clave' && code) steps.push({ name: place, href: `/claves/${code}` })
    return [...steps, { name: 'Indicadores', href: '/indicadores' }, { name: indicator }]
}

/** What was valid on a day, as it was published then. */
function AsOf({ asked }: { asked: Asked }) {
    const { change } = useAddress()
    return (
        <label className="field">
            <span>Como se publicó al</span>
            <input
                className="input"
                type="date"
                max={today()}
                value={asked.asOf ?? ''}
                onChange={event => {
                    change({ corte: event.target.value || null, despues: null })
                }}
            />
        </label>
    )
}

function Account({ of, asked }: { of: Figure; asked: Asked }) {
    const { withChanged } = useAddress()
    const notComplete = of.denominator - of.numerator
    const reasons = of.incomplete ?? []
    const { facilities, facilityDays } = of.coverage
    return (
        <>
            <Value of={of} />
            <Standing of={of} />
            {of.standsStillSince && (
                <p className="notice warn">Hay documentos que esperan contarse desde el {time(of.standsStillSince)}.</p>
            )}
            <div className="account">
                <h2 className="small">La cuenta</h2>
                <p className="quotient">
                    <span>
                        <span>{pieces(of.numerator)}</span>
                        <span className="over">{pieces(of.denominator)}</span>
                    </span>
                    <span>× 100 = {of.value === null ? 'n. d.: no hay nada entre qué dividir' : rate(of.value)}</span>
                </p>
                <p className="smallest muted">Regla {of.rule}. Dos decimales, medio hacia afuera.</p>
            </div>
            {reasons.length > 0 && (
                <>
                    <h2>Por qué no se completaron</h2>
                    <table className="dense">
                        <tbody>
                            {reasons.map(x => (
                                <tr key={x.reason}>
                                    <th scope="row">{reasonNames[x.reason] ?? x.reason}</th>
                                    <td>
                                        <BarChart value={x.count} most={Math.max(...reasons.map(y => y.count))} width={100} />
                                    </td>
                                    <td className="num">
                                        <Link
                                            href={withChanged({
                                                lado: 'incomplete',
                                                motivo: x.reason,
                                                despues: null,
                                                documento: null,
                                            })}
                                        >
                                            {pieces(x.count)}
                                        </Link>
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                        <tfoot>
                            <tr>
                                <th scope="row">Suma</th>
                                <td />
                                <td className="num">{pieces(reasons.reduce((sum, x) => sum + x.count, 0))}</td>
                            </tr>
                        </tfoot>
                    </table>
                    <p className="smallest muted">
                        {pieces(of.denominator)} − {pieces(of.numerator)} = {pieces(notComplete)}
                    </p>
                </>
            )}
            <h2 className="gap">Cobertura</h2>
            <dl className="facts">
                <dt>Unidades</dt>
                <dd>
                    {pieces(facilities.reporting)} de {pieces(facilities.expected)} (
                    {percent(share(facilities.reporting, facilities.expected))})
                </dd>
                <dt>{isOfStock(asked.indicator) ? 'Meses-unidad' : 'Días-unidad'}</dt>
                <dd>
                    {pieces(facilityDays.reporting)} de {pieces(facilityDays.expected)} (
                    {percent(share(facilityDays.reporting, facilityDays.expected))})
                </dd>
                {of.coverage.states && (
                    <>
                        <dt>Entidades</dt>
                        <dd>
                            {pieces(of.coverage.states.reporting)} de {pieces(of.coverage.states.expected)} con órdenes
                        </dd>
                    </>
                )}
                {asked.indicator.startsWith('ind-b') && (
                    <>
                        <dt>Posibles duplicadas</dt>
                        <dd>{pieces(of.possibleDuplicates)}, se cuentan</dd>
                    </>
                )}
                {of.setAside > 0 && (
                    <>
                        <dt>Apartadas</dt>
                        <dd>{pieces(of.setAside)} que no se pudieron contar</dd>
                    </>
                )}
            </dl>
        </>
    )
}

function Publications({ asked, isDescending }: { asked: Asked; isDescending: boolean }) {
    const read = useRead<PageOf<Publication>>(`/indicators/${asked.indicator}/publications`, {
        level: asked.level,
        code: asked.code,
        period: asked.period,
    })
    const { withChanged } = useAddress()
    const isBetter = (difference: number) => difference > 0 !== isDescending
    return (
        <>
            <h2 className="gap">Publicaciones</h2>
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">Ninguna: el periodo no se ha cerrado.</p>
                    ) : (
                        <ul className="list">
                            {x.items.toReversed().map(one => (
                                <li key={one.number}>
                                    <div>
                                        <b>
                                            {one.number}.ª, {time(one.publishedAt)}
                                        </b>
                                        <p className="small muted">{causeText(one)}</p>
                                        {one.hash && (
                                            <p className="smallest muted">
                                                Huella {one.hash.slice(0, 12)}…, posición {pieces(one.position ?? 0)}
                                            </p>
                                        )}
                                    </div>
                                    <span className="end">
                                        <Link href={withChanged({ corte: one.publishedAt, despues: null })}>
                                            {percent(one.value)}
                                        </Link>
                                        {one.difference !== null && one.difference !== 0 && (
                                            <>
                                                <br />
                                                <span className={isBetter(one.difference) ? 'good small' : 'bad small'}>
                                                    {signed(one.difference)}
                                                </span>
                                            </>
                                        )}
                                    </span>
                                </li>
                            ))}
                        </ul>
                    )
                }
            </Answer>
        </>
    )
}

function causeText(of: Publication): string {
    const counts = Object.entries(of.cause ?? {}).filter(([, n]) => n > 0)
    if (of.number === 1) return 'cierre del periodo'
    if (counts.length === 0) return 'sin documentos que cambiaran'
    return counts.map(([cause, n]) => `${pieces(n)} ${causeNames[cause] ?? cause}`).join(', ')
}

const sides = [
    ['numerator', 'Completas'],
    ['denominator', 'Todas'],
    ['incomplete', 'No completas'],
    ['excluded', 'Excluidas'],
] as const
/** Their numbers are claves or days: the tabs show none. */
const sidesOfStock = (indicator: string) =>
    [
        indicator === 'stock-availability' ? ['incomplete', 'Con faltantes'] : ['numerator', 'Con desabasto'],
        ['denominator', 'Todas'],
        ['excluded', 'Excluidas'],
    ] as const
type Documented = PageOf<DocumentRow>

function Documents({ figure, asked }: { figure: Figure; asked: Asked }) {
    const { of, withChanged, change } = useAddress()
    const ofStock = isOfStock(asked.indicator)
    const named = ofStock ? sidesOfStock(asked.indicator) : sides
    const side = of('lado') ?? (ofStock ? named[0][0] : 'incomplete')
    const reason = of('motivo')
    const query = { ...asked, indicator: null, side, reason }
    const read = useRead<Documented>(`/indicators/${asked.indicator}/documents`, { ...query, after: of('despues'), limit: 50 })
    const counts: Record<string, number> = {
        numerator: figure.numerator,
        denominator: figure.denominator,
        incomplete: figure.denominator - figure.numerator,
        excluded: figure.excluded.reduce((sum, x) => sum + x.count, 0),
    }
    const chosen = of('documento')
    return (
        <>
            <div className="tabs">
                <div role="tablist" aria-label="Documentos">
                    {named.map(([key, name]) => (
                        <button
                            key={key}
                            type="button"
                            role="tab"
                            aria-selected={side === key}
                            aria-controls="documentos"
                            onClick={() => {
                                change({ lado: key, motivo: null, despues: null, documento: null })
                            }}
                        >
                            {name} {!ofStock && <b>{pieces(counts[key]!)}</b>}
                        </button>
                    ))}
                </div>
                <Csv href={address(`/indicators/${asked.indicator}/documents`, query)} />
            </div>
            <div id="documentos" role="tabpanel" aria-label={named.find(x => x[0] === side)?.[1]}>
                <Answer of={read}>
                    {x => (
                        <div className={chosen ? 'beside' : ''}>
                            <div>
                                <Rows
                                    page={x}
                                    chosen={chosen}
                                    reason={reason}
                                    choose={id => {
                                        change({ documento: id })
                                    }}
                                    hrefOf={id => withChanged({ documento: id })}
                                />
                                <Paging next={x.next} drops="documento" note="50 por página" />
                            </div>
                            {chosen && (
                                <DocumentBeside
                                    id={chosen}
                                    version={x.items.find(row => row.documentId === chosen)?.version}
                                    indicator={asked.indicator}
                                />
                            )}
                        </div>
                    )}
                </Answer>
            </div>
        </>
    )
}

function Rows({
    page,
    chosen,
    reason,
    choose,
    hrefOf,
}: {
    page: Documented
    chosen: string | null
    reason: string | null
    choose: (id: string) => void
    hrefOf: (id: string) => string
}) {
    const body = useRef<HTMLTableSectionElement>(null)
    const idOf = (x: DocumentRow) => x.documentId
    useEffect(() => {
        body.current?.querySelector<HTMLElement>('tr.selected a')?.focus({ preventScroll: true })
    }, [chosen])
    const step = (event: KeyboardEvent, at: number) => {
        const to =
            event.key === 'ArrowDown'
                ? at + 1
                : event.key === 'ArrowUp'
                  ? at - 1
                  : event.key === 'Home'
                    ? 0
                    : event.key === 'End'
                      ? page.items.length - 1
                      : -1
        if (to < 0 || to >= page.items.length) return
        event.preventDefault()
        body.current?.querySelectorAll<HTMLElement>('th a')[to]?.focus()
    }
    if (page.items.length === 0) return <p className="muted">Ningún documento.</p>
    return (
        <div className="scroll">
            <table className="padded">
                <caption>
                    {pieces(page.items.length)}
                    {page.total !== null && page.total !== undefined && ` de ${pieces(page.total)}`} documentos
                    {reason && `, ${reasonNames[reason] ?? exclusionNames[reason] ?? reason}`}, por identificador. <kbd>↑</kbd>{' '}
                    <kbd>↓</kbd> mueve, <kbd>Intro</kbd> abre
                </caption>
                <thead>
                    <tr>
                        <th scope="col">Documento</th>
                        <th scope="col">Fecha local</th>
                        <th scope="col">Unidad</th>
                        <th scope="col" className="num">
                            Suma
                        </th>
                    </tr>
                </thead>
                <tbody ref={body}>
                    {page.items.map((x, i) => (
                        <tr key={idOf(x)} className={idOf(x) === chosen ? 'selected' : undefined}>
                            <th scope="row">
                                <Link
                                    href={hrefOf(idOf(x))}
                                    tabIndex={idOf(x) === chosen || (!chosen && i === 0) ? 0 : -1}
                                    onKeyDown={event => {
                                        step(event, i)
                                    }}
                                    onClick={event => {
                                        event.preventDefault()
                                        choose(idOf(x))
                                    }}
                                >
                                    {x.folio ?? `…${idOf(x).slice(-13)}`}
                                </Link>
                                {!x.included && x.reason && <small>{exclusionNames[x.reason] ?? x.reason}</small>}
                            </th>
                            <td className="nowrap">{date(x.localDate)}</td>
                            <td>{x.facilityName ?? x.facility}</td>
                            <td className="num">
                                {pieces(x.numerator)} / {pieces(x.denominator)}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    )
}
