import { lazy, Suspense, useEffect, type KeyboardEvent } from 'react'
import { Link } from 'wouter'
import { address } from '../api/client'
import type { LineToSend, Page as PageOf, ShipmentItem } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { Answer } from '../parts/Answer'
import { Csv } from '../parts/Csv'
import { Faults } from '../parts/Faults'
import { useItemNames, usePlaceNames } from '../parts/names'
import { Page } from '../parts/Page'
import { Paging } from '../parts/Paging'
import { scarce, ScarceItems } from '../parts/ScarceItems'
import { placeOf } from '../parts/Shell'
import { session } from '../session/session'
import { atHand, proposals, type FreeLot } from '../warehouse/pick'
import { useFreeLots } from '../warehouse/useFreeLots'
import { useSplit } from '../warehouse/useSplit'
import { keyOf, piecesField, useBasket, usePreparation } from '../warehouse/usePreparation'

// They are there once there are lines, and once one was chosen.
const LinesToSend = lazy(() => import('../parts/LinesToSend'))
const PreparedShipments = lazy(() => import('../parts/PreparedShipments'))
const ShipmentsMade = lazy(() => import('../parts/ShipmentsMade'))

const pageRows = 50

/** From what waits to be sent to shipments with their lots, several at once. */
export default function PrepareShipments() {
    const facility = session.shown?.facility ?? null
    const trail = [
        { name: placeOf(session.shown!), href: facility ? '/almacen' : '/' },
        { name: 'Embarques', href: '/embarques' },
        { name: 'Preparar' },
    ]
    if (facility === null)
        return (
            <Page title="Preparar embarques" scope={placeOf(session.shown!)} trail={trail}>
                <p>Los embarques los prepara el almacén o la unidad que los envía.</p>
            </Page>
        )
    return <Prepare from={facility} trail={trail} />
}

function Prepare({ from, trail }: { from: string; trail: { name: string; href?: string }[] }) {
    const { of, change } = useAddress()
    const destination = of('codigo')
    const query = { sort: 'priority', source: from, destination }
    const read = useRead<PageOf<LineToSend>>('/orders/supply-orders/lines', { ...query, after: of('despues'), limit: pageRows })
    const held = useRead<PageOf<ShipmentItem>>('/inventory/shipments', { from, status: 'held', limit: 200 })
    const rows = read.data?.items ?? []
    const basket = useBasket(from)
    const lines = [...rows, ...basket[0].chosen.map(x => x.line)]
    const { free, isRingFenced } = useFreeLots(
        from,
        lines.map(x => x.clave),
    )
    const lots = free.data ?? new Map<string, FreeLot[]>()
    const preparation = usePreparation(from, basket, lots, isRingFenced)
    const { chosen, shipments, picks, faults, made, sent, isSending } = preparation
    const placeName = usePlaceNames(lines.map(x => x.destination))
    const itemName = useItemNames(rows.map(x => x.clave))
    const onHand = (clave: string) => (lots.has(clave) ? atHand(lots.get(clave)!, isRingFenced) : null)
    const split = useSplit(
        from,
        rows.map(x => x.clave),
    )
    // Of a clave of which more has come than the orders have heard of, the share is too small.
    const known = (split.data ?? []).filter(x => x.atHand >= (onHand(x.clave) ?? 0))
    const shares = new Map(known.flatMap(x => x.lines.map(line => [keyOf(line), line] as const)))
    const taken = (clave: string) =>
        chosen.flatMap(x => (x.line.clave === clave ? (picks.get(x.key) ?? []) : [])).reduce((sum, x) => sum + x.pieces, 0)
    const proposed = proposals(
        rows.map(x => ({ ...x, key: keyOf(x) })).filter(x => !chosen.some(y => y.key === x.key)),
        clave => (onHand(clave) ?? 0) - taken(clave),
        new Map([...shares].map(([key, x]) => [key, x.proposed])),
    )
    const isReady = rows.length > 0 && free.data !== undefined && !split.isLoading
    // Where the lines are there at once, the page gives the focus to its title after them.
    useEffect(() => {
        if (isReady) document.getElementById(piecesField(keyOf(rows[0]!)))?.focus()
        // eslint-disable-next-line react-hooks/exhaustive-deps
    }, [isReady])
    const send = (hold: boolean) => {
        void preparation.send(hold)
    }
    const onKey = (event: KeyboardEvent) => {
        if (event.key === 'Enter' && event.ctrlKey) {
            event.preventDefault()
            send(false)
        } else if (event.altKey && event.code === 'KeyR') {
            event.preventDefault()
            send(true)
        }
    }
    return (
        <Page
            title="Preparar embarques"
            scope={placeOf(session.shown!)}
            lead="Renglones de órdenes aprobadas, primero para quien menos tiene."
            trail={trail}
            actions={
                <>
                    <label className="field">
                        <span>Destino</span>
                        <select
                            className="input"
                            value={destination ?? ''}
                            onChange={event => {
                                change({ codigo: event.target.value || null, despues: null })
                            }}
                        >
                            <option value="">Todos</option>
                            {[...new Set([...rows.map(x => x.destination), ...(destination ? [destination] : [])])]
                                .toSorted()
                                .map(x => (
                                    <option key={x} value={x}>
                                        {placeName(x)}
                                    </option>
                                ))}
                        </select>
                    </label>
                    <Csv href={address('/orders/supply-orders/lines', query)} name="por-enviar.csv" />
                </>
            }
        >
            <div className="prepare" onKeyDown={onKey}>
                <div>
                    <Faults of={faults} />
                    {made.length > 0 && (
                        <Suspense fallback={null}>
                            <ShipmentsMade of={made} placeName={placeName} takesFocus={faults.length === 0} />
                        </Suspense>
                    )}
                    <Answer of={read}>
                        {x =>
                            x.items.length === 0 ? (
                                <p className="muted">
                                    Nada por enviar{destination ? ` a ${placeName(destination)}` : ''}.{' '}
                                    <Link href="/embarques">Ver embarques</Link>
                                </p>
                            ) : (
                                <>
                                    <Suspense fallback={null}>
                                        <LinesToSend
                                            rows={x.items}
                                            isReady={isReady}
                                            chosen={chosen}
                                            isSent={line => sent.get(keyOf(line)) === line.inTransit}
                                            heldOf={order => held.data?.items.find(y => y.supplyOrder === order)?.number ?? null}
                                            onHand={onHand}
                                            proposed={key => (isReady ? (proposed.get(key) ?? 0) : null)}
                                            placeName={placeName}
                                            itemName={itemName}
                                            choose={preparation.choose}
                                            leaveOut={preparation.leaveOut}
                                        />
                                    </Suspense>
                                    <Paging
                                        next={x.next}
                                        note="Empates: vital antes que esencial, rural antes que urbano, lo más viejo primero."
                                    />
                                    <p className="keys no-phone">
                                        <span>
                                            <kbd>Intro</kbd> al embarque y al siguiente
                                        </span>
                                        <span>
                                            <kbd>Espacio</kbd> pone o quita
                                        </span>
                                        <span>
                                            <kbd>↑</kbd>
                                            <kbd>↓</kbd> renglón
                                        </span>
                                        <span>
                                            <kbd>Esc</kbd> lo propuesto
                                        </span>
                                    </p>
                                </>
                            )
                        }
                    </Answer>
                </div>
                <aside aria-label="Embarques por salir">
                    {shipments.length === 0 ? (
                        <p className="muted">Ningún renglón elegido todavía.</p>
                    ) : (
                        <>
                            <Suspense fallback={null}>
                                <PreparedShipments
                                    shipments={shipments}
                                    picks={picks}
                                    free={lots}
                                    isRingFenced={isRingFenced}
                                    placeName={placeName}
                                    monthsAfter={key => shares.get(key)?.monthsAfter ?? null}
                                    leaveOut={preparation.leaveOut}
                                    ofSource={preparation.ofSource}
                                />
                            </Suspense>
                            <p className="row">
                                <button
                                    type="button"
                                    className="button primary"
                                    disabled={isSending}
                                    onClick={() => {
                                        send(false)
                                    }}
                                >
                                    {shipments.length === 1 ? 'Enviar ahora' : `Enviar los ${shipments.length} embarques`}{' '}
                                    <kbd>Ctrl</kbd>
                                    <kbd>Intro</kbd>
                                </button>
                                <button
                                    type="button"
                                    className="button"
                                    disabled={isSending}
                                    onClick={() => {
                                        send(true)
                                    }}
                                >
                                    Retener <kbd>Alt</kbd>
                                    <kbd>R</kbd>
                                </button>
                            </p>
                            <p className="smallest muted">
                                Enviar los saca de la existencia y los pone en tránsito. Retener aparta sus lotes hasta que se
                                envíe o se cancele.
                            </p>
                        </>
                    )}
                    <ScarceItems of={scarce(rows, split.data, onHand)} itemName={itemName} />
                </aside>
            </div>
        </Page>
    )
}
