import type { Capture } from '../counter/useCapture'
import { timeAt, dayAt } from '../offline/zone'
import { clock } from '../offline/clock'
import { date } from '../format'

/** What stands at the head of the paper; only the folio is on the way of the Enter key, the rest has its usual value. */
export function PrescriptionHead({ capture }: { capture: Capture }) {
    const { draft, faults, change, patient, setPatient, zone } = capture
    const { form } = draft!
    const now = clock.now()
    const next = (to: string) => (event: React.KeyboardEvent) => {
        if (event.key !== 'Enter' || event.ctrlKey) return
        event.preventDefault()
        document.getElementById(to)?.focus()
    }
    const invalid = (field: string) => faults.some(x => x.field === field) || undefined
    const first = capture.firstClave
    return (
        <div className="prescription-head">
            <label className="field">
                <span>Folio</span>
                <input
                    id="folio"
                    className="input large"
                    autoComplete="off"
                    maxLength={60}
                    value={form.folio}
                    aria-invalid={invalid('folio')}
                    onChange={event => {
                        change({ folio: event.target.value })
                    }}
                    onKeyDown={next(first)}
                />
            </label>
            <label className="field">
                <span>Fecha de la receta</span>
                <input
                    id="fecha"
                    className="input large"
                    autoComplete="off"
                    placeholder={date(dayAt(now, zone))}
                    value={form.prescribedOn}
                    aria-invalid={invalid('fecha')}
                    onChange={event => {
                        change({ prescribedOn: event.target.value })
                    }}
                    onKeyDown={next('presentada')}
                />
            </label>
            <label className="field">
                <span>Presentada</span>
                <input
                    id="presentada"
                    className="input large"
                    autoComplete="off"
                    placeholder={timeAt(now, zone)}
                    value={form.presented}
                    aria-invalid={invalid('presentada')}
                    onChange={event => {
                        change({ presented: event.target.value })
                    }}
                    onKeyDown={next('servicio')}
                />
            </label>
            <label className="field">
                <span>Servicio</span>
                <input
                    id="servicio"
                    className="input large"
                    maxLength={200}
                    value={form.service}
                    aria-invalid={invalid('servicio')}
                    onChange={event => {
                        change({ service: event.target.value })
                    }}
                    onKeyDown={next('paciente')}
                />
            </label>
            <label className="field">
                <span>
                    Paciente <i>(opcional)</i>
                </span>
                <input
                    id="paciente"
                    className="input large"
                    type="password"
                    autoComplete="new-password"
                    disabled={!isSecureContext}
                    placeholder={isSecureContext ? undefined : 'requiere https'}
                    value={patient}
                    onChange={event => {
                        setPatient(event.target.value)
                    }}
                    onKeyDown={next(first)}
                />
            </label>
        </div>
    )
}
