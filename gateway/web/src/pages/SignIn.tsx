import { useEffect, useState, type FormEvent } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { ownPath } from '../address'
import { homeOf } from '../parts/sections'
import { Page } from '../parts/Page'
import { session, type Chosen, type Config } from '../session/session'
import { states } from '../states'
import { es, roleNames } from '../texts/es'

/** By the authority; where the program was started for development, with one click. */
export default function SignIn() {
    const [config, setConfig] = useState<Config | null>(null)
    const [why, setWhy] = useState<string | null>(null)
    const [query] = useSearchParams()
    const [, go] = useLocation()
    const back = ownPath(query.get('volver'))
    useEffect(() => {
        session
            .settings()
            .then(setConfig)
            .catch(() => {
                setWhy('El servidor no contesta.')
            })
    }, [])

    const choose = (chosen: Chosen) => {
        session
            .choose(chosen)
            .then(() => {
                go(back ?? homeOf(session.shown))
            })
            .catch((fault: unknown) => {
                setWhy(fault instanceof Error ? fault.message : String(fault))
            })
    }

    return (
        <Page title="Entrar" scope={es.product} trail={[]}>
            {why && (
                <p className="notice bad" role="alert">
                    {why}
                </p>
            )}
            {!config && !why && (
                <p role="status" className="late muted">
                    {es.loading}
                </p>
            )}
            {config?.authority && (
                <p>
                    <button
                        type="button"
                        className="button primary"
                        onClick={() => {
                            void session.signIn(back)
                        }}
                    >
                        Entrar con mi cuenta
                    </button>
                </p>
            )}
            {config?.devTokens && <OneClick choose={choose} />}
        </Page>
    )
}

const national = ['dashboard', 'central', 'auditor', 'operator']

function OneClick({ choose }: { choose: (chosen: Chosen) => void }) {
    const [state, setState] = useState('13')
    const [facility, setFacility] = useState('')
    const place = (event: FormEvent) => {
        event.preventDefault()
    }
    const name = (role: string) => roleNames[role] ?? role
    return (
        <form onSubmit={place}>
            <p className="notice">
                <span>
                    Este programa se inició para desarrollo: <b>cualquiera en este equipo puede tener cualquier rol</b>, sin
                    contraseña.
                </span>
            </p>
            <h2 className="gap">De la nación</h2>
            <div className="choices">
                {national.map(role => (
                    <button
                        key={role}
                        type="button"
                        className="button"
                        onClick={() => {
                            choose({ role, name: name(role) })
                        }}
                    >
                        {name(role)}
                    </button>
                ))}
            </div>
            <h2 className="gap">De una entidad o una unidad</h2>
            <div className="choices">
                <label className="field">
                    <span>Entidad</span>
                    <select
                        className="input"
                        value={state}
                        onChange={event => {
                            setState(event.target.value)
                        }}
                    >
                        {states.map(x => (
                            <option key={x.code} value={x.code}>
                                {x.name}
                            </option>
                        ))}
                    </select>
                </label>
                <label className="field">
                    <span>
                        CLUES <i>para farmacia y almacén</i>
                    </span>
                    <input
                        className="input"
                        value={facility}
                        autoComplete="off"
                        spellCheck={false}
                        onChange={event => {
                            setFacility(event.target.value.trim().toUpperCase())
                        }}
                    />
                </label>
            </div>
            <div className="choices gap">
                <button
                    type="button"
                    className="button"
                    onClick={() => {
                        choose({ role: 'state', state, name: name('state') })
                    }}
                >
                    {name('state')}
                </button>
                {['pharmacy', 'warehouse'].map(role => (
                    <button
                        key={role}
                        type="button"
                        className="button"
                        disabled={facility === ''}
                        onClick={() => {
                            choose({ role, facility, name: name(role) })
                        }}
                    >
                        {name(role)}
                    </button>
                ))}
            </div>
        </form>
    )
}
