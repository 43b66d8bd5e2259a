import { pieces } from '../format'

interface Props {
    requested: number | null
    cpmBased: number | null
    consolidated: number | null
}

const width = 170
const bars = [
    ['requested', 'Solicitado', 'bar2'],
    ['cpmBased', 'según CPM', 'bar3'],
    ['consolidated', 'consolidado', 'bar'],
] as const

/** What was asked, what was consumed and what was set, one under the other on one scale. Hatched: not there. */
export function TrioChart(of: Props) {
    const most = Math.max(1, ...bars.map(([name]) => of[name] ?? 0))
    const said = bars.map(([name, text]) => `${text} ${of[name] === null ? 'ninguno' : pieces(of[name])}`).join(', ')
    return (
        <svg viewBox={`0 0 ${width} 23`} width={width} role="img" aria-label={said}>
            {bars.map(([name, , kind], i) => (
                <g key={name}>
                    <rect className={of[name] === null ? 'hatched' : 'track'} y={8 * i} width={width} height="6" />
                    {of[name] !== null && <rect className={kind} y={8 * i} width={(width * of[name]) / most} height="6" />}
                </g>
            ))}
        </svg>
    )
}
