import { lazy, Suspense, useEffect, useReducer, useState, useSyncExternalStore, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { line } from '../api/client'
import { ago } from '../format'
import { unsent } from '../offline/unsent'
import type { PagePath } from '../routes'
import { keyOf, session, type RolePlace } from '../session/session'
import { stateName } from '../states'
import { es, roleNames } from '../texts/es'
import { homeOf, sectionsOf, type SectionLink } from './sections'

const GoTo = lazy(() => import('./GoTo').then(x => ({ default: x.GoTo })))

export const placeOf = (x: RolePlace) =>
    x.facility ? `${x.facilityName ?? x.facility}` : x.state ? (x.stateName ?? stateName(x.state)) : 'Nación'

const inTheBar = 6
const onThePhone = 4

export function Shell({ children }: { children: ReactNode }) {
    const [path] = useLocation()
    useSyncExternalStore(session.watch, session.snapshot)
    const role = session.me === null ? null : session.shown
    const sections = sectionsOf(role)
    const [isAsking, setAsking] = useState(false)
    useWorkKeys(role?.role ?? '', setAsking)
    // A page of several sections, as a unit's in its state's, is of the one that says most of its address.
    const here = sections
        .filter(x => path === x.href || (x.href !== '/' && path.startsWith(`${x.href}/`)))
        .sort((a, b) => b.href.length - a.href.length)[0]
    const links = (some: SectionLink[]) =>
        some.map(x => (
            <Link key={x.href} href={x.href} aria-current={x === here ? 'page' : undefined}>
                {x.name}
            </Link>
        ))
    const more = (from: number) =>
        sections.length > from && <More isHere={sections.indexOf(here!) >= from}>{links(sections.slice(from))}</More>
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
                    <nav aria-label="Principal">
                        {links(sections.slice(0, inTheBar))}
                        {more(inTheBar)}
                    </nav>
                    <LineState />
                    {session.me && <Person />}
                </div>
            </header>
            {session.isExpired && session.me && <Expired />}
            {children}
            <nav className="tabbar phone-only" aria-label="Secciones">
                {links(sections.slice(0, onThePhone))}
                {more(onThePhone)}
            </nav>
            {isAsking && (
                <Suspense fallback={null}>
                    <GoTo
                        sections={sections}
                        close={() => {
                            setAsking(false)
                        }}
                    />
                </Suspense>
            )}
        </>
    )
}

/** The sections that have no room in the bar. */
function More({ isHere, children }: { isHere: boolean; children: ReactNode }) {
    const [isOpen, setOpen] = useState(false)
    const [path] = useLocation()
    useEffect(() => {
        setOpen(false)
    }, [path])
    return (
        <div
            className="more"
            onKeyDown={event => {
                if (event.key === 'Escape') setOpen(false)
            }}
        >
            <button
                type="button"
                aria-expanded={isOpen}
                className={isHere ? 'here' : undefined}
                onClick={() => {
                    setOpen(!isOpen)
                }}
            >
                Más
            </button>
            {isOpen && <div className="menu">{children}</div>}
        </div>
    )
}

function Expired() {
    const [why, setWhy] = useState<string | null>(null)
    return (
        <div className="notice warn across" role="alert">
            <p>La sesión terminó. Lo que está en pantalla sigue aquí; para lo demás hay que entrar de nuevo. {why}</p>
            <button
                type="button"
                className="button end"
                onClick={() => {
                    session.signInOver().catch((fault: unknown) => {
                        setWhy(fault instanceof Error ? fault.message : String(fault))
                    })
                }}
            >
                Entrar
            </button>
        </div>
    )
}

/** Of each role that records: what a key of the keyboard opens. */
const keysOf: Record<string, Record<string, PagePath>> = {
    pharmacy: { F2: '/recetas/nueva', F4: '/recepciones', F9: '/conteos/nuevo' },
    warehouse: { F2: '/embarques/preparar', F4: '/entradas/nueva', F9: '/conteos/nuevo' },
}

/** The keys of the role; Alt+Q: what waits to be sent; Ctrl+K: go to; ?: which keys there are. */
function useWorkKeys(role: string, ask: (isAsking: boolean) => void) {
    const [, go] = useLocation()
    useEffect(() => {
        const own = keysOf[role]
        const key = (event: KeyboardEvent) => {
            const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select')
            if (event.ctrlKey && !event.altKey && event.code === 'KeyK' && role !== '') ask(true)
            else if (own && event.altKey && event.code === 'KeyQ') go('/cola')
            else if (event.key === '?' && !isTyping) go('/ayuda')
            else if (own?.[event.key] && !event.ctrlKey && !event.altKey) {
                go(own[event.key]!)
                if (event.key === 'F2') document.getElementById('folio')?.focus()
            } else return
            event.preventDefault()
        }
        addEventListener('keydown', key)
        return () => {
            removeEventListener('keydown', key)
        }
    }, [role, go, ask])
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
