import { Link } from 'wouter'
import type { DemandEdition, Page, Recall } from '../api/models'
import { useRead, useToDo } from '../api/queries'
import { statusNames } from '../demand/texts'
import { pieces } from '../format'
import { session } from '../session/session'

const kinds = [
    ['orders-to-approve', 'Órdenes por aprobar', '/ordenes?lado=aprobar', false],
    ['orders-late', 'Órdenes atrasadas', '/ordenes?lado=atrasadas', true],
    ['prescriptions-held', 'Recetas retenidas', '/recetas?lado=retenidas', false],
    ['possible-duplicates', 'Recetas que pueden estar dos veces', '/recetas?lado=duplicadas', false],
] as const

/** What waits for a state coordination or central supply, each with its page. */
export default function ToDo() {
    const counts = useToDo()
    const role = session.shown?.role
    const periods = useRead<Page<DemandEdition>>('/planning/demand', { limit: 100 })
    const recalls = useRead<Page<Recall>>('/inventory/recalls', { status: 'recalled', limit: 100 })
    const open = periods.data?.items.filter(x => x.status !== 'published') ?? []
    return (
        <section className="sheet c12" aria-labelledby="por-atender">
            <h2 id="por-atender">Por atender</h2>
            <ul className="list to-do">
                {kinds
                    .filter(([kind]) => counts[kind] !== undefined)
                    .map(([kind, name, href, isBad]) => (
                        <li key={kind}>
                            <Link href={href}>{name}</Link>
                            <b className={isBad && counts[kind]! > 0 ? 'end bad' : 'end'} data-to-do={kind}>
                                {pieces(counts[kind]!)}
                            </b>
                        </li>
                    ))}
                {open.map(x => (
                    <li key={`${x.period}-${x.edition}`}>
                        {role === 'state' ? (
                            <Link href={`/demanda/${x.period}/solicitud`}>Solicitar la demanda {x.period}</Link>
                        ) : (
                            <Link href={`/demanda/${x.period}`}>Consolidar la demanda {x.period}</Link>
                        )}
                        <span className="end">{statusNames[x.status]}</span>
                    </li>
                ))}
                {recalls.data && (
                    <li>
                        <Link href="/retiros">Lotes en retiro</Link>
                        <b className="end">
                            {pieces(recalls.data.items.length)}
                            {recalls.data.next && '+'}
                        </b>
                    </li>
                )}
            </ul>
            <p className="row gap">
                <Link className="button" href="/ordenes/nueva">
                    Emitir orden
                </Link>
                <Link className="button" href="/adjudicaciones">
                    Adjudicaciones
                </Link>
                {role === 'central' && (
                    <Link className="button" href="/adjudicaciones/nueva">
                        Nueva adjudicación
                    </Link>
                )}
                <Link className="button" href="/demanda">
                    Demanda
                </Link>
            </p>
        </section>
    )
}
