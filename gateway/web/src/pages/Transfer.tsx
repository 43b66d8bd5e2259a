import { useState } from 'react'
import { useLocation } from 'wouter'
import { Problem, put } from '../api/client'
import { piecesOf } from '../capture/quantity'
import { pieces } from '../format'
import { refreshPackAgain } from '../offline/pack'
import { ChangeForm } from '../parts/ChangeForm'
import { Page } from '../parts/Page'
import { placeOf } from '../parts/Shell'
import { isUnitRole, session } from '../session/session'
import { controlOf, faultsOf, isBlank, moveLines } from '../stock/changes'
import { useChanges } from '../stock/useChanges'

/** Pieces of a lot to another place or condition within the unit. Needs the network: it moves what is there now. */
export default function Transfer() {
    const { facility } = session.shown ?? { facility: null }
    return facility && isUnitRole(session.shown) ? (
        <Move key={facility} facility={facility} />
    ) : (
        <Page title="Mover">
            <p>Se mueve con el rol de farmacia o almacén de una unidad.</p>
        </Page>
    )
}

function Move({ facility }: { facility: string }) {
    const of = useChanges('transfer', facility)
    const [isBusy, setBusy] = useState(false)
    const [, go] = useLocation()
    const { form, document: move } = of
    if (!form) return null
    const written = form.lines.filter(x => !isBlank(x))

    const save = async () => {
        const faults = faultsOf(form, { lots: of.lots, expiry: of.expiryOf, isMove: true })
        move.setFaults(faults)
        if (faults.length > 0 || isBusy) return
        for (const x of written) if (!of.afterQuantity(x)) return
        setBusy(true)
        try {
            await put('PUT', `/inventory/transfers/${move.id}`, { facility, lines: moveLines(form, of.lots) })
            void move.finish()
            void refreshPackAgain(facility).catch(() => {})
            go(`/movimientos-internos/${move.id}`)
        } catch (why) {
            const [field, text] = why instanceof Problem ? [why.field, why.detail] : [null, String(why)]
            move.setFaults([{ field: controlOf(field, form) ?? 'guardar', text }])
        } finally {
            setBusy(false)
        }
    }

    return (
        <Page
            title="Mover dentro de la unidad"
            scope={placeOf(session.shown!)}
            lead="A otra área o a cuarentena; cambia dónde o cómo están las piezas, no cuántas hay."
            trail={[
                { name: placeOf(session.shown!), href: '/mi-unidad' },
                { name: 'Movimientos internos', href: '/movimientos-internos' },
                { name: 'Mover' },
            ]}
        >
            <ChangeForm
                of={of}
                faults={move.faults}
                locations={of.pack?.locations ?? []}
                label="Mover"
                save={save}
                effect={`Se mueven ${pieces(written.reduce((sum, x) => sum + (piecesOf(x.quantity) ?? 0), 0))} piezas.`}
            />
        </Page>
    )
}
