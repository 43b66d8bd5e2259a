import { useEffect, useState, type FormEvent, type KeyboardEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { Problem, put, said } from '../api/client'
import type { Fault } from '../counter/form'
import { newId } from '../offline/ids'
import { controlOf, emptyPart, partId, readParts, readTerms, type Part, type Terms } from '../orders/award'
import { AwardParts } from '../parts/AwardParts'
import { Faults } from '../parts/Faults'
import { ItemName } from '../parts/ItemName'
import { Page } from '../parts/Page'
import { homeOf } from '../parts/sections'
import { placeOf } from '../parts/Shell'
import { session } from '../session/session'

/** What a supplier won, for which buyers. */
export default function NewAward() {
    useEffect(() => {
        document.getElementById('clave')?.focus()
    }, [])
    return (
        <Page
            title="Nueva adjudicación"
            scope={placeOf(session.shown!)}
            trail={[
                { name: placeOf(session.shown!), href: homeOf(session.shown) },
                { name: 'Adjudicaciones', href: '/adjudicaciones' },
                { name: 'Nueva' },
            ]}
        >
            {session.shown?.role === 'central' ? <Write /> : <p>Las adjudicaciones las registra Abasto central.</p>}
        </Page>
    )
}

const fields = [
    ['clave', 'clave', 'Clave', '010.000.0104.00', 20],
    ['proveedor', 'supplier', 'Proveedor', 'como está en el contrato', 200],
    ['desde', 'from', 'Primer día', '1/1/2027', 30],
    ['hasta', 'to', 'Último día', '31/12/2028', 30],
    ['precio', 'price', 'Pesos por pieza', '12.50', 20],
    ['fuente', 'fundingSource', 'Fuente de financiamiento', 'puede faltar', 200],
] as const

function Write() {
    const [id] = useState(newId)
    const [terms, setTerms] = useState<Terms>({ supplier: '', clave: '', from: '', to: '', price: '', fundingSource: '' })
    const [parts, setParts] = useState<Part[]>([emptyPart()])
    const [faults, setFaults] = useState<readonly Fault[]>([])
    const [isBusy, setBusy] = useState(false)
    const [, go] = useLocation()
    const queries = useQueryClient()
    const save = (event?: FormEvent) => {
        event?.preventDefault()
        const read = readTerms(terms)
        const { buyers, faults: found } = readParts(parts)
        const all = [...read.faults, ...found]
        if (buyers.length === 0) all.push({ field: partId(parts[0]!, 'buyer'), text: 'Falta un comprador.' })
        setFaults(all)
        if (all.length > 0 || isBusy) return
        setBusy(true)
        put('PUT', `/orders/awards/${id}`, { ...read.terms, buyers })
            .then(() => {
                void queries.invalidateQueries()
                go(`/adjudicaciones/${id}`)
            })
            .catch((why: unknown) => {
                setFaults([{ field: controlOf(why instanceof Problem ? why.field : null, parts), text: said(why) }])
            })
            .finally(() => {
                setBusy(false)
            })
    }
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !event.ctrlKey) return
        event.preventDefault()
        save()
    }
    const known = readTerms(terms).terms.clave as string | null
    return (
        <form noValidate className="stack" onSubmit={save} onKeyDown={onKeyDown}>
            <Faults of={faults} />
            <div className="award-terms">
                {fields.map(([control, name, label, example, longest], i) => (
                    <label key={name} className="field">
                        <span>
                            {label} <i>{example}</i>
                        </span>
                        <input
                            id={control}
                            className={faults.some(x => x.field === control) ? 'input invalid' : 'input'}
                            aria-invalid={faults.some(x => x.field === control) || undefined}
                            autoComplete="off"
                            spellCheck={false}
                            maxLength={longest}
                            value={terms[name]}
                            onChange={event => {
                                setTerms({ ...terms, [name]: event.target.value })
                            }}
                            onKeyDown={event => {
                                if (event.key !== 'Enter' || event.ctrlKey) return
                                event.preventDefault()
                                document.getElementById(fields[i + 1]?.[0] ?? partId(parts[0]!, 'buyer'))?.focus()
                            }}
                        />
                        {name === 'clave' && known && <ItemName clave={known} />}
                    </label>
                ))}
            </div>
            <AwardParts parts={parts} faults={faults} set={setParts} />
            <p className="small muted">
                Desde su primer día, los compradores pueden emitir órdenes contra ella hasta su máximo. Lo que cambie después se
                registra con un convenio.
            </p>
            <p>
                <button type="submit" id="guardar" className="button primary" disabled={isBusy}>
                    Registrar adjudicación <kbd>Ctrl</kbd>
                    <kbd>Intro</kbd>
                </button>
            </p>
        </form>
    )
}
