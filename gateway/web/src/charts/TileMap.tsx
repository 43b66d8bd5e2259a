import { useRef, type KeyboardEvent } from 'react'
import { useLocation } from 'wouter'
import { notAvailable, oneDecimal, percent } from '../format'
import { states, type StateTile } from '../states'

export interface TileValue {
    value: number | null
    coverage: number | null
    /** Which figure it is: what `shows` says of it. */
    figure: { 'data-figure': string }
}

const side = 71
const step = 77

/** Fixed classes, not quantiles: a colour means the same each month. */
export const classes = [85, 78, 72, 66] as const
const shade = (value: number) => 1 + classes.filter(least => value < least).length

/**
 * One square a state, of equal weight for all. Arrow keys go to the neighbour; the map is one stop of Tab.
 * @param values by code of the state; a state that is not in it does not operate.
 */
export function TileMap({
    values,
    href,
    label,
}: {
    values: Map<string, TileValue>
    href: (code: string) => string
    label: string
}) {
    const box = useRef<SVGSVGElement>(null)
    const [, go] = useLocation()
    const reachable = states.filter(x => values.has(x.code))
    const first = reachable[0]?.code

    const move = (event: KeyboardEvent, from: StateTile) => {
        const by = (
            { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] } as Record<string, [number, number]>
        )[event.key]
        if (!by) return
        event.preventDefault()
        const ahead = reachable.filter(x => x !== from && (x.column - from.column) * by[0] + (x.row - from.row) * by[1] > 0)
        const far = (x: StateTile) =>
            Math.abs(x.column - from.column) * (by[0] ? 1 : 3) + Math.abs(x.row - from.row) * (by[1] ? 1 : 3)
        const next = ahead.toSorted((a, b) => far(a) - far(b))[0]
        if (next) box.current?.querySelector<SVGAElement>(`[data-code="${next.code}"]`)?.focus()
    }

    return (
        <svg ref={box} viewBox="0 0 765 457" width="765" role="group" aria-label={label} className="tile-map">
            {states.map(tile => {
                const at = values.get(tile.code)
                const [x, y] = [tile.column * step + 0.5, tile.row * step + 0.5]
                const name = (
                    <text aria-hidden="true" x={x + side / 2} y={y + 27} fontSize="11.2" textAnchor="middle">
                        {tile.short}
                    </text>
                )
                if (!at)
                    return (
                        <g key={tile.code} role="img" aria-label={`${tile.name}: no opera`} className="tile absent">
                            <rect x={x} y={y} width={side} height={side} rx="3" />
                            <text className="muted" x={x + side / 2} y={y + 40} fontSize="11.2" textAnchor="middle">
                                {tile.short}
                            </text>
                        </g>
                    )
                const isLow = at.coverage !== null && at.coverage < 70
                const shown = at.value === null ? notAvailable : oneDecimal(at.value)
                const said =
                    `${tile.short} ${shown}${isLow ? ' !' : ''}: ${tile.name}, ${percent(at.value)}, ` +
                    `informa ${percent(at.coverage)} de sus unidades${isLow ? ', poca cobertura' : ''}`
                return (
                    <a
                        key={tile.code}
                        href={href(tile.code)}
                        data-code={tile.code}
                        tabIndex={tile.code === first ? 0 : -1}
                        className={at.value === null ? 'tile unknown' : `tile shade${shade(at.value)}`}
                        onKeyDown={event => {
                            move(event, tile)
                        }}
                        onClick={event => {
                            if (event.metaKey || event.ctrlKey || event.shiftKey) return
                            event.preventDefault()
                            go(href(tile.code))
                        }}
                    >
                        <title>{said}</title>
                        <rect x={x} y={y} width={side} height={side} rx="3" />
                        {at.value === null && (
                            <rect x={x + 8} y={y + 12} width={side - 16} height={side - 24} className="label-ground" />
                        )}
                        {name}
                        <text
                            aria-hidden="true"
                            x={x + side / 2}
                            y={y + 52}
                            fontSize="17.6"
                            fontWeight="650"
                            textAnchor="middle"
                            {...at.figure}
                        >
                            {at.value === null ? notAvailable : oneDecimal(at.value)}
                        </text>
                        {isLow && (
                            <>
                                <path d={`M${x + side - 20} ${y}h20v20z`} className="corner" />
                                <text
                                    aria-hidden="true"
                                    x={x + side - 6}
                                    y={y + 11}
                                    fontSize="11"
                                    fontWeight="700"
                                    textAnchor="middle"
                                    className="corner-sign"
                                >
                                    !
                                </text>
                            </>
                        )}
                    </a>
                )
            })}
        </svg>
    )
}

export function TileLegend() {
    const [a, b, c, d] = classes
    return (
        <p className="legend">
            {[`${a} o más`, `${b}–${a}`, `${c}–${b}`, `${d}–${c}`, `menos de ${d}`].map((text, i) => (
                <span key={text}>
                    <i className={`shade${i + 1}`} />
                    {text}
                </span>
            ))}
            <span>
                <i className="hatch" />
                no disponible
            </span>
            <span>
                <i />
                no opera
            </span>
        </p>
    )
}
