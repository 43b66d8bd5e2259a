import { useEffect, useRef, type ReactNode } from 'react'
import { Link } from 'wouter'
import { es } from '../texts/es'

export interface Step {
    name: string
    href?: string
}

interface Props {
    title: string
    /** Of which place: the end of the document's title. */
    scope?: string
    lead?: ReactNode
    /** The places that this one lies in, from the nation down. */
    trail?: Step[]
    actions?: ReactNode
    children: ReactNode
}

/** Title, trail and content of a page; a change of page moves the focus to its title, for people who listen. */
export function Page({ title, scope = es.nation, lead, trail = [{ name: es.nation }], actions, children }: Props) {
    const heading = useRef<HTMLHeadingElement>(null)
    useEffect(() => {
        document.title = `${title} – ${scope} – Abasto`
    }, [title, scope])
    useEffect(() => {
        heading.current?.focus({ preventScroll: true })
        window.scrollTo(0, 0)
    }, [])
    return (
        <>
            <nav aria-label="Ruta">
                <ol className="trail">
                    {trail.map(x => (
                        <li key={x.name}>{x.href ? <Link href={x.href}>{x.name}</Link> : x.name}</li>
                    ))}
                </ol>
            </nav>
            <main id="contenido" tabIndex={-1}>
                <div className="page-head">
                    <div>
                        <h1 ref={heading} tabIndex={-1}>
                            {title}
                        </h1>
                        {lead && <p>{lead}</p>}
                    </div>
                    {actions && <div className="end">{actions}</div>}
                </div>
                {children}
            </main>
        </>
    )
}

export function Section({
    title,
    note,
    end,
    span,
    children,
}: {
    title: string
    note?: ReactNode
    end?: ReactNode
    span: number
    children: ReactNode
}) {
    return (
        <section className={`section c${span}`}>
            <header>
                <h2>{title}</h2>
                {end && <span className="end">{end}</span>}
                {note && <p>{note}</p>}
            </header>
            {children}
        </section>
    )
}

export const PrintButton = () => (
    <button
        type="button"
        className="button no-phone"
        onClick={() => {
            print()
        }}
    >
        {es.print}
    </button>
)
