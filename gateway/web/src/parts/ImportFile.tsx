import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Problem } from '../api/client'
import type { ImportReport } from '../api/models'
import { upload } from '../api/upload'
import { rejectedList, rowsIn, textOf } from '../capture/rejected'
import { useFirstFocus } from '../demand/useRows'
import { download } from '../download'
import { megabytes, percent, pieces } from '../format'
import { Fault } from './Answer'
import { Scroll } from './Scroll'

const shownRows = 50

interface Chosen {
    file: File
    text: string
    rows: number
}

/** Takes a list in: what it will do, how far it is, and what became of each row. */
export function ImportFile({ path, columns, does }: { path: string; columns: string; does: string }) {
    const queries = useQueryClient()
    const [chosen, setChosen] = useState<Chosen | null>(null)
    const [sent, setSent] = useState<number | null>(null)
    const [why, setWhy] = useState<Problem | null>(null)
    const [report, setReport] = useState<ImportReport | null>(null)
    useFirstFocus('archivo')
    const choose = async (file: File | undefined) => {
        setReport(null)
        setWhy(null)
        if (!file) {
            setChosen(null)
            return
        }
        const text = textOf(new Uint8Array(await file.arrayBuffer()))
        setChosen({ file, text, rows: rowsIn(text) })
    }
    const send = async (event: FormEvent) => {
        event.preventDefault()
        if (!chosen || sent !== null) return
        setReport(null)
        setWhy(null)
        setSent(0)
        try {
            setReport(await upload<ImportReport>(path, chosen.file, 'text/csv', setSent))
        } catch (fault) {
            setWhy(fault instanceof Problem ? fault : new Problem(0, 'desconocido', String(fault), null, null, null))
        }
        setSent(null)
        await queries.invalidateQueries()
    }
    return (
        <>
            <form className="stack" onSubmit={event => void send(event)}>
                <label className="field">
                    <span>
                        Archivo CSV <i>{columns}</i>
                    </span>
                    <input
                        className="input"
                        type="file"
                        accept=".csv,text/csv"
                        id="archivo"
                        onChange={event => void choose(event.target.files?.[0])}
                    />
                </label>
                {chosen && (
                    <p>
                        <b>{chosen.file.name}</b>: {pieces(chosen.rows)} renglones, {megabytes(chosen.file.size)}. {does}
                    </p>
                )}
                <p>
                    <button type="submit" className="button primary" disabled={!chosen || sent !== null}>
                        Importar
                    </button>
                </p>
            </form>
            <Progress sent={sent} rows={chosen?.rows ?? 0} />
            {why && <Fault why={why} />}
            {report && <Report of={report} text={chosen?.text ?? ''} name={chosen?.file.name ?? ''} />}
        </>
    )
}

/** The service tells when it is done, not how far it is: what is known is what has been sent, and the time. */
function Progress({ sent, rows }: { sent: number | null; rows: number }) {
    const [seconds, setSeconds] = useState(0)
    const isBusy = sent !== null
    useEffect(() => {
        if (!isBusy) return
        setSeconds(0)
        const each = setInterval(() => {
            setSeconds(x => x + 1)
        }, 1000)
        return () => {
            clearInterval(each)
        }
    }, [isBusy])
    if (sent === null) return null
    return (
        <div className="gap">
            <progress aria-label="Importación" {...(sent < 1 ? { value: sent } : {})} />
            <p role="status">{sent < 1 ? `Enviado ${percent(100 * sent)}` : `El servidor lee ${pieces(rows)} renglones…`}</p>
            <p className="small muted" aria-hidden="true">
                {seconds} s
            </p>
        </div>
    )
}

function Report({ of: x, text, name }: { of: ImportReport; text: string; name: string }) {
    const heading = useRef<HTMLHeadingElement>(null)
    useEffect(() => {
        heading.current?.focus()
    }, [x])
    const shown = x.rejected.slice(0, shownRows)
    return (
        <section className="section gap" aria-label="Resultado">
            <header>
                <h2 ref={heading} tabIndex={-1}>
                    {x.rejected.length === 0
                        ? 'Todo entró'
                        : x.rejected.length === 1
                          ? 'Se rechazó 1 renglón'
                          : `Se rechazaron ${pieces(x.rejected.length)} renglones`}
                </h2>
                <p>
                    {pieces(x.received)} recibidos: {pieces(x.created)} nuevos, {pieces(x.updated)} cambiados,{' '}
                    {pieces(x.unchanged)} sin cambio, {pieces(x.rejected.length)} rechazados.
                </p>
            </header>
            {shown.length > 0 && (
                <>
                    <p className="gap">
                        <button
                            type="button"
                            className="button"
                            onClick={() => {
                                download(`rechazados-${name}`, rejectedList(text, x.rejected))
                            }}
                        >
                            Descargar los rechazados (CSV)
                        </button>{' '}
                        <span className="small muted">Corríjalos en Excel e importe ese mismo archivo.</span>
                    </p>
                    <Scroll label="Renglones rechazados">
                        <table>
                            <caption>
                                {shown.length < x.rejected.length
                                    ? `Los primeros ${shown.length}; los demás están en el archivo`
                                    : 'Cada uno con su motivo'}
                            </caption>
                            <thead>
                                <tr>
                                    <th scope="col" className="num">
                                        Renglón
                                    </th>
                                    <th scope="col">Columna</th>
                                    <th scope="col">Motivo</th>
                                </tr>
                            </thead>
                            <tbody>
                                {shown.map(one => (
                                    <tr key={one.row}>
                                        <th scope="row" className="num">
                                            {one.row}
                                        </th>
                                        <td>{one.field ?? '—'}</td>
                                        <td>
                                            {one.detail}
                                            <small>{one.code}</small>
                                        </td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </Scroll>
                </>
            )}
        </section>
    )
}
