import { Link } from 'wouter'
import { address } from '../api/client'
import { useFigure, useIndicators } from '../api/queries'
import type { Indicator } from '../api/models'
import { today } from '../address'
import { percent, pieces } from '../format'
import { Answer } from '../parts/Answer'
import { shows } from '../parts/figures'
import { Page, Section } from '../parts/Page'
import { es } from '../texts/es'
import { Scroll } from '../parts/Scroll'

/** Each indicator with its formula, where it is defined, its targets, and the history as the documents print it. */
export default function Indicators() {
    const indicators = useIndicators()
    const year = today().slice(0, 4)
    return (
        <Page
            title="Indicadores"
            lead={`Valor de ${year} en curso, fórmula, metas e historia impresa`}
            trail={[{ name: es.nation, href: '/' }, { name: 'Indicadores' }]}
        >
            <Answer of={indicators}>
                {x => (
                    <div className="grid">
                        <Section span={12} title="Oficiales">
                            {x.items
                                .filter(one => one.official)
                                .map(one => (
                                    <Official key={one.indicator} of={one} year={year} />
                                ))}
                        </Section>
                        <Section span={12} title="Otros" note="Los mismos hechos, otra medida.">
                            <Scroll label="Otros indicadores">
                                <table className="dense">
                                    <thead>
                                        <tr>
                                            <th scope="col">Indicador</th>
                                            <th scope="col">Regla</th>
                                            <th scope="col" className="num">
                                                {year}
                                            </th>
                                            <th scope="col" className="num">
                                                De
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {x.items
                                            .filter(one => !one.official)
                                            .map(one => (
                                                <Row key={one.indicator} of={one} year={year} />
                                            ))}
                                    </tbody>
                                </table>
                            </Scroll>
                        </Section>
                    </div>
                )}
            </Answer>
        </Page>
    )
}

function Row({ of, year }: { of: Indicator; year: string }) {
    const figure = useFigure(of.indicator, { period: year })
    return (
        <tr>
            <th scope="row">
                <Link href={address(`/indicadores/${of.indicator}`, { periodo: year })}>{of.name}</Link>
            </th>
            <td>{of.rule}</td>
            <td className="num strong" {...(figure.data && shows(figure.data))}>
                {figure.data ? percent(figure.data.value) : ''}
            </td>
            <td className="num">{figure.data && `${pieces(figure.data.numerator)} de ${pieces(figure.data.denominator)}`}</td>
        </tr>
    )
}

function Official({ of, year }: { of: Indicator; year: string }) {
    const figure = useFigure(of.indicator, { period: year })
    return (
        <article className="account">
            <h3>
                <Link href={address(`/indicadores/${of.indicator}`, { periodo: year })}>{of.name}</Link>
            </h3>
            <div className="beside">
                <dl className="facts">
                    <dt>Fórmula</dt>
                    <dd>{of.formula}</dd>
                    <dt>Unidad de medida</dt>
                    <dd>{of.unit}</dd>
                    <dt>Comportamiento</dt>
                    <dd>{of.direction}</dd>
                    <dt>Periodicidad</dt>
                    <dd>{of.periodicity}</dd>
                    <dt>Regla</dt>
                    <dd>{of.rule}</dd>
                    <dt>Fuente</dt>
                    <dd>{of.source ?? 'n. a.'}</dd>
                    <dt>Metas</dt>
                    <dd>
                        {of.targets.length === 0
                            ? 'Los documentos no fijan ninguna'
                            : of.targets.map(x => `${x.value} para ${x.year}`).join(', ')}
                    </dd>
                </dl>
                <div>
                    <p className="figure medium" {...(figure.data && shows(figure.data))}>
                        {figure.data && percent(figure.data.value)}
                    </p>
                    <p className="small muted">
                        {figure.data && `${pieces(figure.data.numerator)} de ${pieces(figure.data.denominator)} en ${year}`}
                    </p>
                </div>
            </div>
            {of.history.length > 0 && (
                <details>
                    <summary>Historia como está impresa ({of.history.length} cifras)</summary>
                    <Scroll label={`Historia de ${of.name}`}>
                        <table className="dense">
                            <thead>
                                <tr>
                                    <th scope="col">Año</th>
                                    <th scope="col">Institución</th>
                                    <th scope="col" className="num">
                                        Valor
                                    </th>
                                    <th scope="col">Fuente</th>
                                    <th scope="col">Nota</th>
                                </tr>
                            </thead>
                            <tbody>
                                {of.history.map(x => (
                                    <tr key={`${x.institution} ${x.year} ${x.source}`}>
                                        <th scope="row">{x.year}</th>
                                        <td>{x.institution}</td>
                                        <td className="num">{x.value}</td>
                                        <td>{x.source}</td>
                                        <td>{x.note ?? ''}</td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </Scroll>
                </details>
            )}
        </article>
    )
}
