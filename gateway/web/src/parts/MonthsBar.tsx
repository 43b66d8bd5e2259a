import { oneDecimal } from '../format'

const most = 3
const width = 80

/** Months that a stock lasts, to three, with a line at one. */
export function MonthsBar({ months }: { months: number | null }) {
    if (months === null) return <span className="muted">sin demanda</span>
    const at = (x: number) => (Math.min(x, most) / most) * width
    return (
        <span className="months">
            <svg width={width} height="12" aria-hidden="true">
                <rect className="track" width={width} height="12" />
                <rect className={months < 0.5 ? 'shortfall' : 'bar'} width={at(months)} height="12" />
                <line className="target" x1={at(1)} x2={at(1)} y1="0" y2="12" />
            </svg>
            <b>{oneDecimal(months)}</b>
        </span>
    )
}
