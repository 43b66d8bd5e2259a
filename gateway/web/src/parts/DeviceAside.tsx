import { useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import { pieces, time } from '../format'
import { isOwn } from '../offline/sender'
import { unsent } from '../offline/unsent'
import type { Pack } from '../offline/pack'

interface Props {
    facility: string
    pack: Pack | null
    said: string
    takeBack: () => Promise<void>
    correct: (id: string) => Promise<void>
}

/** What this device has to send, what the service would not take, and how old its copy of the catalogue is. */
export default function DeviceAside({ facility, pack, said, takeBack, correct }: Props) {
    const rows = useSyncExternalStore(unsent.watch, () => unsent.rows).filter(x => x.facility === facility)
    const answered = useSyncExternalStore(unsent.watch, () => unsent.answered).filter(x => x.facility === facility)
    const waiting = rows.filter(x => x.state === 'waiting')
    const refused = rows.filter(x => x.state === 'refused')
    const last = waiting.toReversed().slice(0, 3)
    return (
        <aside aria-label="En este equipo">
            <section className="section">
                <header>
                    <h2>En este equipo</h2>
                    <Link className="end" href="/cola">
                        Ver todo
                    </Link>
                </header>
                <p className="row">
                    <span className="figure medium" data-waiting>
                        {pieces(waiting.length)}
                    </span>
                    <span className="small muted">
                        por enviar
                        {waiting[0] && (
                            <>
                                <br />
                                la más antigua, {time(new Date(waiting[0].rawAt).toISOString())}
                            </>
                        )}
                    </span>
                </p>
                <p className="small" role="status">
                    {said}
                </p>
                <ul className="list small">
                    {last.map(x => (
                        <li key={x.id}>
                            <span>
                                <b>{x.title}</b>
                                <br />
                                <span className="muted">{x.summary}</span>
                            </span>
                            <span className="end tag">{isOwn(x) ? 'por enviar' : `de ${x.user}`}</span>
                        </li>
                    ))}
                    {answered.slice(0, 3).map(x => (
                        <li key={x.id}>
                            <span>
                                {x.kind === 'prescription' ? <Link href={`/recetas/${x.id}`}>{x.title}</Link> : x.title}
                                <br />
                                <span className="muted">{x.summary}</span>
                            </span>
                            <span className={x.result === 'held' ? 'end tag warn' : 'end tag good'}>
                                {x.result === 'held' ? 'retenida' : 'enviada'}
                            </span>
                        </li>
                    ))}
                </ul>
                <p>
                    <button
                        type="button"
                        className="button compact"
                        onClick={() => {
                            void takeBack()
                        }}
                    >
                        Deshacer la última <kbd>Alt</kbd>
                        <kbd>Z</kbd>
                    </button>
                </p>
            </section>
            {refused.length > 0 && (
                <section className="section">
                    <header>
                        <h2>Por corregir</h2>
                        <b className="end bad">{refused.length}</b>
                    </header>
                    {refused
                        .filter(x => x.kind === 'prescription')
                        .map(x => (
                            <div key={x.id} className="notice bad small">
                                <p>
                                    <b>{x.title}</b>
                                    <br />
                                    {x.refusal?.detail}
                                    <br />
                                    <span className="smallest muted">{x.refusal?.code}</span>
                                </p>
                                <button
                                    type="button"
                                    className="button compact end"
                                    onClick={() => {
                                        void correct(x.id)
                                    }}
                                >
                                    Corregir
                                </button>
                            </div>
                        ))}
                </section>
            )}
            <p className="smallest muted">
                {pack
                    ? `Catálogo y existencias del ${time(pack.at)}, menos lo capturado aquí.`
                    : 'Este equipo aún no tiene copia del catálogo: capture con la clave completa.'}{' '}
                El paciente se guarda cifrado en este equipo y se borra al enviarse.
            </p>
        </aside>
    )
}
