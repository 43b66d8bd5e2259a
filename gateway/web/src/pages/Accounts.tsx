import { useState, type FormEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { address, Problem, put } from '../api/client'
import type { Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { pieces, time } from '../format'
import { Answer } from '../parts/Answer'
import { Page } from '../parts/Page'
import { stateName, states } from '../states'
import { es, roleNames } from '../texts/es'
import { Scroll } from '../parts/Scroll'
import { Paging } from '../parts/Paging'

interface AccountRole {
    role: string
    state: string | null
    stateName: string | null
    facility: string | null
}
interface Account {
    id: string
    userName: string
    name: string
    administrator: boolean
    roles: AccountRole[]
    isLocked: boolean
    lockedAt: string | null
    pausedUntil: string | null
    failures: number
    hasPassword: boolean
    hasSecondFactor: boolean
    needsSecondFactor: boolean
    openSessions: number
    createdAt: string
    lastSignInAt: string | null
    version: number
}

const placeOf = (x: AccountRole) => x.facility ?? (x.state ? (x.stateName ?? stateName(x.state)) : es.nation)

/** Accounts of the embedded program; those of a foreign authority are kept there. */
export default function Accounts() {
    const { of, change, withChanged } = useAddress()
    const [text, setText] = useState(of('quien') ?? '')
    const read = useRead<PageOf<Account>>('/accounts', { text: of('quien'), after: of('despues'), limit: 50 })
    const chosen = of('documento')
    const [made, setMade] = useState<string | null>(null)
    const search = (event: FormEvent) => {
        event.preventDefault()
        change({ quien: text.trim() || null, despues: null, documento: null })
    }
    return (
        <Page
            title="Cuentas"
            lead="Quién puede entrar, con qué roles y para qué lugares"
            trail={[{ name: 'Operación', href: '/operacion' }, { name: 'Cuentas' }]}
            actions={
                <Link className="button primary" href={withChanged({ documento: 'nueva' })}>
                    Nueva cuenta
                </Link>
            }
        >
            <form className="row" role="search" onSubmit={search}>
                <label className="field">
                    <span>Usuario o nombre</span>
                    <input
                        className="input"
                        type="search"
                        value={text}
                        onChange={event => {
                            setText(event.target.value)
                        }}
                    />
                </label>
                <button type="submit" className="button">
                    Buscar
                </button>
            </form>
            <Answer of={read}>
                {x => (
                    <div className={chosen ? 'beside gap' : 'gap'}>
                        <Scroll label="Cuentas">
                            <table>
                                <caption>{pieces(x.items.length)} cuentas</caption>
                                <thead>
                                    <tr>
                                        <th scope="col">Persona</th>
                                        <th scope="col">Roles y lugares</th>
                                        <th scope="col">Estado</th>
                                        <th scope="col">Última entrada</th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {x.items.map(one => (
                                        <tr key={one.id} className={one.id === chosen ? 'selected' : undefined}>
                                            <th scope="row">
                                                <Link href={withChanged({ documento: one.id })}>{one.name}</Link>
                                                <small>{one.userName}</small>
                                            </th>
                                            <td>
                                                {one.roles.map(r => `${roleNames[r.role] ?? r.role} · ${placeOf(r)}`).join(', ')}
                                                {one.administrator && <small>administra cuentas</small>}
                                            </td>
                                            <td>
                                                <AccountState of={one} />
                                            </td>
                                            <td>{one.lastSignInAt ? time(one.lastSignInAt) : 'nunca'}</td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                            <Paging next={x.next} />
                        </Scroll>
                        {chosen === 'nueva' ? (
                            <Form
                                of={null}
                                close={withChanged({ documento: null })}
                                made={id => {
                                    setMade(id)
                                    change({ documento: id })
                                }}
                            />
                        ) : (
                            chosen && (
                                <Known
                                    key={chosen}
                                    id={chosen}
                                    said={chosen === made ? 'Guardada. Falta darle un enlace para su contraseña.' : null}
                                    close={withChanged({ documento: null })}
                                />
                            )
                        )}
                    </div>
                )}
            </Answer>
        </Page>
    )
}

function AccountState({ of }: { of: Account }) {
    if (of.isLocked) return <span className="tag bad">✕ bloqueada</span>
    if (of.pausedUntil) return <span className="tag warn">! en pausa hasta las {time(of.pausedUntil)}</span>
    if (!of.hasPassword) return <span className="tag warn">! sin contraseña todavía</span>
    if (of.needsSecondFactor && !of.hasSecondFactor) return <span className="tag warn">! sin segundo factor</span>
    return <span className="tag good">✓ {of.openSessions > 0 ? `${pieces(of.openSessions)} sesiones` : 'lista'}</span>
}

interface Row {
    key: string
    role: string
    state: string
    facility: string
}

const national = ['dashboard', 'central', 'auditor', 'operator']

function Known({ id, said, close }: { id: string; said: string | null; close: string }) {
    const read = useRead<Account>(`/accounts/${id}`, {}, { refetchInterval: false })
    return <Answer of={read}>{x => <Form of={x} said={said} close={close} />}</Answer>
}

interface FormProps {
    /** Null: a new one, which is told of when it is stored. */
    of: Account | null
    made?: (id: string) => void
    said?: string | null
    close: string
}

function Form({ of, made, said: first = null, close }: FormProps) {
    const queries = useQueryClient()
    const [id] = useState(() => of?.id ?? crypto.randomUUID())
    const [userName, setUserName] = useState(of?.userName ?? '')
    const [name, setName] = useState(of?.name ?? '')
    const [isAdministrator, setAdministrator] = useState(of?.administrator ?? false)
    const [rows, setRows] = useState<Row[]>(() =>
        (of?.roles ?? [{ role: 'pharmacy', state: null, stateName: null, facility: null }]).map(x => ({
            key: crypto.randomUUID(),
            role: x.role,
            state: x.state ?? '13',
            facility: x.facility ?? '',
        })),
    )
    const [why, setWhy] = useState<Problem | null>(null)
    const [said, setSaid] = useState(first)

    const run = async (what: () => Promise<string | null>) => {
        try {
            setSaid(await what())
            setWhy(null)
        } catch (fault) {
            setWhy(fault instanceof Problem ? fault : new Problem(0, 'desconocido', String(fault), null, null, null))
        }
        await queries.invalidateQueries({ predicate: x => String(x.queryKey[0]).startsWith('/accounts') })
    }
    const save = (event: FormEvent) => {
        event.preventDefault()
        void run(async () => {
            await put(
                'PUT',
                `/accounts/${id}`,
                {
                    userName: userName.trim(),
                    name: name.trim(),
                    administrator: isAdministrator,
                    roles: rows.map(x => ({
                        role: x.role,
                        state: x.role === 'state' ? x.state : null,
                        facility: ['pharmacy', 'warehouse'].includes(x.role) ? x.facility : null,
                    })),
                },
                of?.version,
            )
            made?.(id)
            return 'Guardada.'
        })
    }
    const act = (path: string, text: string, body?: unknown) => {
        void run(async () => {
            await put('POST', `/accounts/${id}/${path}`, body)
            return text
        })
    }
    const link = (resetSecondFactor: boolean) => {
        void run(async () => {
            const told = await put<{ link: string; expiresAt: string }>('POST', `/accounts/${id}/link`, { resetSecondFactor })
            return `Enlace de un solo uso, para dárselo solo a esta persona; vale hasta ${time(told!.expiresAt)}: ${told!.link}`
        })
    }
    const edit = (key: string, changed: Partial<Row>) => {
        setRows(old => old.map(x => (x.key === key ? { ...x, ...changed } : x)))
    }

    return (
        <aside className="sheet document" aria-label="Cuenta">
            <header className="row">
                <h2>{of ? of.name : 'Nueva cuenta'}</h2>
                <Link className="end small" href={close}>
                    Cerrar
                </Link>
            </header>
            {why && (
                <p className="notice bad" role="alert">
                    {why.detail}
                </p>
            )}
            {said && (
                <p className="notice good" role="status">
                    {said}
                </p>
            )}
            <form className="stack" onSubmit={save}>
                <label className="field">
                    <span>
                        Usuario <i>ya no cambia después</i>
                    </span>
                    <input
                        className={why?.field === 'userName' ? 'input invalid' : 'input'}
                        value={userName}
                        required
                        disabled={of !== null}
                        autoComplete="off"
                        spellCheck={false}
                        onChange={event => {
                            setUserName(event.target.value)
                        }}
                    />
                </label>
                <label className="field">
                    <span>Nombre</span>
                    <input
                        className={why?.field === 'name' ? 'input invalid' : 'input'}
                        value={name}
                        required
                        autoComplete="off"
                        onChange={event => {
                            setName(event.target.value)
                        }}
                    />
                </label>
                {rows.map((x, i) => (
                    <fieldset key={x.key} className="role">
                        <legend className="small strong">Rol {i + 1}</legend>
                        <label className="field">
                            <span>Rol</span>
                            <select
                                className="input"
                                value={x.role}
                                onChange={event => {
                                    edit(x.key, { role: event.target.value })
                                }}
                            >
                                {Object.entries(roleNames).map(([code, text]) => (
                                    <option key={code} value={code}>
                                        {text}
                                    </option>
                                ))}
                            </select>
                        </label>
                        {x.role === 'state' && (
                            <label className="field">
                                <span>Entidad</span>
                                <select
                                    className="input"
                                    value={x.state}
                                    onChange={event => {
                                        edit(x.key, { state: event.target.value })
                                    }}
                                >
                                    {states.map(one => (
                                        <option key={one.code} value={one.code}>
                                            {one.name}
                                        </option>
                                    ))}
                                </select>
                            </label>
                        )}
                        {!national.includes(x.role) && x.role !== 'state' && (
                            <label className="field">
                                <span>CLUES</span>
                                <input
                                    className="input"
                                    value={x.facility}
                                    required
                                    autoComplete="off"
                                    spellCheck={false}
                                    onChange={event => {
                                        edit(x.key, { facility: event.target.value.toUpperCase() })
                                    }}
                                />
                            </label>
                        )}
                        {rows.length > 1 && (
                            <button
                                type="button"
                                className="button compact"
                                onClick={() => {
                                    setRows(old => old.filter(y => y.key !== x.key))
                                }}
                            >
                                Quitar este rol
                            </button>
                        )}
                    </fieldset>
                ))}
                <p>
                    <button
                        type="button"
                        className="button compact"
                        onClick={() => {
                            setRows(old => [...old, { key: crypto.randomUUID(), role: 'pharmacy', state: '13', facility: '' }])
                        }}
                    >
                        Otro rol
                    </button>
                </p>
                <label className="check">
                    <input
                        type="checkbox"
                        checked={isAdministrator}
                        onChange={event => {
                            setAdministrator(event.target.checked)
                        }}
                    />{' '}
                    Administra cuentas <span className="muted">(con el rol de operación)</span>
                </label>
                <p className="row">
                    <button type="submit" className="button primary">
                        Guardar
                    </button>
                </p>
            </form>
            {of && (
                <p className="row gap">
                    <button
                        type="button"
                        className="button compact"
                        onClick={() => {
                            link(false)
                        }}
                    >
                        Enlace para la contraseña
                    </button>
                    {of.hasSecondFactor && (
                        <button
                            type="button"
                            className="button compact"
                            onClick={() => {
                                link(true)
                            }}
                        >
                            Perdió el teléfono
                        </button>
                    )}
                    {of.isLocked ? (
                        <button
                            type="button"
                            className="button compact"
                            onClick={() => {
                                act('unlock', 'Desbloqueada.')
                            }}
                        >
                            Desbloquear
                        </button>
                    ) : (
                        <button
                            type="button"
                            className="button compact danger"
                            onClick={() => {
                                act('lock', 'Bloqueada, y sus sesiones terminadas.')
                            }}
                        >
                            Bloquear
                        </button>
                    )}
                    {of.openSessions > 0 && (
                        <button
                            type="button"
                            className="button compact"
                            onClick={() => {
                                act('sessions/end', 'Sesiones terminadas.')
                            }}
                        >
                            Terminar sus sesiones
                        </button>
                    )}
                    <Link className="small" href={address('/auditoria', { documento: of.userName })}>
                        Qué se hizo con esta cuenta
                    </Link>
                </p>
            )}
        </aside>
    )
}
