import { useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { put } from '../api/client'
import type { ConsolidatedAnswers } from '../api/models'
import { useAddress } from '../address'
import { answered, faultOf, linesOf, type Edits } from '../demand/edits'
import { pieces } from '../format'
import { fieldOf } from './DemandRow'
import { problemFrom, Problems, type Fault } from './Problems'

interface Props {
    period: string
    edits: Edits
    change: (to: (edits: Edits) => Edits) => void
    savedAt: Date | null
}

/** Sends all that was typed at once; what the service refuses of it stays, with the reason. */
export function DemandSave({ period, edits, change, savedAt }: Props) {
    const queries = useQueryClient()
    const { change: goTo } = useAddress()
    const [isBusy, setBusy] = useState(false)
    const [faults, setFaults] = useState<readonly Fault[]>([])
    const [said, setSaid] = useState('')
    const count = Object.keys(edits).length

    const save = async () => {
        if (isBusy || count === 0) return
        const wrong = Object.entries(edits).flatMap(([key, x]) => {
            const text = faultOf(x)
            return text ? [{ field: key, text: `${x.clave}, ${x.buyer}: ${text}` }] : []
        })
        setFaults(wrong)
        setSaid('')
        if (wrong.length > 0) return
        setBusy(true)
        try {
            const answer = (await put<ConsolidatedAnswers>('PUT', `/planning/demand/${period}/consolidated`, {
                lines: linesOf(edits),
            }))!
            change(old => answered(old, edits, answer.lines))
            setSaid(`${pieces(answer.recorded + answer.repeated)} guardados.`)
            setFaults(
                answer.lines.flatMap(x =>
                    x.status === 'refused'
                        ? [{ field: `${x.buyer}|${x.clave}`, text: `${x.clave}, ${x.buyer}: ${x.detail}` }]
                        : [],
                ),
            )
            await queries.invalidateQueries({ predicate: x => String(x.queryKey[0]).startsWith('/planning/demand') })
        } catch (why) {
            setFaults([{ field: null, text: `Nada se guardó: ${problemFrom(why).detail}` }])
        }
        setBusy(false)
    }
    const latest = useRef(save)
    latest.current = save
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

    /** To the line, also where it is on another page. */
    const show = (key: string) => {
        const field = document.getElementById(fieldOf(key))
        if (field) field.focus()
        else {
            const [buyer = '', clave = ''] = key.split('|')
            goTo({ comprador: buyer, clave, lado: null, nivel: null, despues: null })
        }
    }
    return (
        <>
            <Problems of={faults} go={show} />
            <p className="row gap">
                <button
                    type="button"
                    className="button primary"
                    disabled={count === 0 || isBusy}
                    onClick={() => {
                        void save()
                    }}
                >
                    {count === 1 ? 'Guardar 1 cambio' : `Guardar ${pieces(count)} cambios`} <kbd>Ctrl</kbd>
                    <kbd>Intro</kbd>
                </button>
                {count > 0 && (
                    <button
                        type="button"
                        className="button"
                        onClick={() => {
                            change(() => ({}))
                            setFaults([])
                        }}
                    >
                        Descartarlos
                    </button>
                )}
                <span className="small muted" role="status">
                    {said}
                    {savedAt && count > 0 && ` borrador guardado ${savedAt.toLocaleTimeString('es-MX', { hour12: false })}`}
                </span>
                <span className="keys end no-phone">
                    <span>
                        <kbd>Intro</kbd> baja
                    </span>
                    <span>
                        <kbd>Mayús</kbd>
                        <kbd>Intro</kbd> sube
                    </span>
                    <span>
                        <kbd>=</kbd> toma el CPM
                    </span>
                    <span>
                        <kbd>+</kbd> toma lo solicitado
                    </span>
                    <span>
                        <kbd>Esc</kbd> restaura
                    </span>
                </span>
            </p>
        </>
    )
}
