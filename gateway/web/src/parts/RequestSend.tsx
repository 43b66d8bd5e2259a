import { useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { get, put } from '../api/client'
import type { DemandEdition, DemandRequest as Stored } from '../api/models'
import { compared, emptyRequest, faultsOf, lineOf, partOf, whole, type LineFault, type RequestForm } from '../demand/request'
import { pieces } from '../format'
import { problemFrom, Problems, type Fault } from './Problems'

interface Props {
    of: DemandEdition
    buyer: string
    form: RequestForm
    /** Null: not known yet. */
    isAsked: boolean | null
    savedAt: Date | null
    setFaults: (faults: readonly LineFault[]) => void
    change: (to: (form: RequestForm) => RequestForm) => void
    end: () => Promise<void>
    show: (field: string) => void
}

/** Sends what was typed over the request as it is; what is refused is said at its line. */
export function RequestSend({ of: x, buyer, form, isAsked, savedAt, setFaults, change, end, show }: Props) {
    const queries = useQueryClient()
    const [summary, setSummary] = useState<readonly Fault[]>([])
    const [said, setSaid] = useState('')
    const [isBusy, setBusy] = useState(false)
    const changes = Object.values(form.lines)
    const removed = changes.filter(y => y.quantity.trim() === '').length
    const path = `/planning/demand/${x.period}/requests/${buyer}`
    const tell = (faults: readonly LineFault[], others: readonly Fault[] = []) => {
        setFaults(faults)
        setSummary([...faults.map(y => ({ field: partOf(y.clave, y.part), text: `${y.clave}. ${y.text}` })), ...others])
    }
    const send = async () => {
        if (isBusy || changes.length === 0 || isAsked === null) return
        setSaid('')
        const wrong = faultsOf(form)
        tell(wrong)
        if (wrong.length > 0) return
        setBusy(true)
        let lines: Stored['lines'] = []
        try {
            const current = isAsked ? await get<Stored>(path) : null
            const seen = compared(current?.lines ?? [], form)
            if (seen.faults.length > 0) {
                change(() => seen.form)
                tell(seen.faults)
                setBusy(false)
                return
            }
            lines = whole(current?.lines ?? [], form)
            const stored = (await put<Stored>('PUT', path, { lines }, current?.version))!
            await end()
            const total = stored.lines.reduce((sum, y) => sum + (y.quantity ?? 0), 0)
            setSaid(`Enviada: ${pieces(stored.lines.length)} renglones, ${pieces(total)} piezas, versión ${stored.version}.`)
        } catch (why) {
            const problem = problemFrom(why)
            const line = lineOf(problem.field, lines)
            if (line) tell([{ ...line, text: problem.detail }])
            else tell([], [{ field: null, text: `No se envió: ${problem.detail}` }])
        }
        setBusy(false)
        await queries.invalidateQueries({ predicate: q => String(q.queryKey[0]).startsWith('/planning/demand') })
    }
    const latest = useRef(send)
    latest.current = send
    useEffect(() => {
        const key = (event: KeyboardEvent) => {
            if (event.key !== 'Enter' || !event.ctrlKey) return
            event.preventDefault()
            void latest.current()
        }
        addEventListener('keydown', key)
        return () => {
            removeEventListener('keydown', key)
        }
    }, [])
    return (
        <>
            <Problems of={summary} go={show} />
            <p className="row gap">
                <button
                    type="button"
                    className="button primary"
                    disabled={isBusy || changes.length === 0}
                    onClick={() => {
                        void send()
                    }}
                >
                    {isAsked ? 'Enviar los cambios' : 'Enviar la solicitud'} <kbd>Ctrl</kbd>
                    <kbd>Intro</kbd>
                </button>
                <span className="small" role="status">
                    {said ||
                        (changes.length === 0
                            ? 'Sin cambios que enviar.'
                            : `Al enviar: ${pieces(changes.length - removed)} renglones con su cantidad nueva` +
                              (removed > 0 ? `, ${pieces(removed)} se quitan` : '') +
                              (isAsked ? '; los demás quedan igual.' : '.'))}
                </span>
                {changes.length > 0 && (
                    <>
                        <span className="tag">
                            {savedAt
                                ? `borrador guardado ${savedAt.toLocaleTimeString('es-MX', { hour12: false })}`
                                : 'borrador en este equipo'}
                        </span>
                        <button
                            type="button"
                            className="button compact"
                            onClick={() => {
                                change(() => emptyRequest)
                                tell([])
                            }}
                        >
                            Descartar
                        </button>
                    </>
                )}
                <span className="keys end no-phone">
                    <span>
                        <kbd>Intro</kbd> siguiente
                    </span>
                    <span>
                        <kbd>=</kbd> toma el CPM
                    </span>
                    <span>
                        <kbd>Esc</kbd> restaura
                    </span>
                </span>
            </p>
        </>
    )
}
