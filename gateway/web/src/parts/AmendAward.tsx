import { useState, type FormEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Problem, put, said } from '../api/client'
import type { AmendmentRequest, Award } from '../api/models'
import type { Fault } from '../counter/form'
import { date } from '../format'
import { newId } from '../offline/ids'
import { controlOf, dayOf, emptyPart, readParts, type Part } from '../orders/award'
import { AwardParts } from './AwardParts'
import { Faults } from './Faults'

/** An agreement that was signed: a new last day, new bounds of buyers, buyers who join. */
export default function AmendAward({ of: x, close }: { of: Award; close: () => void }) {
    const [id] = useState(newId)
    const [parts, setParts] = useState<Part[]>([emptyPart()])
    const [faults, setFaults] = useState<readonly Fault[]>([])
    const [isBusy, setBusy] = useState(false)
    const queries = useQueryClient()
    const save = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        const typed = new FormData(event.currentTarget)
        const text = (name: string) => String(typed.get(name) ?? '').trim()
        const { buyers, faults: found } = readParts(parts)
        const to = text('hasta') === '' ? null : dayOf(text('hasta'))
        if (text('documento') === '') found.push({ field: 'documento', text: 'Falta el número del convenio.' })
        if (text('motivo') === '') found.push({ field: 'motivo', text: 'Falta el motivo.' })
        if (text('hasta') !== '' && to === null) found.push({ field: 'hasta', text: 'El último día se escribe como 31/12/2027.' })
        setFaults(found)
        if (found.length > 0) return
        const body: AmendmentRequest = { document: text('documento'), reason: text('motivo'), to, buyers }
        setBusy(true)
        put('PUT', `/orders/awards/${x.id}/amendments/${id}`, body, x.version)
            .then(() => queries.invalidateQueries())
            .then(close)
            .catch((why: unknown) => {
                setFaults([{ field: controlOf(why instanceof Problem ? why.field : null, parts), text: said(why) }])
                if (why instanceof Problem && why.status === 412) void queries.invalidateQueries()
            })
            .finally(() => {
                setBusy(false)
            })
    }
    return (
        <form
            noValidate
            className="stack"
            onSubmit={save}
            onKeyDown={event => {
                if (event.key === 'Escape') close()
                else if (event.key === 'Enter' && event.ctrlKey) event.currentTarget.requestSubmit()
                else if (event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target.name !== '') {
                    event.preventDefault()
                    const fields = [...event.currentTarget.querySelectorAll<HTMLElement>('input, select')]
                    fields[fields.indexOf(event.target) + 1]?.focus()
                }
            }}
        >
            <Faults of={faults} />
            <p className="small muted">
                Cambia la adjudicación desde que se guarda; lo que estaba queda en la lista de convenios. Lo que no se escribe
                queda como está. Ningún máximo puede quedar debajo de lo ya ordenado.
            </p>
            <div className="row">
                <label className="field">
                    <span>Número del convenio</span>
                    <input id="documento" className="input" name="documento" maxLength={100} autoComplete="off" autoFocus />
                </label>
                <label className="field wide">
                    <span>Motivo</span>
                    <input id="motivo" className="input" name="motivo" maxLength={500} autoComplete="off" />
                </label>
                <label className="field">
                    <span>
                        Nuevo último día <i>hoy {date(x.to)}</i>
                    </span>
                    <input id="hasta" className="input" name="hasta" autoComplete="off" />
                </label>
            </div>
            <AwardParts parts={parts} faults={faults} set={setParts} />
            <p className="row">
                <button type="submit" id="guardar" className="button primary" disabled={isBusy}>
                    Guardar convenio <kbd>Ctrl</kbd>
                    <kbd>Intro</kbd>
                </button>
                <button type="button" className="button" onClick={close}>
                    No hacer nada <kbd>Esc</kbd>
                </button>
            </p>
        </form>
    )
}
