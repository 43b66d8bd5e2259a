import type { FormularyCoverage } from '../api/models'
import { useRead } from '../api/queries'
import { percent, pieces, share } from '../format'

const shownClaves = 60

/** How much of what a buyer may ask for it has asked for. */
export function Coverage({ period, buyer }: { period: string; buyer: string }) {
    const { data: x } = useRead<FormularyCoverage>(`/planning/demand/${period}/requests/${buyer}/formulary`)
    if (!x) return null
    return (
        <details className="gap">
            <summary>
                Pide {pieces(x.asked)} de {pieces(x.allowed)} claves{' '}
                {x.formularies.length === 0 ? 'activas del catálogo' : 'de sus cuadros básicos'} (
                {percent(share(x.asked, x.allowed))})
                {x.outside.length > 0 && <b className="bad">, {pieces(x.outside.length)} fuera</b>}
            </summary>
            {x.formularies.length > 0 && (
                <p className="small muted">{x.formularies.map(y => `${y.unitType}, versión ${y.version}`).join('; ')}</p>
            )}
            <Claves title="Fuera del cuadro básico" of={x.outside} />
            <Claves title="Sin pedir" of={x.notAsked} />
        </details>
    )
}

const Claves = ({ title, of }: { title: string; of: readonly string[] }) =>
    of.length === 0 ? null : (
        <p className="small">
            <b>
                {title} ({pieces(of.length)}):
            </b>{' '}
            {of.slice(0, shownClaves).join(', ')}
            {of.length > shownClaves && `… y ${pieces(of.length - shownClaves)} más`}
        </p>
    )
