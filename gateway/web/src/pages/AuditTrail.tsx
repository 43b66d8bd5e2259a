import { useState, type FormEvent } from 'react'
import { Link } from 'wouter'
import type { Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { pieces, time } from '../format'
import { Answer } from '../parts/Answer'
import { Page } from '../parts/Page'
import { es, roleNames } from '../texts/es'
import { Paging } from '../parts/Paging'

interface Entry {
    id: string
    service: string
    at: string
    subject: string
    role: string
    action: string
    document: string
    detail: string | null
    correlationId: string
}

/** Who did what with a document, over all services. */
export default function AuditTrail() {
    const { of, change, withChanged } = useAddress()
    const [document, setDocument] = useState(of('documento') ?? '')
    const [by, setBy] = useState(of('quien') ?? '')
    const read = useRead<PageOf<Entry>>('/audit', { document: of('documento'), by: of('quien'), after: of('despues'), limit: 50 })
    const search = (event: FormEvent) => {
        event.preventDefault()
        change({ documento: document.trim() || null, quien: by.trim() || null, despues: null })
    }
    return (
        <Page
            title="Auditoría"
            lead="Quién hizo qué, en todos los servicios; lo más nuevo primero"
            trail={[{ name: es.nation, href: '/' }, { name: 'Auditoría' }]}
        >
            <form className="row" role="search" onSubmit={search}>
                <label className="field">
                    <span>
                        Documento <i>identificador</i>
                    </span>
                    <input
                        className="input"
                        value={document}
                        spellCheck={false}
                        autoComplete="off"
                        onChange={event => {
                            setDocument(event.target.value)
                        }}
                    />
                </label>
                <label className="field">
                    <span>Persona</span>
                    <input
                        className="input"
                        value={by}
                        spellCheck={false}
                        autoComplete="off"
                        onChange={event => {
                            setBy(event.target.value)
                        }}
                    />
                </label>
                <button type="submit" className="button primary">
                    Buscar
                </button>
            </form>
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted gap">Nada con estos filtros.</p>
                    ) : (
                        <>
                            <div className="scroll gap" tabIndex={0} role="region" aria-label="Auditoría">
                                <table className="dense">
                                    <caption>{pieces(x.items.length)} asientos</caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">Cuándo</th>
                                            <th scope="col">Quién</th>
                                            <th scope="col">Qué</th>
                                            <th scope="col">Documento</th>
                                            <th scope="col">Detalle</th>
                                            <th scope="col">Servicio</th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {x.items.map(one => (
                                            <tr key={`${one.service} ${one.id}`}>
                                                <td className="nowrap">{time(one.at)}</td>
                                                <th scope="row">
                                                    {one.subject}
                                                    <small>{roleNames[one.role] ?? one.role}</small>
                                                </th>
                                                <td>{one.action}</td>
                                                <td>
                                                    <Link href={withChanged({ documento: one.document, despues: null })}>
                                                        {one.document}
                                                    </Link>
                                                </td>
                                                <td>{one.detail ?? ''}</td>
                                                <td>{one.service}</td>
                                            </tr>
                                        ))}
                                    </tbody>
                                </table>
                            </div>
                            <Paging next={x.next} />
                        </>
                    )
                }
            </Answer>
        </Page>
    )
}
