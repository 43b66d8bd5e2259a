import { Link } from 'wouter'
import { address } from '../api/client'
import { useMissing } from '../api/queries'
import { BarChart } from '../charts/BarChart'
import { periodName, pieces } from '../format'
import { Answer } from './Answer'
import { Section } from './Page'
import { Scroll } from './Scroll'

export function MissingItems({
    period,
    level = 'nation',
    code = null,
    span = 7,
}: {
    period: string
    level?: string
    code?: string | null
    span?: number
}) {
    const rows = useMissing({ period, level, code })
    return (
        <Section
            span={span}
            title="Claves que más faltan"
            note={`Recetas de ${periodName(period)} que no se llevaron esta clave completa.`}
            end={<Link href={address('/claves', { periodo: period })}>Todas</Link>}
        >
            <Answer of={rows}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">Ninguna.</p>
                    ) : (
                        <Scroll label="Claves que más faltan">
                            <table>
                                <thead>
                                    <tr>
                                        <th scope="col">Clave</th>
                                        <th scope="col" className="num">
                                            Recetas afectadas
                                        </th>
                                        <th scope="col">
                                            <span className="hidden">Gráfica</span>
                                        </th>
                                        <th scope="col" className="num">
                                            Piezas que faltaron
                                        </th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {x.items.map(row => (
                                        <tr key={row.clave}>
                                            <th scope="row">
                                                <Link href={`/claves/${row.clave}`}>{row.clave}</Link>
                                                {row.description && <small>{row.description}</small>}
                                            </th>
                                            <td className="num">{pieces(row.prescriptions)}</td>
                                            <td>
                                                <BarChart value={row.prescriptions} most={x.items[0]!.prescriptions} />
                                            </td>
                                            <td className="num">{pieces(row.pieces)}</td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </Scroll>
                    )
                }
            </Answer>
        </Section>
    )
}
