/** A bar in a table's cell; the number stands beside it. */
export function BarChart({
    value,
    most,
    width = 120,
    tone = 'shortfall',
    label,
}: {
    value: number | null
    most: number
    width?: number
    tone?: 'shortfall' | 'bar' | 'cover'
    label?: string
}) {
    const part = value === null || most <= 0 ? 0 : Math.min(1, value / most)
    return (
        <svg
            viewBox={`0 0 ${width} 12`}
            width={width}
            height="12"
            {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
        >
            {value === null ? (
                <rect className="hatched" width={width} height="10" y="1" />
            ) : (
                <rect className={tone} width={part * width} height="10" y="1" />
            )}
        </svg>
    )
}

/** A rate with its coverage under it. */
export function RateBar({ value, coverage, width = 120 }: { value: number | null; coverage: number | null; width?: number }) {
    return (
        <svg viewBox={`0 0 ${width} 16`} width={width} height="16" aria-hidden="true">
            <rect className={value === null ? 'hatched' : 'track'} y="1" width={width} height="9" />
            {value !== null && <rect className="bar" y="1" width={(width * value) / 100} height="9" />}
            <rect className="track" y="13" width={width} height="3" />
            {coverage !== null && <rect className="cover" y="13" width={(width * coverage) / 100} height="3" />}
        </svg>
    )
}
