import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { address } from '../api/client'
import { useSeries } from '../api/queries'
import { monthFrom } from '../address'
import { LineChart } from '../charts/LineChart'
import { Answer } from './Answer'
import { Section } from './Page'

interface Props {
    title: string
    note: string
    end?: ReactNode
    /** Codes of indicators with what stands above each. */
    of: readonly (readonly [string, string])[]
    month: string
    asOf: string | null
    span: number
    level?: string
    code?: string | null
}

/** Twelve months of one place by several indicators, each on its own scale. */
export function Multiples({ title, note, end, of, span, ...at }: Props) {
    return (
        <Section span={span} title={title} note={note} end={end}>
            <div className="small-multiples">
                {of.map(([indicator, name]) => (
                    <Multiple key={indicator} indicator={indicator} name={name} {...at} />
                ))}
            </div>
        </Section>
    )
}

function Multiple({
    indicator,
    name,
    month,
    asOf,
    level,
    code,
}: Pick<Props, 'month' | 'asOf' | 'level' | 'code'> & { indicator: string; name: string }) {
    const series = useSeries(indicator, monthFrom(month, -11), month, { level, code, asOf })
    const place = level === undefined ? {} : { nivel: level, codigo: code }
    return (
        <div>
            <h3 className="small">
                <Link href={address(`/indicadores/${indicator}`, { periodo: month, ...place, corte: asOf })}>{name}</Link>
            </h3>
            <Answer of={series}>{x => <LineChart points={x.items} label={name} width={240} height={84} />}</Answer>
        </div>
    )
}

const stock = [
    ['stock-availability', 'Disponibilidad de claves'],
    ['stock-out-rate', 'Claves con desabasto'],
    ['stock-out-days', 'Días de desabasto'],
] as const

/** Whether claves were there, by month; of the running month, up to the last day that has ended. */
export const StockMultiples = (at: { month: string; asOf: string | null; level?: string; code?: string; span?: number }) => (
    <Multiples
        title="Claves disponibles"
        note="De las claves que maneja cada unidad. Doce meses; cada gráfica, en su escala."
        of={stock}
        span={at.span ?? 12}
        month={at.month}
        asOf={at.asOf}
        level={at.level}
        code={at.code}
    />
)
