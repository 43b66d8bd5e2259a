import { useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import type { ReportedDays } from '../api/models'
import { useRead } from '../api/queries'
import { monthFrom, thisMonth, useAddress } from '../address'
import { date, periodName } from '../format'
import { recordDocument } from '../offline/documents'
import { unsent } from '../offline/unsent'
import { Answer } from '../parts/Answer'
import { Page } from '../parts/Page'
import { placeOf } from '../parts/Shell'
import { session } from '../session/session'

const weekdays = ['lu', 'ma', 'mi', 'ju', 'vi', 'sá', 'do']
const signs: Record<string, [string, string]> = {
    reported: ['✓', 'informado'],
    withoutActivity: ['○', 'sin actividad'],
    missing: ['!', 'falta'],
    notExpected: ['', 'no abre'],
    ahead: ['', 'no ha llegado'],
}

/** The month of a unit day by day: a day that is missing is a task, because it lowers the coverage of every figure. */
export default function Days() {
    const { of, withChanged } = useAddress()
    const { facility, role } = session.shown ?? { facility: null, role: '' }
    const month = of('mes') ?? thisMonth()
    const read = useRead<ReportedDays>(`/dispensing/reports/${facility ?? ''}`, { month }, { enabled: facility !== null })
    const waiting = useSyncExternalStore(unsent.watch, () => unsent.rows).filter(
        x => x.kind === 'report' && x.facility === facility,
    )
    const state = (day: string) => {
        void recordDocument({
            kind: 'report',
            title: date(day),
            summary: 'día sin actividad',
            path: `/dispensing/reports/${facility!}/${day}`,
            body: { activity: false },
            facility: facility!,
        })
    }
    return (
        <Page
            title="Días informados"
            scope={placeOf(session.shown!)}
            lead="Un día sin actividad también se informa; si falta, baja la cobertura."
            trail={[{ name: placeOf(session.shown!), href: '/mi-unidad' }, { name: 'Días informados' }]}
            actions={
                <>
                    <Link className="button" href={withChanged({ mes: monthFrom(month, -1) })}>
                        Mes anterior
                    </Link>
                    {month < thisMonth() && (
                        <Link className="button" href={withChanged({ mes: monthFrom(month, 1) })}>
                            Mes siguiente
                        </Link>
                    )}
                </>
            }
        >
            {facility === null && <p>Los días se ven desde el rol de una unidad.</p>}
            {facility !== null && (
                <Answer of={read}>
                    {x => (
                        <>
                            <p>
                                {periodName(month)}: informó {x.reporting} de {x.expected} días.
                            </p>
                            <ol className="days" aria-label={`Días de ${periodName(month)}`}>
                                {weekdays.map(day => (
                                    <li key={day} className="weekday" aria-hidden="true">
                                        {day}
                                    </li>
                                ))}
                                {x.days.map((day, i) => {
                                    const [sign, name] = signs[day.status] ?? ['', day.status]
                                    const column = ((new Date(`${day.date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
                                    return (
                                        <li
                                            key={day.date}
                                            className={`day ${day.status}`}
                                            style={i === 0 ? { gridColumnStart: column } : undefined}
                                            title={name}
                                        >
                                            <b>{Number(day.date.slice(8))}</b> {sign}
                                            <span className="hidden">{name}</span>
                                        </li>
                                    )
                                })}
                            </ol>
                            <ul className="list">
                                {x.days
                                    .filter(day => day.status === 'missing')
                                    .map(day => {
                                        const isWaiting = waiting.some(row => row.path.endsWith(day.date))
                                        return (
                                            <li key={day.date}>
                                                Falta el <b>{date(day.date)}</b>
                                                <span className="end">
                                                    {isWaiting ? (
                                                        <span className="tag">por enviar</span>
                                                    ) : (
                                                        ['pharmacy', 'state'].includes(role) && (
                                                            <button
                                                                type="button"
                                                                className="button compact"
                                                                onClick={() => {
                                                                    state(day.date)
                                                                }}
                                                            >
                                                                Declarar sin actividad el {date(day.date)}
                                                            </button>
                                                        )
                                                    )}
                                                </span>
                                            </li>
                                        )
                                    })}
                            </ul>
                        </>
                    )}
                </Answer>
            )}
        </Page>
    )
}
