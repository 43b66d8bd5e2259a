import { useCallback, useEffect, useMemo } from 'react'
import type { AwardItem } from '../api/models'
import { pieces } from '../format'
import { orderClaves } from '../orders/claves'
import { fieldId, quantityOf, writtenOf, type Form } from '../orders/form'
import { useOrderForm, type OrderForm } from '../orders/useOrderForm'
import { useAwards, useBuyer, useCatalogue, useFacility, useHasCpm, useWarehouses } from '../orders/useSources'
import { Fault } from '../parts/Answer'
import { Faults } from '../parts/Faults'
import { OrderHead } from '../parts/OrderHead'
import { OrderLineEditor, type Place } from '../parts/OrderLineEditor'
import { Page } from '../parts/Page'
import { homeOf } from '../parts/sections'
import { placeOf } from '../parts/Shell'
import { session } from '../session/session'
import { lines as linesWord, piecesWord } from '../texts/es'

/** An order to a supplier, against awards, or to a warehouse; somebody else approves it. */
export default function NewOrder() {
    const mayIssue = ['state', 'central'].includes(session.shown?.role ?? '')
    return (
        <Page
            title="Emitir orden"
            scope={placeOf(session.shown!)}
            trail={[
                { name: placeOf(session.shown!), href: homeOf(session.shown) },
                { name: 'Órdenes', href: '/ordenes' },
                { name: 'Emitir' },
            ]}
        >
            {mayIssue ? <Write /> : <p>Las órdenes las emite la coordinación de la entidad o Abasto central.</p>}
        </Page>
    )
}

function Write() {
    const order = useOrderForm()
    const { draft, savedAt } = order
    useEffect(() => {
        document.getElementById('destino')?.focus()
    }, [draft?.id])
    if (!draft) return null
    return (
        <form
            noValidate
            onSubmit={event => {
                event.preventDefault()
                void order.save()
            }}
            onKeyDown={order.onKeyDown}
        >
            <p>
                <span className="tag" role="status">
                    {savedAt ? `borrador guardado ${savedAt.toLocaleTimeString('es-MX', { hour12: false })}` : 'sin cambios'}
                </span>
            </p>
            <Faults of={order.faults} />
            <Fields order={order} form={draft.form} />
        </form>
    )
}

function Fields({ order, form }: { order: OrderForm; form: Form }) {
    const { change, changeLine, faults } = order
    const destination = useFacility(form.destination)
    const buyer = useBuyer(destination)
    const awards = useAwards(buyer)
    const catalogue = useCatalogue(form.destination)
    const hasCpm = useHasCpm()
    const warehouses = useWarehouses(destination?.state)
    const suppliers = useMemo(
        () => [...Map.groupBy(awards.data ?? [], x => x.supplier)].toSorted(([a], [b]) => a.localeCompare(b)),
        [awards.data],
    )
    const bySupplier = form.kind === 'supplier'
    const ofSource = useMemo(
        () => (bySupplier ? (suppliers.find(([name]) => name === form.source)?.[1] ?? []) : null),
        [bySupplier, suppliers, form.source],
    )
    const claves = useMemo(() => orderClaves(catalogue.data, ofSource), [catalogue.data, ofSource])
    const place: Place | null =
        !hasCpm || !destination
            ? null
            : destination.kind.endsWith('Warehouse')
              ? { level: 'state', code: destination.state }
              : { level: 'facility', code: destination.code }

    // The award that fits a line is chosen for it: of several the first to end that has enough left, else the one with most.
    useEffect(() => {
        if (!ofSource) return
        for (const line of form.lines) {
            const some = line.clave === null ? [] : ofSource.filter(x => x.clave === line.clave)
            if (!some.some(x => x.id === line.award) && (some.length > 0 || line.award !== ''))
                changeLine(line.key, { award: best(some)?.id ?? '' })
        }
    }, [ofSource, form.lines, changeLine])
    const { monthly } = order
    const tellMonthly = useCallback(
        (clave: string, count: number | null) => {
            monthly.set(clave, count)
        },
        [monthly],
    )
    return (
        <>
            {bySupplier && form.destination !== null && destination && buyer === null && (
                <p className="notice warn">No se conoce todavía quién compra para {destination.code}: publique su comprador.</p>
            )}
            {awards.error && <Fault why={awards.error} />}
            <OrderHead
                form={form}
                faults={faults}
                destination={destination}
                suppliers={suppliers}
                warehouses={warehouses}
                change={change}
                goOn={() => {
                    document.getElementById(fieldId(form.lines[0]!, 'clave'))?.focus()
                }}
            />
            <div className="line order-line heading" aria-hidden="true">
                <span />
                <span>Clave o nombre</span>
                <span className="num">Piezas</span>
                <span>{bySupplier && 'De la adjudicación'}</span>
                <span>En el destino</span>
                <span />
            </div>
            <ol className="lines">
                {form.lines.map((line, i) => (
                    <OrderLineEditor
                        key={line.key}
                        line={line}
                        number={i + 1}
                        claves={claves}
                        awards={ofSource && ofSource.filter(x => x.clave === line.clave)}
                        place={place}
                        faults={faults}
                        isOnly={form.lines.length === 1}
                        tellMonthly={tellMonthly}
                        change={changes => {
                            changeLine(line.key, changes)
                        }}
                        remove={() => {
                            order.removeLine(line.key)
                        }}
                        go={part => {
                            order.goTo(line.key, part)
                        }}
                        afterQuantity={() => {
                            order.afterQuantity(line)
                        }}
                    />
                ))}
            </ol>
            <Effect form={form} />
            <p className="row counter-actions">
                <button type="submit" id="emitir" className="button primary" disabled={order.isBusy}>
                    Emitir orden <kbd>Ctrl</kbd>
                    <kbd>Intro</kbd>
                </button>
                <button type="button" className="button" onClick={order.discard}>
                    Descartar
                </button>
            </p>
        </>
    )
}

const best = (some: readonly AwardItem[]) => some.find(x => x.left > 0) ?? some[0]

/** What the button will do. */
function Effect({ form }: { form: Form }) {
    const lines = writtenOf(form).filter(x => x.clave !== null)
    const sum = lines.reduce((total, x) => total + (quantityOf(x) ?? 0), 0)
    if (lines.length === 0 || form.source === '' || form.destination === null) return null
    return (
        <p className="notice" role="status">
            <span>
                Emite una orden de <b>{pieces(lines.length)}</b> {linesWord(lines.length)} y <b>{pieces(sum)}</b>{' '}
                {piecesWord(sum)} a {form.source} para {form.destination}
                {form.emergency && ', de emergencia'}. {form.kind === 'supplier' && 'Aparta esas piezas de sus adjudicaciones. '}
                Se surte cuando la apruebe otra persona.
            </span>
        </p>
    )
}
