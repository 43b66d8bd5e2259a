import { useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import { line as network } from '../api/client'
import { time } from '../format'
import { clock, clockError, isAhead } from '../offline/clock'
import { unsent } from '../offline/unsent'

/** That there is no network, and that the clock is wrong: of no harm to what is recorded here, but to be known. */
export default function LineWarnings() {
    const isDown = useSyncExternalStore(network.watch, () => network.isDown)
    const waiting = useSyncExternalStore(unsent.watch, () => unsent.rows).length
    useSyncExternalStore(clock.watch, () => clock.offset)
    return (
        <>
            {isDown && (
                <div className="notice warn" role="status">
                    <p>
                        <b>Sin red{network.answeredAt > 0 && ` desde ${time(new Date(network.answeredAt).toISOString())}`}.</b>{' '}
                        Puede seguir: lo que capture queda en este equipo y se envía solo cuando vuelva.
                    </p>
                    <Link className="end" href="/cola">
                        {waiting} por enviar
                    </Link>
                </div>
            )}
            {clock.isWrong && (
                <p className="notice warn" role="status">
                    El reloj de este equipo va {clockError()} {isAhead() ? 'adelantado' : 'atrasado'}. La hora se corrige sola al
                    enviar.
                </p>
            )}
        </>
    )
}
