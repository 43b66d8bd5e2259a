import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { pieces } from '../format'
import { momentOf } from '../offline/zone'
import { ChangeForm } from '../parts/ChangeForm'
import { DraftState } from '../parts/DraftState'
import { Page } from '../parts/Page'
import { placeOf } from '../parts/Shell'
import { isUnitRole, session } from '../session/session'
import { adjustmentLines, faultsOf, isBlank, summaryOf, takenOf } from '../stock/changes'
import { useChanges } from '../stock/useChanges'

// Shown when something is wrong with the line or the clock.
const LineWarnings = lazy(() => import('../parts/LineWarnings'))

/** Pieces of a lot that are gone or turned up, each with why, with or without a network. */
export default function Adjustment() {
    const { facility } = session.shown ?? { facility: null }
    return facility && isUnitRole(session.shown) ? (
        <Adjust key={facility} facility={facility} />
    ) : (
        <Page title="Ajustar">
            <p>Se ajusta con el rol de farmacia o almacén de una unidad.</p>
        </Page>
    )
}

function Adjust({ facility }: { facility: string }) {
    const of = useChanges('adjustment', facility)
    const [said, setSaid] = useState('')
    const { form, document: adjustment } = of
    if (!form) return null
    const settings = { lots: of.lots, expiry: of.expiryOf, isMove: false }
    const lines = adjustmentLines(form, settings)
    const sum = (some: typeof lines) => some.reduce((all, x) => all + Math.abs(x.quantity), 0)
    const [gone, found] = [sum(lines.filter(x => x.quantity < 0)), sum(lines.filter(x => x.quantity > 0))]

    const save = async () => {
        const faults = faultsOf(form, settings)
        const moment = form.happened.trim() === '' ? null : momentOf(form.happened, of.zone, of.dayOf)
        if (moment !== null && typeof moment !== 'number') faults.push({ field: 'ocurrio', text: moment.why })
        adjustment.setFaults(faults)
        if (faults.length > 0 || (moment !== null && typeof moment !== 'number')) return
        for (const x of form.lines.filter(y => !isBlank(y))) if (!of.afterQuantity(x)) return
        const summary = summaryOf(lines)
        const isKept = await adjustment.record({
            title: 'Ajuste',
            summary,
            path: `/inventory/adjustments/${adjustment.id}`,
            body: { facility, lines, occurredAt: moment === null ? null : new Date(moment).toISOString() },
            ...(moment === null ? { instantField: 'occurredAt' as const } : { rawAt: moment, isCorrected: true }),
            taken: takenOf(lines),
        })
        if (isKept) setSaid(`Ajuste guardado: ${summary}.`)
    }

    return (
        <Page
            title="Ajustar existencias"
            scope={placeOf(session.shown!)}
            lead="Piezas que se rompieron, caducaron, se perdieron o aparecieron."
            trail={[
                { name: placeOf(session.shown!), href: '/mi-unidad' },
                { name: 'Ajustes', href: '/ajustes' },
                { name: 'Ajustar' },
            ]}
            actions={<DraftState savedAt={adjustment.savedAt} />}
        >
            <Suspense fallback={null}>
                <LineWarnings />
            </Suspense>
            <p role="status" className="small">
                {said} {said && <Link href="/ajustes">Ver los ajustes</Link>}
            </p>
            <ChangeForm
                of={of}
                faults={adjustment.faults}
                locations={null}
                label="Registrar el ajuste"
                save={save}
                effect={`Salen ${pieces(gone)} y entran ${pieces(found)} piezas.`}
                head={
                    <div className="row filters">
                        <label className="field">
                            <span>
                                Cuándo pasó <i>(opcional)</i>
                            </span>
                            <input
                                id="ocurrio"
                                className="input"
                                autoComplete="off"
                                placeholder="ahora; ayer 11:05"
                                value={form.happened}
                                aria-invalid={adjustment.faults.some(x => x.field === 'ocurrio') || undefined}
                                onChange={event => {
                                    const happened = event.target.value
                                    adjustment.change(old => ({ ...old, happened }))
                                }}
                            />
                        </label>
                    </div>
                }
            />
        </Page>
    )
}
