import { useEffect, useState, useSyncExternalStore, type FormEvent } from 'react'
import { Link, useLocation } from 'wouter'
import { line } from '../api/client'
import { megabytes, pieces, time } from '../format'
import type { Answered, Recorded } from '../offline/database'
import { discard, unsent, retry, takeBack, takeOver } from '../offline/unsent'
import { isColleague, isOwn, sending, sendNow } from '../offline/sender'
import { newVersion } from '../offline/serviceWorker'
import { exported, imported } from '../offline/stick'
import { space } from '../offline/storage'
import { Page, Section } from '../parts/Page'
import { placeOf } from '../parts/Shell'
import type { PagePath } from '../routes'
import { session } from '../session/session'

const day = 24 * 3600_000

/** What was recorded on this device and the server has not answered yet, what it refused, and what was sent. */
export default function Waiting() {
    const rows = useSyncExternalStore(unsent.watch, () => unsent.rows)
    const answered = useSyncExternalStore(unsent.watch, () => unsent.answered)
    const isSending = useSyncExternalStore(sending.watch, () => sending.isActive)
    const fault = useSyncExternalStore(sending.watch, () => sending.fault)
    const isDown = useSyncExternalStore(line.watch, () => line.isDown)
    const hasNewVersion = useSyncExternalStore(newVersion.watch, () => newVersion.isThere)
    const waiting = rows.filter(x => x.state === 'waiting')
    const refused = rows.filter(x => x.state === 'refused')
    const ofColleagues = waiting.filter(x => !isOwn(x) && isColleague(x))
    const age = waiting[0] ? Date.now() - waiting[0].rawAt : 0
    return (
        <Page
            title="Por enviar"
            scope="Este equipo"
            lead="Lo que se capturó en este equipo. Se envía solo; no hace falta esperar a que termine."
            trail={[{ name: placeOf(session.shown!), href: '/mi-unidad' }, { name: 'Por enviar' }]}
            actions={
                <button type="button" className="button primary" disabled={isSending || waiting.length === 0} onClick={sendNow}>
                    {isSending ? 'Enviando…' : 'Enviar ahora'}
                </button>
            }
        >
            {age > 3 * day && (
                <p className={age > 7 * day ? 'notice bad' : 'notice warn'} role="alert">
                    Lo más antiguo lleva {Math.floor(age / day)} días sin enviarse. Si este equipo no tendrá red, guárdelo en una
                    memoria y envíelo desde otro.
                </p>
            )}
            {hasNewVersion && (
                <div className="notice" role="status">
                    <p>Hay una versión nueva de la aplicación. Lo que está por enviar y los borradores se quedan aquí.</p>
                    <button type="button" className="button end" onClick={newVersion.use}>
                        Usarla ahora
                    </button>
                </div>
            )}
            {fault && !isSending && waiting.length > 0 && (
                <p className="notice warn" role="status">
                    {isDown ? 'Sin red.' : fault} Se intenta de nuevo solo.
                </p>
            )}
            <div className="grid">
                <Section span={7} title={`Por enviar: ${pieces(waiting.length)}`}>
                    {ofColleagues.length > 0 && (
                        <div className="notice">
                            <p>
                                {ofColleagues.length === 1 ? 'Un documento es' : `${ofColleagues.length} documentos son`} de otra
                                persona de su unidad y se {ofColleagues.length === 1 ? 'envía' : 'envían'} cuando ella entre.
                            </p>
                            <button
                                type="button"
                                className="button compact end"
                                onClick={() => {
                                    void takeOver(ofColleagues, session.me!.name).then(sendNow)
                                }}
                            >
                                Enviar a mi nombre
                            </button>
                        </div>
                    )}
                    {waiting.length === 0 ? <p className="muted">Todo llegó al servidor.</p> : <List rows={waiting} />}
                </Section>
                <Section span={5} title={`Por corregir: ${pieces(refused.length)}`}>
                    {refused.length === 0 ? <p className="muted">Nada.</p> : <Refused rows={refused} />}
                </Section>
                <Section span={7} title="Enviado" note="De los últimos siete días, en este equipo.">
                    <ul className="list small">
                        {answered.slice(0, 50).map(x => (
                            <li key={x.id}>
                                <span>
                                    {pageOf(x) ? <Link href={pageOf(x)!}>{x.title}</Link> : x.title}{' '}
                                    <span className="muted">{x.summary}</span>
                                </span>
                                <span className="end">
                                    {x.result === 'held' && <span className="tag warn">retenida por su fecha</span>} {time(x.at)}
                                </span>
                            </li>
                        ))}
                    </ul>
                </Section>
                <Section span={5} title="Este equipo">
                    <Stick canExport={rows.length > 0} />
                    <Space />
                </Section>
            </div>
        </Page>
    )
}

/** The page of what the server has. */
const pageOf = (x: Answered): PagePath | null =>
    x.kind === 'prescription'
        ? `/recetas/${x.id}`
        : x.kind === 'count'
          ? `/conteos/${x.id}`
          : x.kind === 'adjustment'
            ? `/ajustes/${x.id}`
            : null

const List = ({ rows }: { rows: readonly Recorded[] }) => (
    <ul className="list">
        {rows.map(x => (
            <li key={x.id}>
                <span className="nowrap">{time(new Date(x.rawAt).toISOString())}</span>
                <span>
                    <b>{x.title}</b>
                    <br />
                    <span className="small muted">{x.summary}</span>
                </span>
                {!isOwn(x) && <span className="end tag warn">de {x.user}</span>}
            </li>
        ))}
    </ul>
)

/** Where a document of stock is corrected: it comes back as a draft under its id, with what the service found. */
function formOf(x: Recorded): PagePath | null {
    switch (x.kind) {
        case 'reception':
            return `/recepciones/${(x.form as { shipment: string }).shipment}?documento=${x.id}`
        case 'count':
            return '/conteos/nuevo'
        case 'adjustment':
            return '/ajustes/nuevo'
        default:
            return null
    }
}

/** They hold nobody up. Corrected at the counter under the same id, sent again as they are, or taken off this device. */
function Refused({ rows }: { rows: readonly Recorded[] }) {
    const [, go] = useLocation()
    return (
        <ul className="list">
            {rows.map(x => (
                <li key={x.id} className="refused">
                    <span>
                        <b>{x.title}</b> <span className="small muted">{x.summary}</span>
                        <br />
                        {x.refusal?.detail}
                        <br />
                        <span className="smallest muted">
                            {x.refusal?.code} · {x.id}
                        </span>
                    </span>
                    <span className="end">
                        {x.kind === 'prescription' && (
                            <Link className="button compact" href="/recetas/nueva">
                                Corregir
                            </Link>
                        )}
                        {formOf(x) && (
                            <button
                                type="button"
                                className="button compact"
                                onClick={() => {
                                    void takeBack(x.id).then(found => {
                                        if (found) go(formOf(x)!)
                                    })
                                }}
                            >
                                Corregir
                            </button>
                        )}
                        <button
                            type="button"
                            className="button compact"
                            onClick={() => {
                                void retry(x.id).then(sendNow)
                            }}
                        >
                            Enviar otra vez
                        </button>
                        <button
                            type="button"
                            className="button compact danger"
                            onClick={() => {
                                if (
                                    confirm(
                                        `Se quita «${x.title}, ${x.summary}» de este equipo. No llegará al servidor. ¿Quitarla?`,
                                    )
                                )
                                    void discard(x.id)
                            }}
                        >
                            Quitar
                        </button>
                    </span>
                </li>
            ))}
        </ul>
    )
}

/** To a USB stick and from it, sealed with a password. */
function Stick({ canExport }: { canExport: boolean }) {
    const [said, setSaid] = useState('')
    const [isBusy, setBusy] = useState(false)
    const act = (event: FormEvent<HTMLFormElement>, what: (password: string, file: File | null) => Promise<string>) => {
        event.preventDefault()
        const given = new FormData(event.currentTarget)
        const file = given.get('archivo')
        setBusy(true)
        what(String(given.get('clave')), file instanceof File ? file : null)
            .then(setSaid)
            .catch((why: unknown) => {
                setSaid(why instanceof Error ? why.message : String(why))
            })
            .finally(() => {
                setBusy(false)
            })
    }
    return (
        <>
            <h3>Enviar desde otro equipo</h3>
            <form
                className="row"
                onSubmit={event => {
                    act(event, async password => {
                        const link = document.createElement('a')
                        link.href = URL.createObjectURL(await exported(password))
                        link.download = `por-enviar-${new Date().toISOString().slice(0, 10)}.abasto`
                        link.click()
                        URL.revokeObjectURL(link.href)
                        return 'Archivo guardado. Ábralo en el otro equipo con la misma contraseña; aquí no se borra nada.'
                    })
                }}
            >
                <label className="field">
                    <span>Contraseña para el archivo</span>
                    <input className="input" type="password" name="clave" minLength={12} required autoComplete="new-password" />
                </label>
                <button type="submit" className="button" disabled={!canExport || isBusy}>
                    Guardar en una memoria
                </button>
            </form>
            <form
                className="row"
                onSubmit={event => {
                    act(event, async (password, file) => {
                        const added = await imported(file!, password)
                        sendNow()
                        return added === 1 ? 'Se tomó 1 documento.' : `Se tomaron ${added} documentos.`
                    })
                }}
            >
                <label className="field">
                    <span>Archivo de otro equipo</span>
                    <input className="input" type="file" name="archivo" accept=".abasto" required />
                </label>
                <label className="field">
                    <span>Su contraseña</span>
                    <input className="input" type="password" name="clave" required autoComplete="off" />
                </label>
                <button type="submit" className="button" disabled={isBusy}>
                    Tomarlo
                </button>
            </form>
            <p role="status" className="small">
                {said}
            </p>
        </>
    )
}

function Space() {
    const [found, setFound] = useState<Awaited<ReturnType<typeof space>> | null>(null)
    useEffect(() => {
        void space().then(setFound)
    }, [])
    return (
        found && (
            <p className="small muted">
                {found.isKept
                    ? 'El navegador prometió conservar lo guardado.'
                    : 'El navegador puede borrar lo guardado si falta espacio: instale la aplicación o envíe pronto.'}{' '}
                Ocupa {megabytes(found.used)} de {megabytes(found.quota)}.
            </p>
        )
    )
}
