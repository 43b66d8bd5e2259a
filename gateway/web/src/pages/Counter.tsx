import { lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { clavesOf } from '../counter/claves'
import { fieldId, isBlank, owedOf } from '../counter/form'
import { useCapture } from '../counter/useCapture'
import { unsent } from '../offline/unsent'
import { usePack } from '../offline/pack'
import { askToKeep } from '../offline/storage'
import { Faults } from '../parts/Faults'
import { Keys, type KeyHint } from '../parts/Keys'
import { LineEditor } from '../parts/LineEditor'
import { Page } from '../parts/Page'
import { PrescriptionHead } from '../parts/PrescriptionHead'
import { placeOf } from '../parts/Shell'
import { session } from '../session/session'

// What a prescription can be begun without comes in files of its own.
const DeviceAside = lazy(() => import('../parts/DeviceAside'))
const LineWarnings = lazy(() => import('../parts/LineWarnings'))
const Scanner = lazy(() => import('../parts/Scanner'))

/** The counter: a prescription by keys and scanner, with or without a network. */
export default function Counter() {
    const { facility } = session.shown ?? { facility: null }
    return facility ? (
        <Capture key={facility} facility={facility} />
    ) : (
        <Page title="Capturar receta">
            <p>Las recetas se capturan con el rol de farmacia de una unidad.</p>
        </Page>
    )
}

function Capture({ facility }: { facility: string }) {
    const { pack } = usePack(facility)
    const rows = useSyncExternalStore(unsent.watch, () => unsent.rows)
    const zone = pack?.place.timeZone ?? session.shown?.zone ?? 'America/Mexico_City'
    const claves = useMemo(() => clavesOf(pack, facility), [pack, facility, rows])
    const capture = useCapture(facility, zone, claves)
    const [active, setActive] = useState<string | null>(null)
    useEffect(() => {
        void askToKeep()
    }, [])
    const { draft, faults, savedAt } = capture
    useEffect(() => {
        document.getElementById('folio')?.focus()
    }, [draft?.id])
    if (!draft) return null
    const { lines } = draft.form
    const written = lines.filter(x => !isBlank(x) && x.substituteFor === null)
    const short = written.filter(x => owedOf(x, lines) > 0).length
    const numbers = new Map(lines.filter(x => x.substituteFor === null).map((x, i) => [x.key, i + 1]))
    return (
        <Page
            title="Receta"
            scope={placeOf(session.shown!)}
            trail={[
                { name: placeOf(session.shown!), href: '/mi-unidad' },
                { name: 'Recetas', href: '/recetas' },
                { name: 'Capturar' },
            ]}
            actions={
                <span className="tag" role="status">
                    {savedAt ? `borrador guardado ${savedAt.toLocaleTimeString('es-MX', { hour12: false })}` : 'sin cambios'}
                </span>
            }
        >
            <Suspense fallback={null}>
                <LineWarnings />
            </Suspense>
            <div className="counter">
                <form
                    noValidate
                    onSubmit={event => {
                        event.preventDefault()
                        void capture.save()
                    }}
                    onKeyDown={capture.onKeyDown}
                    onFocus={event => {
                        setActive(event.target.closest('li.line')?.querySelector('[role=combobox]')?.id ?? null)
                    }}
                >
                    <Faults of={faults} />
                    <Suspense fallback={null}>
                        <Scanner zone={zone} facility={facility} pack={pack} claves={claves} take={capture.takeBox} />
                    </Suspense>
                    <PrescriptionHead capture={capture} />
                    <div className="line heading" aria-hidden="true">
                        <span />
                        <span>Clave o nombre, o lea el código</span>
                        <span className="num">Recetado</span>
                        <span className="num">Surtido</span>
                        <span>Si falta, por qué</span>
                        <span />
                    </div>
                    <ol className="lines">
                        {lines.map((line, i) => (
                            <LineEditor
                                key={line.key}
                                line={line}
                                number={numbers.get(line.key) ?? 0}
                                lines={lines}
                                claves={claves}
                                faults={faults}
                                questions={capture.questions}
                                isMeant={() => capture.isMeant(line)}
                                isActive={active === fieldId(line, 'clave')}
                                isLast={i === lines.length - 1}
                                change={changes => {
                                    capture.changeLine(line.key, changes)
                                }}
                                remove={() => {
                                    capture.removeLine(line.key)
                                }}
                                go={part => {
                                    capture.go(line.key, part)
                                }}
                            />
                        ))}
                    </ol>
                    <p className="row counter-actions">
                        <button type="submit" id="guardar" className="button primary">
                            Guardar y siguiente <kbd>Ctrl</kbd>
                            <kbd>Intro</kbd>
                        </button>
                        <button type="button" className="button" onClick={capture.discard}>
                            Descartar <kbd>Esc</kbd>
                        </button>
                        {capture.discarded && (
                            <button type="button" className="button" onClick={capture.restore}>
                                Recuperar lo descartado
                            </button>
                        )}
                        <span className="small muted end">
                            {written.length === 1 ? '1 renglón' : `${written.length} renglones`}
                            {short > 0 && ` · ${short} sin completar`}
                        </span>
                    </p>
                    <Keys of={keys} />
                </form>
                <Suspense fallback={<aside />}>
                    <DeviceAside
                        facility={facility}
                        pack={pack}
                        takeBack={capture.takeBack}
                        correct={capture.correct}
                        said={capture.said}
                    />
                </Suspense>
            </div>
        </Page>
    )
}

const keys: readonly KeyHint[] = [
    [['Intro'], 'siguiente campo'],
    [['Intro'], 'en Surtido vacío = lo recetado'],
    [['1', '5'], 'motivo'],
    [['Alt', 'S'], 'sustituto'],
    [['Alt', 'L'], 'lotes'],
    [['Alt', 'Z'], 'deshacer la última'],
    [['F2'], 'receta nueva'],
]
