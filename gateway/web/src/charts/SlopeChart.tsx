import { oneDecimal } from '../format'

/** From one period to the next; the scale is that of all rows. */
export function SlopeChart({
    from,
    to,
    least,
    most,
    label,
}: {
    from: number
    to: number
    least: number
    most: number
    label: string
}) {
    const y = (v: number) => 34 - (26 * (v - least)) / Math.max(1, most - least)
    const tone = to < from ? 'falls' : 'rises'
    return (
        <svg viewBox="0 0 124 40" width="124" height="40" role="img" aria-label={label} className={tone}>
            <line className="axis" x1="28" x2="28" y1="4" y2="38" />
            <line className="axis" x1="92" x2="92" y1="4" y2="38" />
            <line x1="28" x2="92" y1={y(from)} y2={y(to)} className="slope" />
            <circle cx="28" cy={y(from)} r="3.5" className="slope-from" />
            <circle cx="92" cy={y(to)} r="3.5" className="slope-to" />
            <text className="muted" x="21" y={y(from) + 4} fontSize="11" textAnchor="end">
                {oneDecimal(from).replace(/\.0$/, '')}
            </text>
            <text x="99" y={y(to) + 4} fontSize="12" fontWeight="650">
                {oneDecimal(to).replace(/\.0$/, '')}
            </text>
        </svg>
    )
}
