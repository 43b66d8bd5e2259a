import { percent } from '../format'

interface Props {
    value: number | null
    /** Of the year; null: none. */
    target?: number | null
    /** The last target that the documents set, where the year has none: dotted. */
    lastTarget?: number | null
    label: string
    width?: number
}

/** A rate against its target. Hatched: not available. */
export function BulletChart({ value, target = null, lastTarget = null, label, width = 370 }: Props) {
    const x = (v: number) => (width * v) / 100
    const line = target ?? lastTarget
    return (
        <svg viewBox={`0 -6 ${width} 48`} width={width} role="img" aria-label={`${label}: ${percent(value)}`}>
            <rect className={value === null ? 'hatched' : 'track'} width={width} height="18" />
            {value !== null && <rect className="bar" width={x(value)} height="18" />}
            {line !== null && (
                <>
                    <line
                        x1={x(line)}
                        x2={x(line)}
                        y1="-5"
                        y2="23"
                        className="target"
                        strokeDasharray={target === null ? '3 2' : undefined}
                    />
                    <text x={x(line)} y="33" fontSize="11" fontWeight="650" textAnchor="middle">
                        {line}
                    </text>
                </>
            )}
            {[0, 50, 100]
                .filter(tick => line === null || Math.abs(tick - line) > 5)
                .map(tick => (
                    <text
                        key={tick}
                        className="muted"
                        x={x(tick)}
                        y="33"
                        fontSize="11"
                        textAnchor={tick === 0 ? 'start' : tick === 100 ? 'end' : 'middle'}
                    >
                        {tick}
                    </text>
                ))}
        </svg>
    )
}
