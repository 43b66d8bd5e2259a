import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { monthName, notAvailable, oneDecimal } from '../format'

export interface Point {
    period: string
    value: number | null
    /** Of which figure; not of a number that is none. */
    indicator?: string
    level?: string
    code?: string
}

interface Props {
    points: Point[]
    label: string
    target?: number | null
    width?: number
    height?: number
    /** What stands behind the last value. */
    unit?: string
}

const left = 28
const right = 46
const top = 8
const bottom = 18

/** A figure through time on a scale of its own, which the ticks state. A gap is hatched, never interpolated. */
export function LineChart({ points, label, target = null, width = 360, height = 104, unit = '%' }: Props) {
    const values = [...points.map(x => x.value), target].filter(x => x !== null)
    const least = Math.max(0, 10 * Math.floor(Math.min(...values, 100) / 10 - 0.5))
    const greatest = Math.max(1, ...values)
    const most = unit !== '%' ? greatest : greatest < 50 ? 10 * Math.ceil(greatest / 10 + 0.5) : 100
    const x = scaleLinear([0, Math.max(1, points.length - 1)], [left, width - right])
    const y = scaleLinear([least, most], [height - bottom, top])
    const path = line<Point>()
        .defined(p => p.value !== null)
        .x((_, i) => x(i))
        .y(p => y(p.value!))
    const last = points.findLastIndex(p => p.value !== null)
    const every = Math.max(1, Math.ceil(points.length / (width / 60)))
    const said = points.map(p => `${monthName(p.period)} ${p.value === null ? notAvailable : oneDecimal(p.value)}`).join(', ')
    const first = points[0]
    const of = first?.indicator && `${first.indicator}/${first.period}/${points.at(-1)!.period}/${first.level}/${first.code}`
    return (
        <svg viewBox={`0 0 ${width} ${height}`} width={width} role="img" aria-label={`${label}: ${said}`} data-series={of}>
            {[least, (least + most) / 2, most].map(tick => (
                <g key={tick}>
                    <line className="axis" x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} />
                    <text className="muted" x={left - 5} y={y(tick) + 4} fontSize="11" textAnchor="end">
                        {oneDecimal(tick).replace(/\.0$/, '')}
                    </text>
                </g>
            ))}
            {target !== null && <line x1={left} x2={width - right} y1={y(target)} y2={y(target)} className="target-line" />}
            {points.map(
                (p, i) =>
                    p.value === null && (
                        <rect
                            key={p.period}
                            x={x(i) - 4}
                            y={top}
                            width="8"
                            height={height - top - bottom}
                            className="hatched"
                            opacity=".6"
                        />
                    ),
            )}
            <path d={path(points) ?? ''} className="series" />
            {last >= 0 && (
                <>
                    <circle cx={x(last)} cy={y(points[last]!.value!)} r="3.5" className="series-end" />
                    <text x={x(last) + 7} y={y(points[last]!.value!) + 4} fontSize="12" fontWeight="650">
                        {oneDecimal(points[last]!.value!)}
                        {unit}
                    </text>
                </>
            )}
            {points.map(
                (p, i) =>
                    ((i % every === 0 && points.length - 1 - i >= every) || i === points.length - 1) && (
                        <text key={p.period} className="muted" x={x(i)} y={height - 3} fontSize="11" textAnchor="middle">
                            {monthName(p.period)}
                        </text>
                    ),
            )}
        </svg>
    )
}
