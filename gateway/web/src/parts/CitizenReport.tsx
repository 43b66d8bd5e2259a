import { useRef, useState, type FormEvent } from 'react'
import { said, send } from '../api/client'
import { Section } from './Page'

/** Without account, telephone or name: that a prescription was not filled. Sent again it is the same report. */
export function CitizenReport() {
    const id = useRef(crypto.randomUUID())
    const [sent, setSent] = useState<string | null>(null)
    const [why, setWhy] = useState<string | null>(null)
    const [isBusy, setBusy] = useState(false)
    const submit = async (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        const form = event.currentTarget
        const read = new FormData(form)
        const text = (name: string) => String(read.get(name) ?? '').trim()
        setBusy(true)
        try {
            const answer = await send(
                '/public/reports',
                {
                    method: 'POST',
                    headers: { 'content-type': 'application/json' },
                    body: JSON.stringify({
                        id: id.current,
                        facility: text('facility').toUpperCase(),
                        folio: text('folio'),
                        missing: text('missing'),
                    }),
                },
                false,
            )
            const told = (await answer.json()) as { number?: string }
            setSent(told.number ?? '')
            setWhy(null)
            id.current = crypto.randomUUID()
            form.reset()
        } catch (fault) {
            setWhy(said(fault))
        } finally {
            setBusy(false)
        }
    }
    return (
        <Section
            span={12}
            title="¿No le surtieron su receta?"
            note="Dígalo aquí, sin dar su nombre ni su teléfono. La farmacia lo ve junto a lo que registró y responde."
        >
            {sent !== null && (
                <p className="notice good" role="status">
                    Recibido
                    {sent && (
                        <>
                            , con el número <b>{sent}</b>
                        </>
                    )}
                    . Gracias: la farmacia lo revisará.
                </p>
            )}
            {why && (
                <p className="notice bad" role="alert">
                    {why}
                </p>
            )}
            <form
                className="stack"
                onSubmit={event => {
                    void submit(event)
                }}
            >
                <label className="field">
                    <span>
                        CLUES de la unidad <i>como está impresa en la receta</i>
                    </span>
                    <input className="input" name="facility" required maxLength={20} autoComplete="off" spellCheck={false} />
                </label>
                <label className="field">
                    <span>Folio de la receta</span>
                    <input className="input" name="folio" required maxLength={40} autoComplete="off" spellCheck={false} />
                </label>
                <label className="field">
                    <span>
                        Qué faltó <i>medicamento o clave; nada sobre su salud</i>
                    </span>
                    <textarea className="input" name="missing" required maxLength={500} rows={3} />
                </label>
                <p>
                    <button type="submit" className="button primary" disabled={isBusy}>
                        Enviar
                    </button>
                </p>
            </form>
        </Section>
    )
}
