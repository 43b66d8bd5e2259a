import { lazy, Suspense, useEffect, useMemo, useRef, useState, useSyncExternalStore, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { Link } from 'wouter'
import { useAddress } from '../address'
import { readDate } from '../capture/dates'
import { clavesOf as knownClaves } from '../counter/claves'
import { time } from '../format'
import { clock, corrected } from '../offline/clock'
import { usePack } from '../offline/pack'
import { unsent } from '../offline/unsent'
import { momentOf } from '../offline/zone'
import { ClaveField } from '../parts/ClaveField'
import { CountSheet } from '../parts/CountSheet'
import { Differences } from '../parts/Differences'
import { Discard } from '../parts/Discard'
import { DraftState } from '../parts/DraftState'
import { Faults } from '../parts/Faults'
import { Keys, type KeyHint } from '../parts/Keys'
import { Page } from '../parts/Page'
import { placeOf } from '../parts/Shell'
import { isUnitRole, session } from '../session/session'
import {
    bodyLinesOf,
    clavesOf,
    controlOf,
    emptyForm,
    faultsOf,
    fieldId,
    foundLot,
    isTouched,
    linesOfClave,
    summaryOf,
    takenOf,
    type Form,
    type Line,
} from '../stock/count'
import { lotsHere } from '../stock/lots'
import { useDocument } from '../stock/useDocument'

const LineWarnings = lazy(() => import('../parts/LineWarnings'))
const Scanner = lazy(() => import('../parts/Scanner'))

/** A count sheet: all that a unit has of each clave on it, with or without a network. */
export default function Count() {
    const { facility } = session.shown ?? { facility: null }
    return facility && isUnitRole(session.shown) ? (
        <Sheet key={facility} facility={facility} />
    ) : (
        <Page title="Contar">
            <p>Se cuenta con el rol de farmacia o almacén de una unidad.</p>
        </Page>
    )
}

function Sheet({ facility }: { facility: string }) {
    const { of } = useAddress()
    const { pack, isRead } = usePack(facility)
    const rows = useSyncExternalStore(unsent.watch, () => unsent.rows)
    const zone = pack?.place.timeZone ?? session.shown?.zone ?? 'America/Mexico_City'
    const claves = useMemo(() => knownClaves(pack, facility), [pack, facility, rows])
    const lots = useMemo(() => lotsHere(pack?.lots ?? [], rows, facility), [pack, rows, facility])
    const sheet = useDocument<Form>({ kind: 'count', facility, empty: emptyForm, isTouched, controlOf })
    const [text, setText] = useState('')
    const [said, setSaid] = useState('')
    const { form, faults, change } = sheet
    const wanted = of('codigo')
    const added = useRef('')
    useEffect(() => {
        if (!form || !isRead) return
        if (wanted && added.current !== wanted && !clavesOf(form).includes(wanted)) add([wanted])
        else if (added.current === '') document.getElementById('clave')?.focus()
        added.current = wanted ?? sheet.id
    }, [form === null, isRead, wanted])
    if (!form) return null

    const now = { now: new Date(clock.now()), zone }
    const dayOf = (typed: string) => {
        const read = readDate(typed, now)
        return read.ok ? read.value : null
    }
    const expiryOf = (typed: string) => {
        const read = readDate(typed, { ...now, toward: 'future' })
        return read.ok ? read.value : null
    }
    const focus = (id: string) => document.getElementById(id)?.focus()
    const setLine = (key: string, changes: Partial<Line>) => {
        change(old => ({
            ...old,
            isReviewed: false,
            beganAt: old.beganAt ?? Date.now(),
            lines: old.lines.map(x => (x.key === key ? { ...x, ...changes } : x)),
        }))
    }
    const add = (some: readonly string[]) => {
        let target = 'clave'
        flushSync(() => {
            change(old => {
                const there = new Set(old.lines.map(x => x.clave))
                const lines = some
                    .filter(x => !there.has(x))
                    .flatMap(x => {
                        const found = linesOfClave(x, lots)
                        return found.length > 0 ? found : [foundLot(x)]
                    })
                const first = lines[0] ?? old.lines.find(x => x.clave === some[0])
                if (first) target = fieldId(first, first.book === null ? 'lot' : 'counted')
                return { ...old, isReviewed: false, lines: [...old.lines, ...lines] }
            })
        })
        setText('')
        focus(target)
    }
    const addLot = (clave: string) => {
        const line = foundLot(clave)
        flushSync(() => {
            change(old => ({
                ...old,
                isReviewed: false,
                lines: old.lines.toSpliced(old.lines.findLastIndex(x => x.clave === clave) + 1, 0, line),
            }))
        })
        focus(fieldId(line, 'lot'))
    }
    const next = (key: string, by: 1 | -1) => {
        const target = form.lines[form.lines.findIndex(x => x.key === key) + by]
        focus(target ? fieldId(target, target.book === null && by > 0 ? 'lot' : 'counted') : 'clave')
    }
    const momentTyped = form.countedAt.trim() === '' ? null : momentOf(form.countedAt, zone, dayOf)

    const save = async () => {
        const found = faultsOf(form, expiryOf)
        if (momentTyped !== null && typeof momentTyped !== 'number') found.push({ field: 'contado', text: momentTyped.why })
        sheet.setFaults(found)
        if (found.length > 0 || (momentTyped !== null && typeof momentTyped !== 'number')) return
        if (!form.isReviewed) {
            flushSync(() => {
                change(old => ({ ...old, isReviewed: true }))
            })
            focus('diferencias')
            return
        }
        const rawAt = momentTyped ?? form.beganAt ?? Date.now()
        // Of a moment that was read from a wall; else the clock's error is known by now or was never found.
        const countedAt = momentTyped ?? corrected(rawAt, clock.offset)
        const summary = summaryOf(form)
        const isKept = await sheet.record({
            title: 'Conteo',
            summary,
            path: `/inventory/counts/${sheet.id}`,
            body: { facility, countedAt: new Date(countedAt).toISOString(), lines: bodyLinesOf(form, expiryOf) },
            rawAt,
            isCorrected: true,
            taken: takenOf(form, expiryOf),
        })
        if (!isKept) return
        setSaid(`Conteo guardado: ${summary}.`)
        focus('clave')
    }

    const onKeyDown = (event: KeyboardEvent) => {
        const clave = form.lines.find(x => (event.target as HTMLElement).id.includes(x.key))?.clave
        const act =
            event.altKey && event.code === 'KeyL' && clave
                ? () => addLot(clave)
                : event.ctrlKey && event.key === 'Enter'
                  ? () => void save()
                  : undefined
        if (!act) return
        event.preventDefault()
        act()
    }
    const all = [...new Set(lots.map(x => x.clave))].toSorted()
    return (
        <Page
            title="Contar"
            scope={placeOf(session.shown!)}
            lead="De cada clave de la hoja se cuenta todo lo que hay: lo que no se anota, no está."
            trail={[
                { name: placeOf(session.shown!), href: '/mi-unidad' },
                { name: 'Conteos', href: '/conteos' },
                { name: 'Contar' },
            ]}
            actions={<DraftState savedAt={sheet.savedAt} />}
        >
            <Suspense fallback={null}>
                <LineWarnings />
            </Suspense>
            <p role="status" className="small">
                {said} {said && <Link href="/conteos">Ver los conteos</Link>}
            </p>
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
                            const line = form.lines.find(x => x.clave === box.clave && (box.lot === null || x.lot === box.lot))
                            if (line) focus(fieldId(line, 'counted'))
                            else add([box.clave])
                        }}
                    />
                </Suspense>
                <div className="row filters">
                    <div className="field wide">
                        <span aria-hidden="true">Clave por contar, o lea el código</span>
                        <ClaveField
                            id="clave"
                            label="Clave por contar"
                            text={text}
                            suggest={claves.suggest}
                            read={claves.read}
                            onText={setText}
                            onChosen={clave => {
                                add([clave])
                            }}
                            onEmpty={() => focus('guardar')}
                        />
                    </div>
                    <button
                        type="button"
                        className="button"
                        disabled={all.length === 0}
                        onClick={() => {
                            add(all)
                        }}
                    >
                        Todas las claves ({all.length})
                    </button>
                    <label className="field">
                        <span>Se contó a las</span>
                        <input
                            id="contado"
                            className="input"
                            autoComplete="off"
                            placeholder={form.beganAt === null ? 'al empezar' : time(new Date(form.beganAt).toISOString())}
                            value={form.countedAt}
                            aria-invalid={faults.some(x => x.field === 'contado') || undefined}
                            onChange={event => {
                                const typed = event.target.value
                                change(old => ({ ...old, countedAt: typed }))
                            }}
                        />
                    </label>
                    <label className="check">
                        <input
                            type="checkbox"
                            checked={form.isBlind}
                            onChange={event => {
                                const isBlind = event.target.checked
                                change(old => ({ ...old, isBlind }))
                            }}
                        />
                        A ciegas: sin ver lo que dice el libro
                    </label>
                </div>
                {form.lines.length > 0 && (
                    <CountSheet
                        form={form}
                        describe={clave => claves.describe(clave).description}
                        faults={faults}
                        set={setLine}
                        next={next}
                        addLot={addLot}
                        remove={clave => {
                            change(old => ({ ...old, isReviewed: false, lines: old.lines.filter(x => x.clave !== clave) }))
                        }}
                    />
                )}
                {form.isReviewed && <Differences of={form} since={pack?.at ?? null} />}
                <p className="row counter-actions">
                    <button type="submit" id="guardar" className="button primary">
                        {form.isReviewed ? 'Registrar el conteo' : 'Ver diferencias'} <kbd>Ctrl</kbd>
                        <kbd>Intro</kbd>
                    </button>
                    <Discard of={sheet} />
                    <span className="small muted end">
                        Lo que se mueva después de empezar a contar no cambia el conteo: se descuenta aparte.
                    </span>
                </p>
                <Keys of={keys} />
            </form>
        </Page>
    )
}

const keys: readonly KeyHint[] = [
    [['Intro'], 'siguiente lote; vacío = lo del libro'],
    [['Mayús', 'Intro'], 'lote anterior'],
    [['Alt', 'L'], 'otro lote de la clave'],
]
