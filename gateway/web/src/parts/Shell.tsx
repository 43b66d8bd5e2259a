import { useEffect, useReducer, useState, useSyncExternalStore, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { line } from '../api/client'
import { ago } from '../format'
import { unsent } from '../offline/unsent'
import { keyOf, session, type RolePlace } from '../session/session'
import { stateName } from '../states'
import { es, roleNames } from '../texts/es'

interface Section {
    href: string
    name: string
    roles?: string[]
}

const sections: readonly Section[] = [
    { href: '/', name: 'Inicio', roles: ['dashboard', 'state', 'central', 'auditor', 'operator'] },
    { href: '/mi-unidad', name: 'Mi unidad', roles: ['pharmacy', 'warehouse'] },
    { href: '/recetas', name: 'Recetas', roles: ['pharmacy'] },
    { href: '/por-entregar', name: 'Por entregar', roles: ['pharmacy'] },
    { href: '/entidades', name: 'Entidades', roles: ['dashboard', 'state', 'central', 'auditor', 'operator'] },
    { href: '/claves', name: 'Claves' },
    { href: '/indicadores', name: 'Indicadores' },
    { href: '/avisos', name: 'Avisos', roles: ['pharmacy', 'state'] },
    { href: '/auditoria', name: 'Auditoría', roles: ['auditor', 'operator'] },
    { href: '/operacion', name: 'Operación', roles: ['operator'] },
    { href: '/cuentas', name: 'Cuentas', roles: ['operator'] },
]

/** Where a role begins. */
export function homeOf(role: RolePlace | null): string {
    switch (role?.role) {
        case 'pharmacy':
        case 'warehouse':
            return '/mi-unidad'
        case 'state':
            return `/entidades/${role.state ?? ''}`
        case 'auditor':
            return '/indicadores'
        case 'operator':
            return '/operacion'
        default:
            return '/'
    }
}

export const placeOf = (x: RolePlace) =>
    x.facility ? `${x.facilityName ?? x.facility}` : x.state ? (x.stateName ?? stateName(x.state)) : 'Nación'

export function Shell({ children }: { children: ReactNode }) {
    const [path] = useLocation()
    useSyncExternalStore(session.watch, session.snapshot)
    const role = session.shown
    const shown =
        session.me === null
            ? [
                  { href: '/publico', name: 'Cifras públicas' },
                  { href: '/entrar', name: 'Entrar' },
              ]
            : sections.filter(x => !x.roles || (role && x.roles.includes(role.role)))
    useWorkKeys(role?.role ?? '')
    const isHere = (x: Section) => (x.href === '/' ? path === '/' : path === x.href || path.startsWith(`${x.href}/`))
    const links = (some: Section[]) =>
        some.map(x => (
            <Link key={x.href} href={x.href} aria-current={isHere(x) ? 'page' : undefined}>
                {x.name}
            </Link>
        ))
    return (
        <>
            <a
                className="skip"
                href="#contenido"
                onClick={event => {
                    event.preventDefault()
                    document.getElementById('contenido')?.focus()
                }}
            >
                {es.skip}
            </a>
            <header className="topbar">
                <div>
                    <Link href={session.me ? '/' : '/publico'} className="product">
                        {es.product}
                        <small>{es.institution}</small>
                    </Link>
                    <nav aria-label="Principal">{links(shown)}</nav>
                    <LineState />
                    {session.me && <Person />}
                </div>
            </header>
            {session.isExpired && session.me && (
                <div className="notice warn across" role="alert">
                    <p>La sesión terminó. Lo que está en pantalla sigue aquí; para lo demás hay que entrar de nuevo.</p>
                    <Link className="button end" href={`/entrar?volver=${encodeURIComponent(path + location.search)}`}>
                        Entrar
                    </Link>
                </div>
            )}
            {children}
            <nav className="tabbar phone-only" aria-label="Secciones">
                {links(shown.slice(0, 5))}
            </nav>
        </>
    )
}

/** F2: the next prescription; Alt+Q: what waits to be sent. */
function useWorkKeys(role: string) {
    const [, go] = useLocation()
    useEffect(() => {
        if (role !== 'pharmacy') return
        const key = (event: KeyboardEvent) => {
            const target = event.key === 'F2' ? '/recetas/nueva' : event.altKey && event.code === 'KeyQ' ? '/cola' : null
            if (!target) return
            event.preventDefault()
            go(target)
            document.getElementById('folio')?.focus()
        }
        addEventListener('keydown', key)
        return () => {
            removeEventListener('keydown', key)
        }
    }, [role, go])
}

/** Whether the line works, and how old what is on the screen is. */
function LineState() {
    const isDown = useSyncExternalStore(line.watch, () => line.isDown)
    const waiting = useSyncExternalStore(unsent.watch, () => unsent.rows).length
    const [, tick] = useReducer((x: number) => x + 1, 0)
    useEffect(() => {
        const each = setInterval(tick, 5000)
        return () => {
            clearInterval(each)
        }
    }, [])
    const age = line.answeredAt === 0 ? null : ago(Date.now() - line.answeredAt)
    return (
        <span className={isDown || waiting > 0 ? 'line-state offline' : 'line-state'} role="status">
            <svg width="10" height="10" aria-hidden="true">
                <circle cx="5" cy="5" r="4" className={isDown ? 'dot down' : 'dot'} />
            </svg>
            <span>
                {isDown ? 'sin red' : 'en línea'}
                {waiting > 0 && ` · ${waiting} por enviar`}
                {waiting === 0 && age && (
                    <span className="no-phone" aria-hidden="true">
                        {' '}
                        · {age}
                    </span>
                )}
            </span>
        </span>
    )
}

/** Who, in which role and for which place; whoever has several chooses here. */
function Person() {
    const [isOpen, setOpen] = useState(false)
    const [, go] = useLocation()
    const { me, shown } = session
    if (!me || !shown) return null
    const choose = (role: RolePlace) => {
        session.show(role)
        setOpen(false)
        go(homeOf(role))
    }
    return (
        <div
            className="person"
            onKeyDown={event => {
                if (event.key === 'Escape') setOpen(false)
            }}
        >
            <button
                type="button"
                aria-expanded={isOpen}
                onClick={() => {
                    setOpen(!isOpen)
                }}
            >
                <b>{me.name}</b>
                {roleNames[shown.role] ?? shown.role} · {placeOf(shown)}
            </button>
            {isOpen && (
                <div className="menu">
                    {me.roles.length > 1 &&
                        me.roles.map(x => (
                            <button
                                key={keyOf(x)}
                                type="button"
                                aria-pressed={keyOf(x) === keyOf(shown)}
                                onClick={() => {
                                    choose(x)
                                }}
                            >
                                {roleNames[x.role] ?? x.role} · {placeOf(x)}
                            </button>
                        ))}
                    <Link
                        href="/preferencias"
                        onClick={() => {
                            setOpen(false)
                        }}
                    >
                        Preferencias
                    </Link>
                    <Link
                        href="/ayuda"
                        onClick={() => {
                            setOpen(false)
                        }}
                    >
                        Ayuda
                    </Link>
                    <button
                        type="button"
                        onClick={() => {
                            void session.signOut().then(() => {
                                go('/entrar')
                            })
                        }}
                    >
                        {es.signOut}
                    </button>
                </div>
            )}
        </div>
    )
}
