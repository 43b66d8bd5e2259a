import { useEffect, useState, type KeyboardEvent } from 'react'
import { useLocation } from 'wouter'
import { useQueryClient } from '@tanstack/react-query'
import { Problem, put, said } from '../api/client'
import type { Item, Page as PageOf, Recall, StockLot } from '../api/models'
import { useRead, useReference } from '../api/queries'
import { readClave } from '../capture/clave'
import type { Fault } from '../counter/form'
import { pieces } from '../format'
import { newId } from '../offline/ids'
import { Faults } from '../parts/Faults'
import { Page } from '../parts/Page'
import { placeOf } from '../parts/Shell'
import { session } from '../session/session'
import { stateName, states } from '../states'

const fields: Record<string, string> = { clave: 'clave', lot: 'lote', reason: 'motivo', scope: 'alcance' }

/** A lot is withdrawn from use; before it is, what is known of it is said. */
export default function NewRecall() {
    const who = session.shown ?? { role: '', facility: null, state: null }
    // Here, not in the form: the page has given the focus to its title by then.
    useEffect(() => {
        document.getElementById('clave')?.focus()
    }, [])
    const trail = [
        { name: placeOf(session.shown!), href: who.role === 'warehouse' ? '/almacen' : '/' },
        { name: 'Retiros', href: '/retiros' },
        { name: 'Retirar un lote' },
    ]
    return (
        <Page title="Retirar un lote" scope={placeOf(session.shown!)} trail={trail}>
            {['central', 'state', 'warehouse'].includes(who.role) ? (
                <Form {...who} />
            ) : (
                <p>Un retiro lo declara el nivel central, la coordinación estatal o el almacén que tiene el lote.</p>
            )}
        </Page>
    )
}

function Form({ role, state, facility }: { role: string; state: string | null; facility: string | null }) {
    const [id, setId] = useState(newId)
    const [text, setText] = useState('')
    const [lot, setLot] = useState('')
    const [reason, setReason] = useState('')
    const [scope, setScope] = useState(role === 'central' ? '' : role === 'state' ? (state ?? '') : (facility ?? ''))
    const [faults, setFaults] = useState<readonly Fault[]>([])
    const [, go] = useLocation()
    const queries = useQueryClient()
    const typed = readClave(text)
    const clave = typed.ok ? typed.value : null
    const number = lot.trim().toUpperCase()
    const found = useReference<PageOf<Item>>('/catalog/items', { q: clave, limit: 1 }, { enabled: clave !== null })
    const stock = useRead<PageOf<StockLot>>(
        '/inventory/stock',
        { clave, facility: role === 'warehouse' ? facility : null, condition: 'usable', limit: 1000 },
        { enabled: clave !== null && number !== '', refetchInterval: false },
    )
    const there =
        clave === null || number === '' ? [] : (stock.data?.items ?? []).filter(x => x.lot === number && x.clave === clave)
    const sum = there.reduce((all, x) => all + x.onHand, 0)
    const places = new Set(there.map(x => x.facility)).size

    const save = async () => {
        const wrong: Fault[] = []
        if (!typed.ok) wrong.push({ field: 'clave', text: typed.text })
        if (number === '') wrong.push({ field: 'lote', text: 'Falta el lote, como está impreso en el empaque.' })
        if (reason.trim() === '') wrong.push({ field: 'motivo', text: 'Falta el motivo.' })
        setFaults(wrong)
        if (wrong.length > 0) return
        const body = { clave, lot: number, reason: reason.trim(), scope: scope.trim() || null }
        try {
            await put<Recall>('PUT', `/inventory/recalls/${id}`, body)
            await queries.invalidateQueries()
            go(`/retiros/${id}`)
        } catch (why) {
            const field = why instanceof Problem ? (why.field ?? '') : ''
            setFaults([{ field: fields[field] ?? 'clave', text: said(why) }])
            if (why instanceof Problem && why.code.endsWith('.id-reused')) setId(newId())
        }
    }
    const onKey = (event: KeyboardEvent<HTMLFormElement>) => {
        if (event.key !== 'Enter' || !['INPUT', 'SELECT'].includes((event.target as HTMLElement).tagName)) return
        event.preventDefault()
        if (event.ctrlKey) {
            void save()
            return
        }
        const all = [...event.currentTarget.querySelectorAll<HTMLElement>('input, select, button[type=submit]')]
        all[all.indexOf(event.target as HTMLElement) + 1]?.focus()
    }
    const input = (field: string, label: string, value: string, change: (text: string) => void, most: number) => (
        <label className="field">
            <span>{label}</span>
            <input
                id={field}
                className={faults.some(x => x.field === field) ? 'input invalid' : 'input'}
                autoComplete="off"
                spellCheck={false}
                maxLength={most}
                aria-invalid={faults.some(x => x.field === field) || undefined}
                value={value}
                onChange={event => {
                    change(event.target.value)
                }}
            />
        </label>
    )
    return (
        <form
            className="recall-form"
            noValidate
            onKeyDown={onKey}
            onSubmit={event => {
                event.preventDefault()
                void save()
            }}
        >
            <Faults of={faults} />
            {input('clave', 'Clave', text, setText, 20)}
            <p className="small muted">{found.data?.items.find(x => x.clave === clave)?.description}</p>
            {input('lote', 'Lote', lot, setLot, 40)}
            {input('motivo', 'Motivo', reason, setReason, 200)}
            {role === 'warehouse' ? (
                <p className="small muted">Vale para este almacén. El de la entidad lo declara la coordinación estatal.</p>
            ) : (
                <Scope role={role} state={state} scope={scope} setScope={setScope} />
            )}
            <p className="notice" role="status">
                {number === '' || clave === null
                    ? 'Con la clave y el lote se dice aquí cuánto hay y dónde.'
                    : there.length === 0
                      ? `De ${clave} lote ${number} no hay piezas útiles que usted vea. El retiro vale también para lo que llegue.`
                      : `De ${clave} lote ${number} hay ${pieces(sum)} piezas útiles en ${places} ${places === 1 ? 'lugar' : 'lugares'} que usted ve: ` +
                        'pasan a cuarentena las del alcance, y las que lleguen.'}
            </p>
            <p className="row">
                <button type="submit" className="button primary">
                    Retirar el lote <kbd>Ctrl</kbd>
                    <kbd>Intro</kbd>
                </button>
            </p>
        </form>
    )
}

function Scope({
    role,
    state,
    scope,
    setScope,
}: {
    role: string
    state: string | null
    scope: string
    setScope: (scope: string) => void
}) {
    const isPlace = scope.length > 2 || scope === ' '
    return (
        <>
            <label className="field">
                <span>Dónde vale</span>
                <select
                    id={isPlace ? undefined : 'alcance'}
                    className="input"
                    value={isPlace ? ' ' : scope}
                    onChange={event => {
                        setScope(event.target.value)
                    }}
                >
                    {role === 'central' && <option value="">Toda la nación</option>}
                    {role === 'state' && state && <option value={state}>{stateName(state)}</option>}
                    {role === 'central' &&
                        states.map(x => (
                            <option key={x.code} value={x.code}>
                                {x.name}
                            </option>
                        ))}
                    <option value=" ">Una unidad o un almacén</option>
                </select>
            </label>
            {isPlace && (
                <label className="field">
                    <span>CLUES o almacén</span>
                    <input
                        id="alcance"
                        className="input"
                        autoComplete="off"
                        spellCheck={false}
                        value={scope.trim()}
                        onChange={event => {
                            setScope(event.target.value.toUpperCase() || ' ')
                        }}
                    />
                </label>
            )}
        </>
    )
}
