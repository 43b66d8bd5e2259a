import { useState } from 'react'
import { Link } from 'wouter'
import { address } from '../api/client'
import type { Item, Page as PageOf } from '../api/models'
import { useBreakdown, useReference } from '../api/queries'
import { thisMonth, useAddress } from '../address'
import { RateBar } from '../charts/BarChart'
import { percent, periodName, pieces } from '../format'
import { Answer } from '../parts/Answer'
import { shows } from '../parts/figures'
import { Csv } from '../parts/Csv'
import { Page, Section } from '../parts/Page'
import { PeriodChoice } from '../parts/PeriodChoice'
import { es } from '../texts/es'
import { Scroll } from '../parts/Scroll'
import { Paging } from '../parts/Paging'

/** Which claves are filled worst, and any clave by its words. */
export default function Items() {
    const { of } = useAddress()
    const period = of('periodo') ?? thisMonth()
    const query = { period, sort: 'value', min: 1 }
    const rows = useBreakdown('ind-b-lines', 'clave', { ...query, limit: 50, after: of('despues') ?? undefined })
    return (
        <Page
            title="Claves"
            lead={`Renglones de receta surtidos completos, ${periodName(period)}; de peor a mejor`}
            trail={[{ name: es.nation, href: '/' }, { name: 'Claves' }]}
            actions={
                <>
                    <PeriodChoice period={period} />
                    <Csv href={address('/indicators/ind-b-lines/breakdown', { by: 'clave', ...query })} />
                </>
            }
        >
            <div className="grid">
                <Section span={7} title="De peor a mejor">
                    <Answer of={rows}>
                        {x =>
                            x.items.length === 0 ? (
                                <p className="muted">Ningún renglón en este periodo.</p>
                            ) : (
                                <>
                                    <Scroll label="Claves, de peor a mejor">
                                        <table>
                                            <thead>
                                                <tr>
                                                    <th scope="col">Clave</th>
                                                    <th scope="col" className="no-phone">
                                                        <span className="hidden">Gráfica</span>
                                                    </th>
                                                    <th scope="col" className="num">
                                                        Completos
                                                    </th>
                                                    <th scope="col" className="num">
                                                        Renglones
                                                    </th>
                                                </tr>
                                            </thead>
                                            <tbody>
                                                {x.items.map(row => (
                                                    <tr key={row.code}>
                                                        <th scope="row">
                                                            <Link href={`/claves/${row.code}`}>{row.code}</Link>
                                                            {row.name && row.name !== row.code && <small>{row.name}</small>}
                                                        </th>
                                                        <td className="no-phone">
                                                            <RateBar value={row.value} coverage={null} />
                                                        </td>
                                                        <td className="num strong" {...shows(row)}>
                                                            {percent(row.value)}
                                                        </td>
                                                        <td className="num">
                                                            {pieces(row.numerator)} de {pieces(row.denominator)}
                                                        </td>
                                                    </tr>
                                                ))}
                                            </tbody>
                                        </table>
                                    </Scroll>
                                    <Paging next={x.next} />
                                </>
                            )
                        }
                    </Answer>
                </Section>
                <Find />
            </div>
        </Page>
    )
}

function Find() {
    const [words, setWords] = useState('')
    const read = useReference<PageOf<Item>>('/catalog/items', { q: words.trim(), limit: 20 })
    return (
        <Section span={5} title="Buscar una clave">
            <label className="field">
                <span>
                    Palabras o dígitos <i>por ejemplo «metformina» o «5165»</i>
                </span>
                <input
                    className="input"
                    type="search"
                    value={words}
                    onChange={event => {
                        setWords(event.target.value)
                    }}
                />
            </label>
            <Answer of={read}>
                {x => (
                    <ul className="list" aria-label="Claves encontradas">
                        {x.items.length === 0 && <li className="muted">Ninguna.</li>}
                        {x.items.map(one => (
                            <li key={one.clave}>
                                <div>
                                    <Link href={`/claves/${one.clave}`}>{one.clave}</Link>
                                    <p className="small muted">{one.description}</p>
                                </div>
                            </li>
                        ))}
                    </ul>
                )}
            </Answer>
        </Section>
    )
}
