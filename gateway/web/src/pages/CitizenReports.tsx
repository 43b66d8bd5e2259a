import { useState, type FormEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { address, put, said } from '../api/client'
import type { CitizenReport as Report, Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { date, pieces, time } from '../format'
import { Answer } from '../parts/Answer'
import { Page } from '../parts/Page'
import { session } from '../session/session'
import { es } from '../texts/es'
import { Paging } from '../parts/Paging'

const answers = [
    ['explained', 'Explicar lo que pasó'],
    ['delivered', 'Se entregó lo que faltaba'],
    ['contradicted', 'La receta sí se surtió completa'],
] as const
const statusNames: Record<string, string> = {
    received: 'sin respuesta',
    answered: 'respondido',
    delivered: 'se entregó lo que faltaba',
}

/** What citizens say was not filled, beside what the pharmacy recorded. It changes no figure. */
export default function CitizenReports() {
    const { of, withChanged } = useAddress()
    const { role, facility } = session.shown ?? { role: '', facility: null }
    const isOpen = of('lado') !== 'todos'
    const read = useRead<PageOf<Report>>('/dispensing/citizen-reports', {
        facility,
        open: isOpen || null,
        after: of('despues'),
        limit: 25,
    })
    return (
        <Page
            title="Avisos de ciudadanos"
            lead="Recetas que alguien dice que no le surtieron. No cambian ninguna cifra oficial: la revisan."
            trail={[{ name: es.nation, href: '/' }, { name: 'Avisos de ciudadanos' }]}
            actions={
                <Link className="button" href={withChanged({ lado: isOpen ? 'todos' : null, despues: null })}>
                    {isOpen ? 'Ver todos' : 'Solo sin respuesta'}
                </Link>
            }
        >
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">{isOpen ? 'Ninguno espera respuesta.' : 'Ninguno.'}</p>
                    ) : (
                        <>
                            <ul className="list reports">
                                {x.items.map(one => (
                                    <li key={one.id}>
                                        <One of={one} mayAnswer={role === 'pharmacy'} />
                                    </li>
                                ))}
                            </ul>
                            <Paging next={x.next} />
                        </>
                    )
                }
            </Answer>
        </Page>
    )
}

function One({ of, mayAnswer }: { of: Report; mayAnswer: boolean }) {
    return (
        <article>
            <h2>
                Aviso {of.number}{' '}
                <span className={`tag ${of.status === 'received' ? 'warn' : 'good'}`}>{statusNames[of.status] ?? of.status}</span>
            </h2>
            <dl className="facts">
                <dt>Llegó</dt>
                <dd>{time(of.receivedAt)}</dd>
                <dt>Unidad y folio</dt>
                <dd>
                    {of.facility} · {of.folio}
                </dd>
                <dt>Qué faltó</dt>
                <dd>{of.missing}</dd>
                <dt>Lo registrado</dt>
                <dd>
                    {of.record ? (
                        <>
                            <Link
                                href={address('/indicadores/ind-b', {
                                    nivel: 'facility',
                                    codigo: of.facility,
                                    periodo: of.record.localDate,
                                    lado: of.record.complete ? 'numerator' : 'incomplete',
                                    documento: of.record.prescription,
                                })}
                            >
                                Receta del {date(of.record.localDate)}
                            </Link>
                            {of.contradicts ? (
                                <b className="bad"> · dice que se surtió completa</b>
                            ) : (
                                ` · no completa, se deben ${pieces(of.record.owed)} piezas`
                            )}
                        </>
                    ) : (
                        'Ninguna receta con ese folio'
                    )}
                </dd>
                {of.answerText && (
                    <>
                        <dt>Respuesta</dt>
                        <dd>{of.answerText}</dd>
                    </>
                )}
            </dl>
            {mayAnswer && of.status === 'received' && <Reply of={of} />}
        </article>
    )
}

function Reply({ of }: { of: Report }) {
    const queries = useQueryClient()
    const [answer, setAnswer] = useState<string>('explained')
    const [text, setText] = useState('')
    const [why, setWhy] = useState<string | null>(null)
    const submit = async (event: FormEvent) => {
        event.preventDefault()
        try {
            await put('PUT', `/dispensing/citizen-reports/${of.id}/answer`, { answer, text: text.trim() })
            await queries.invalidateQueries({ queryKey: ['/dispensing/citizen-reports'] })
        } catch (fault) {
            setWhy(said(fault))
        }
    }
    return (
        <form
            className="row gap"
            onSubmit={event => {
                void submit(event)
            }}
        >
            {why && (
                <p role="alert" className="error-text">
                    {why}
                </p>
            )}
            <label className="field">
                <span>Respuesta</span>
                <select
                    className="input"
                    value={answer}
                    onChange={event => {
                        setAnswer(event.target.value)
                    }}
                >
                    {answers.map(([code, name]) => (
                        <option key={code} value={code}>
                            {name}
                        </option>
                    ))}
                </select>
            </label>
            <label className="field wide">
                <span>En palabras</span>
                <input
                    className="input"
                    value={text}
                    maxLength={500}
                    required={answer === 'explained'}
                    onChange={event => {
                        setText(event.target.value)
                    }}
                />
            </label>
            <button type="submit" className="button primary">
                Responder
            </button>
        </form>
    )
}
