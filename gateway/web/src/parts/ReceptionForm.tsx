import { lazy, Suspense, useEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import type { Shipment } from '../api/models'
import { readDate } from '../capture/dates'
import { clavesOf } from '../counter/claves'
import { date, pieces } from '../format'
import { clock } from '../offline/clock'
import type { Recorded } from '../offline/database'
import type { Pack } from '../offline/pack'
import { dayAt, instantOf } from '../offline/zone'
import {
    controlOf,
    countedOf,
    emptyEntry,
    emptyExtra,
    emptyForm,
    faultsOf,
    fieldId,
    isChecked,
    isExpired,
    isTouched,
    linesOf,
    outcomeOf,
    sentOf,
    summaryOf,
    takenOf,
    type Entry,
    type Extra,
    type Form,
    type Outcome,
    type Sent,
} from '../stock/reception'
import { questionOf, useQuestions } from '../stock/questions'
import { useDocument } from '../stock/useDocument'
import { Discard } from './Discard'
import { DraftState } from './DraftState'
import { ExtraLots } from './ExtraLots'
import { Faults } from './Faults'
import { Keys, type KeyHint } from './Keys'
import { PiecesField } from './PiecesField'
import { Scroll } from './Scroll'

const Scanner = lazy(() => import('./Scanner'))

interface Props {
    shipment: Shipment
    unsent: readonly Recorded[]
    facility: string
    zone: string
    pack: Pack | null
    onRecorded: (said: string) => void
}

/** What of a shipment came, lot by lot; lots that nobody has looked at are left for another reception. */
export default function ReceptionForm({ shipment, unsent, facility, zone, pack, onRecorded }: Props) {
    const claves = useMemo(() => clavesOf(pack, facility), [pack, facility])
    const document_ = useDocument<Form>({
        kind: 'reception',
        facility,
        empty: () => emptyForm(shipment.id),
        fits: x => x.shipment === shipment.id,
        isTouched,
        controlOf: (field, form) => controlOf(field, form, sentOf(shipment, unsent, form.lots)),
    })
    const questions = useQuestions()
    const began = useRef('')
    const { form, faults, change } = document_
    const sent = sentOf(shipment, unsent, form?.lots)
    useEffect(() => {
        if (!form || began.current === document_.id) return
        began.current = document_.id
        const first = sent.find(x => !isChecked(form.lots[x.key] ?? emptyEntry)) ?? sent[0]
        if (first && faults.length === 0) document.getElementById(fieldId(first.key, 'good'))?.focus()
    })
    if (!form) return null

    const now = { now: new Date(clock.now()), zone }
    const dayOf = (text: string) => {
        const read = readDate(text, now)
        return read.ok ? read.value : null
    }
    const expiryOf = (text: string) => {
        const read = readDate(text, { ...now, toward: 'future' })
        return read.ok ? read.value : null
    }
    const today = dayAt(clock.now(), zone)
    const receivedOn = form.receivedOn.trim() === '' ? today : (dayOf(form.receivedOn) ?? today)
    const set = (key: string, changes: Partial<Entry>) => {
        change(old => ({ ...old, lots: { ...old.lots, [key]: { ...(old.lots[key] ?? emptyEntry), ...changes } } }))
    }
    const setExtra = (key: string, changes: Partial<Extra>) => {
        change(old => ({ ...old, extras: old.extras.map(x => (x.key === key ? { ...x, ...changes } : x)) }))
    }
    const focus = (id: string) => document.getElementById(id)?.focus()
    const next = (key: string, by: 1 | -1 = 1) => {
        const target = sent[sent.findIndex(x => x.key === key) + by]
        focus(target ? fieldId(target.key, 'good') : by > 0 && form.extras[0] ? fieldId(form.extras[0].key, 'clave') : 'guardar')
    }
    const afterGood = (x: Sent) => {
        const entry = form.lots[x.key] ?? emptyEntry
        if (entry.good === '') {
            const counted = countedOf(entry, x.pieces)
            flushSync(() => {
                set(x.key, { good: String(counted?.good ?? x.pieces) })
            })
            next(x.key)
            return
        }
        const counted = countedOf(entry, x.pieces)
        if (
            !questions.takes(fieldId(x.key, 'good'), counted?.good ?? null, questionOf(counted?.good ?? null, { sent: x.pieces }))
        )
            return
        if (counted && counted.surplus > 0) focus(fieldId(x.key, 'reason'))
        else if (counted && counted.missing > 0) focus(fieldId(x.key, 'damaged'))
        else next(x.key)
    }
    const afterDamaged = (x: Sent) => {
        const entry = form.lots[x.key] ?? emptyEntry
        const counted = countedOf(entry, x.pieces)
        if (entry.good === '' && counted) set(x.key, { good: String(counted.good) })
        if (counted && (counted.damaged > 0 || counted.surplus > 0)) focus(fieldId(x.key, 'reason'))
        else next(x.key)
    }
    /** Those that nobody has looked at: all as sent, or nothing of them. */
    const rest = (came: boolean) => {
        change(old => ({
            ...old,
            lots: {
                ...old.lots,
                ...Object.fromEntries(
                    sent
                        .filter(x => !isChecked(old.lots[x.key] ?? emptyEntry))
                        .map(x => [x.key, { ...emptyEntry, good: came ? String(x.pieces) : '0' }]),
                ),
            },
        }))
        focus('guardar')
    }
    const addExtra = (of: Partial<Extra> = {}) => {
        const added = emptyExtra(of)
        flushSync(() => {
            change(old => ({ ...old, extras: [...old.extras, added] }))
        })
        focus(fieldId(added.key, of.clave ? 'expiresOn' : 'clave'))
    }

    const save = async () => {
        const found = faultsOf(form, sent, expiryOf)
        if (form.receivedOn.trim() !== '' && dayOf(form.receivedOn) === null)
            found.push({ field: 'fecha', text: 'La fecha se escribe como 26/11/2026, 26nov, hoy o -1.' })
        document_.setFaults(found)
        if (found.length > 0) return
        const lines = linesOf(form, sent, expiryOf)
        const isNow = receivedOn === today
        const summary = summaryOf(lines)
        const isKept = await document_.record({
            title: `Recepción de ${shipment.number ?? shipment.from}`,
            summary,
            path: `/inventory/shipments/${shipment.id}/receptions/${document_.id}`,
            body: { receivedOn, receivedAt: null, lines },
            // Of another day the time is not known: it counts from the start of the day.
            ...(isNow
                ? { instantField: 'receivedAt', zone }
                : { rawAt: instantOf(receivedOn, '00:00', zone), isCorrected: true }),
            taken: takenOf(lines, receivedOn),
        })
        if (isKept) onRecorded(summary)
    }

    const onKeyDown = (event: KeyboardEvent) => {
        const act = event.altKey
            ? { KeyB: () => rest(true), KeyN: () => rest(false), KeyO: () => addExtra() }[event.code]
            : event.ctrlKey && event.key === 'Enter'
              ? () => void save()
              : undefined
        if (!act) return
        event.preventDefault()
        act()
    }
    const invalid = (id: string) => faults.some(x => x.field === id)
    const outcome = outcomeOf(form, sent, receivedOn)
    return (
        <div className="counter">
            <form
                noValidate
                onSubmit={event => {
                    event.preventDefault()
                    void save()
                }}
                onKeyDown={onKeyDown}
            >
                <Faults of={faults} />
                <Suspense fallback={null}>
                    <Scanner
                        zone={zone}
                        facility={facility}
                        pack={pack}
                        claves={claves}
                        take={box => {
                            const found = sent.find(x => x.clave === box.clave && (box.lot === null || x.lot === box.lot))
                            if (found) focus(fieldId(found.key, 'good'))
                            else addExtra({ text: box.clave, clave: box.clave, lot: box.lot ?? '' })
                        }}
                    />
                </Suspense>
                <div className="row filters">
                    <label className="field">
                        <span>Fecha de recepción</span>
                        <input
                            id="fecha"
                            className="input"
                            autoComplete="off"
                            placeholder={`ahora, ${date(today)}`}
                            value={form.receivedOn}
                            aria-invalid={invalid('fecha') || undefined}
                            onChange={event => {
                                const text = event.target.value
                                change(old => ({ ...old, receivedOn: text }))
                            }}
                            onKeyDown={event => {
                                if (event.key !== 'Enter' || event.ctrlKey) return
                                event.preventDefault()
                                focus(fieldId(sent[0]?.key ?? '', 'good'))
                            }}
                        />
                    </label>
                    <button
                        type="button"
                        className="button"
                        onClick={() => {
                            rest(true)
                        }}
                    >
                        Todo llegó bien <kbd>Alt</kbd>
                        <kbd>B</kbd>
                    </button>
                    <span className="end">
                        <DraftState savedAt={document_.savedAt} />
                    </span>
                </div>
                <progress max={sent.length} value={outcome.checked} aria-label="Lotes revisados" />
                <p className="small">
                    <b>
                        {outcome.checked} de {sent.length}
                    </b>{' '}
                    lotes revisados
                </p>
                <Scroll label="Lotes del embarque">
                    <table className="capture">
                        <thead>
                            <tr>
                                <th scope="col">Clave y lote</th>
                                <th scope="col">Caduca</th>
                                <th scope="col" className="num">
                                    Enviado
                                </th>
                                <th scope="col" className="num">
                                    Bueno
                                </th>
                                <th scope="col" className="num">
                                    Dañado
                                </th>
                                <th scope="col" className="num">
                                    Falta
                                </th>
                                <th scope="col">Motivo o aviso</th>
                            </tr>
                        </thead>
                        <tbody>
                            {sent.map(x => {
                                const entry = form.lots[x.key] ?? emptyEntry
                                const counted = countedOf(entry, x.pieces)
                                const name = `${x.clave} lote ${x.lot}`
                                const late = isExpired(x.expiresOn, receivedOn)
                                return (
                                    <tr key={x.key} className={counted ? 'checked' : undefined}>
                                        <th scope="row">
                                            {x.clave} · {x.lot}
                                            <small>{claves.describe(x.clave).description}</small>
                                        </th>
                                        <td data-label="Caduca" className={late ? 'nowrap bad strong' : 'nowrap'}>
                                            {date(x.expiresOn)}
                                        </td>
                                        <td data-label="Enviado" className="num">
                                            {pieces(x.pieces)}
                                        </td>
                                        <td data-label="Bueno">
                                            <PiecesField
                                                id={fieldId(x.key, 'good')}
                                                label={`Bueno, ${name}`}
                                                value={entry.good}
                                                placeholder={String(x.pieces)}
                                                isInvalid={invalid(fieldId(x.key, 'good'))}
                                                questions={questions}
                                                onText={good => {
                                                    set(x.key, { good })
                                                }}
                                                onEnter={() => {
                                                    afterGood(x)
                                                }}
                                                onUp={() => {
                                                    next(x.key, -1)
                                                }}
                                            />
                                        </td>
                                        <td data-label="Dañado">
                                            <PiecesField
                                                id={fieldId(x.key, 'damaged')}
                                                label={`Dañado, ${name}`}
                                                value={entry.damaged}
                                                placeholder="0"
                                                isInvalid={invalid(fieldId(x.key, 'damaged'))}
                                                onText={damaged => {
                                                    set(x.key, { damaged })
                                                }}
                                                onEnter={() => {
                                                    afterDamaged(x)
                                                }}
                                            />
                                        </td>
                                        <td data-label="Falta" className={counted?.missing ? 'num bad strong' : 'num'}>
                                            {counted ? pieces(counted.missing) : '—'}
                                        </td>
                                        <td>
                                            {counted && (counted.damaged > 0 || counted.surplus > 0 || entry.reason !== '') && (
                                                <input
                                                    id={fieldId(x.key, 'reason')}
                                                    className={invalid(fieldId(x.key, 'reason')) ? 'input invalid' : 'input'}
                                                    aria-label={`Motivo, ${name}`}
                                                    aria-invalid={invalid(fieldId(x.key, 'reason')) || undefined}
                                                    autoComplete="off"
                                                    maxLength={200}
                                                    placeholder={counted.surplus > 0 ? 'por qué llegó de más' : 'qué le pasó'}
                                                    value={entry.reason}
                                                    onChange={event => {
                                                        set(x.key, { reason: event.target.value })
                                                    }}
                                                    onKeyDown={event => {
                                                        if (event.key !== 'Enter' || event.ctrlKey) return
                                                        event.preventDefault()
                                                        next(x.key)
                                                    }}
                                                />
                                            )}
                                            {counted && <Notice of={counted} late={late} from={shipment.from} />}
                                            <button
                                                type="button"
                                                className="link small"
                                                tabIndex={-1}
                                                aria-label={`Llegó con otra caducidad u otro lote: ${name}`}
                                                onClick={() => {
                                                    addExtra({ text: x.clave, clave: x.clave, lot: x.lot })
                                                }}
                                            >
                                                otra caducidad
                                            </button>
                                        </td>
                                    </tr>
                                )
                            })}
                        </tbody>
                    </table>
                </Scroll>
                <ExtraLots
                    rows={form.extras}
                    claves={claves}
                    faults={faults}
                    change={setExtra}
                    remove={key => {
                        change(old => ({ ...old, extras: old.extras.filter(x => x.key !== key) }))
                    }}
                    done={() => focus('guardar')}
                />
                <p className="row counter-actions">
                    <button type="submit" id="guardar" className="button primary">
                        Confirmar lo revisado <kbd>Ctrl</kbd>
                        <kbd>Intro</kbd>
                    </button>
                    <button
                        type="button"
                        className="button"
                        onClick={() => {
                            addExtra()
                        }}
                    >
                        Agregar lo que no venía <kbd>Alt</kbd>
                        <kbd>O</kbd>
                    </button>
                    <Discard of={document_} />
                    <span className="small muted end">Una recepción parcial se completa después con otra.</span>
                </p>
                <Keys of={keys} />
            </form>
            <WhatWillBe of={outcome} extras={form.extras} />
        </div>
    )
}

function Notice({ of: x, late, from }: { of: { good: number; missing: number; surplus: number }; late: boolean; from: string }) {
    return (
        <>
            {late && x.good > 0 && (
                <p className="small">
                    <b>Caducado:</b> entra a cuarentena, no se puede surtir.
                </p>
            )}
            {x.missing > 0 && (
                <p className="small">
                    Faltan {pieces(x.missing)}: siguen en tránsito hasta que {from} las resuelva.
                </p>
            )}
            {x.surplus > 0 && <p className="small">Llegaron {pieces(x.surplus)} de más.</p>}
        </>
    )
}

/** What the reception will do, before it does it. */
function WhatWillBe({ of: x, extras }: { of: Outcome; extras: readonly Extra[] }) {
    const more = extras.reduce((sum, y) => {
        const counted = countedOf(y, 0)
        return sum + (counted ? counted.good + counted.damaged : 0)
    }, 0)
    return (
        <aside aria-label="Lo que pasará">
            <section className="section">
                <header>
                    <h2>Lo que pasará</h2>
                </header>
                <dl className="facts totals">
                    <dt>A existencia utilizable</dt>
                    <dd>{pieces(x.usable)}</dd>
                    <dt>A cuarentena</dt>
                    <dd className={x.quarantine > 0 ? 'warn strong' : undefined}>{pieces(x.quarantine)}</dd>
                    <dt>A dañado</dt>
                    <dd>{pieces(x.damaged)}</dd>
                    {more > 0 && (
                        <>
                            <dt>Lo que no venía en el embarque</dt>
                            <dd>{pieces(more)}</dd>
                        </>
                    )}
                    <dt>Sigue en tránsito</dt>
                    <dd className={x.missing > 0 ? 'bad strong' : undefined}>{pieces(x.missing + x.left)}</dd>
                </dl>
                {x.left > 0 && <p className="small muted">{pieces(x.left)} piezas por revisar.</p>}
            </section>
        </aside>
    )
}

const keys: readonly KeyHint[] = [
    [['Intro'], 'en Bueno vacío = lo enviado'],
    [['Mayús', 'Intro'], 'renglón anterior'],
    [['Alt', 'B'], 'el resto llegó bien'],
    [['Alt', 'N'], 'el resto no llegó'],
    [['Alt', 'O'], 'otro lote o caducidad'],
]
