import { Link } from 'wouter'
import { address } from '../api/client'
import { useBreakdown } from '../api/queries'
import { monthFrom, thisMonth, useAddress } from '../address'
import { RateBar } from '../charts/BarChart'
import { monthName, percent, periodName, pieces, signed } from '../format'
import { Answer } from '../parts/Answer'
import { Csv } from '../parts/Csv'
import { coverageOf, lowCoverage, shows } from '../parts/figures'
import { Page, PrintButton } from '../parts/Page'
import { stateName } from '../states'
import { es } from '../texts/es'
import { Scroll } from '../parts/Scroll'

const orders = [
    ['code', null, 'Entidad'],
    ['value', 'valor', 'Completas'],
    ['change', 'cambio', 'Cambio'],
    ['coverage', 'cobertura', 'Informa'],
] as const

/** All states in one table: the order is the server's, the address keeps it. */
export default function States() {
    const { of, withChanged } = useAddress()
    const month = of('periodo') ?? thisMonth()
    const before = monthFrom(month, -1)
    const order = orders.find(x => x[1] === of('orden')) ?? orders[0]
    const query = { period: month, against: before, sort: order[0], asOf: of('corte') }
    const rows = useBreakdown('ind-b', 'state', query)
    return (
        <Page
            title="Entidades"
            lead={`Recetas surtidas completas, ${periodName(month)}, contra ${periodName(before)}`}
            trail={[{ name: es.nation, href: '/' }, { name: 'Entidades' }]}
            actions={
                <>
                    <Csv href={address('/indicators/ind-b/breakdown', { by: 'state', ...query })} />
                    <PrintButton />
                </>
            }
        >
            <Answer of={rows}>
                {x => (
                    <Scroll label="Entidades">
                        <table>
                            <caption>{pieces(x.items.length)} entidades</caption>
                            <thead>
                                <tr>
                                    {orders.map(([key, name, text]) => (
                                        <th
                                            key={key}
                                            scope="col"
                                            className={key === 'code' ? '' : 'num'}
                                            aria-sort={order[0] === key ? 'ascending' : undefined}
                                        >
                                            <Link href={withChanged({ orden: name })}>{text}</Link>
                                        </th>
                                    ))}
                                    <th scope="col" className="num">
                                        Recetas
                                    </th>
                                    <th scope="col" className="no-phone">
                                        <span className="hidden">Gráfica</span>
                                    </th>
                                </tr>
                            </thead>
                            <tbody>
                                {x.items.map(row => (
                                    <tr key={row.code}>
                                        <th scope="row">
                                            <Link href={`/entidades/${row.code}`}>{row.name ?? stateName(row.code)}</Link>
                                        </th>
                                        <td className="num strong" {...shows(row)}>
                                            {percent(row.value)}
                                        </td>
                                        <td className={`num ${(row.change ?? 0) < 0 ? 'bad' : ''}`}>
                                            {row.change === null || row.change === undefined ? (
                                                '—'
                                            ) : (
                                                <>
                                                    {signed(row.change)}{' '}
                                                    <span className="no-phone muted">de {monthName(before)}</span>
                                                </>
                                            )}
                                        </td>
                                        <td className="num">
                                            {(coverageOf(row) ?? 100) < lowCoverage && <b className="bad">! </b>}
                                            {percent(coverageOf(row))}
                                        </td>
                                        <td className="num">
                                            {pieces(row.numerator)} de {pieces(row.denominator)}
                                        </td>
                                        <td className="no-phone">
                                            <RateBar value={row.value} coverage={coverageOf(row)} width={160} />
                                        </td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </Scroll>
                )}
            </Answer>
        </Page>
    )
}
