import { lazy, Suspense, useEffect, useMemo } from 'react'
import { Link } from 'wouter'
import type { Receipt } from '../api/models'
import { clavesOf } from '../counter/claves'
import { pieces } from '../format'
import { usePack } from '../offline/pack'
import { DraftState } from '../parts/DraftState'
import { Faults } from '../parts/Faults'
import { Keys, type KeyHint } from '../parts/Keys'
import { Page } from '../parts/Page'
import { ReceiptHead } from '../parts/ReceiptHead'
import { ReceiptLines } from '../parts/ReceiptLines'
import { placeOf } from '../parts/Shell'
import { session } from '../session/session'
import { isBlank } from '../warehouse/receipt'
import { useReceipt } from '../warehouse/useReceipt'

// Its table of GS1 is large: it comes once the form stands.
const Scanner = lazy(() => import('../parts/Scanner'))

/** A supplier's goods are taken in, against their order where there is one. */
export default function NewReceipt() {
    const { facility, role } = session.shown ?? { facility: null, role: '' }
    return facility && ['warehouse', 'pharmacy'].includes(role) ? (
        <Entry key={facility} facility={facility} />
    ) : (
        <Page title="Recibir de proveedor" scope={placeOf(session.shown!)}>
            <p>Lo de un proveedor lo recibe el almacén o la unidad a la que llega.</p>
        </Page>
    )
}

const keys: readonly KeyHint[] = [
    [['Intro'], 'siguiente campo'],
    [['Alt', 'L'], 'otro lote de la clave'],
    [['Ctrl', 'Intro'], 'guardar'],
]

function Entry({ facility }: { facility: string }) {
    const { pack } = usePack(facility)
    const zone = pack?.place.timeZone ?? session.shown?.zone ?? 'America/Mexico_City'
    const claves = useMemo(() => clavesOf(pack, facility), [pack, facility])
    const entry = useReceipt(facility, zone)
    const { draft, order, made } = entry
    useEffect(() => {
        document.getElementById(made ? 'hecha' : 'orden')?.focus()
    }, [draft?.id, made])
    if (!draft) return null
    const written = draft.form.lines.filter(x => !isBlank(x))
    return (
        <Page
            title="Recibir de proveedor"
            scope={placeOf(session.shown!)}
            lead={
                order
                    ? `${order.number ?? 'La orden'}, de ${order.source.id}: faltan por llegar ${pieces(order.lines.reduce((sum, x) => sum + x.toCome, 0))} piezas.`
                    : 'Con el número de la orden se llenan proveedor y claves.'
            }
            trail={[
                { name: placeOf(session.shown!), href: session.shown?.role === 'warehouse' ? '/almacen' : '/mi-unidad' },
                { name: 'Entradas', href: '/entradas' },
                { name: 'Recibir' },
            ]}
            actions={<DraftState savedAt={entry.savedAt} />}
        >
            {made && <Made of={made} />}
            <form
                noValidate
                onSubmit={event => {
                    event.preventDefault()
                    void entry.save()
                }}
                onKeyDown={entry.onKeyDown}
            >
                <Faults of={entry.faults} />
                <Suspense fallback={null}>
                    <Scanner zone={zone} facility={facility} pack={pack} claves={claves} take={entry.takeBox} />
                </Suspense>
                <ReceiptHead entry={entry} />
                <ReceiptLines entry={entry} claves={claves} />
                <p className="row counter-actions">
                    <button type="submit" id="guardar" className="button primary">
                        Guardar entrada <kbd>Ctrl</kbd>
                        <kbd>Intro</kbd>
                    </button>
                    <button
                        type="button"
                        className="button"
                        onClick={() => {
                            void entry.discard()
                        }}
                    >
                        Descartar
                    </button>
                    <span className="small muted end">
                        {written.length === 1 ? '1 lote' : `${written.length} lotes`} entran a la existencia de {facility}; lo
                        caducado o retirado, a cuarentena.
                    </span>
                </p>
                <Keys of={keys} />
            </form>
        </Page>
    )
}

function Made({ of: x }: { of: Receipt }) {
    const apart = x.lines.filter(line => line.notice !== null)
    return (
        <div id="hecha" className={apart.length > 0 ? 'notice warn' : 'notice good'} role="status" tabIndex={-1}>
            <div>
                <p>
                    <Link href={`/entradas/${x.id}`}>{x.number ?? 'La entrada'}</Link> guardada:{' '}
                    {pieces(x.lines.reduce((sum, line) => sum + line.quantity, 0))} piezas.
                </p>
                {apart.length > 0 && (
                    <ul>
                        {apart.map(line => (
                            <li key={line.line}>
                                {line.clave} lote {line.lot}: {line.notice}
                            </li>
                        ))}
                    </ul>
                )}
            </div>
        </div>
    )
}
