import { thisMonth, today, useAddress } from '../address'
import { periodName } from '../format'

/** Today, this month, this year; any other period is in the address. */
export function PeriodChoice({ period }: { period: string }) {
    const { change } = useAddress()
    const now = today()
    const choices: [string, string][] = [
        ['Hoy', now],
        ['Mes', thisMonth()],
        [now.slice(0, 4), now.slice(0, 4)],
    ]
    if (!choices.some(([, value]) => value === period)) choices.push([periodName(period), period])
    return (
        <div className="segments" role="group" aria-label="Periodo">
            {choices.map(([name, value]) => (
                <button
                    key={value}
                    type="button"
                    aria-pressed={value === period}
                    onClick={() => {
                        change({ periodo: value })
                    }}
                >
                    {name}
                </button>
            ))}
        </div>
    )
}
