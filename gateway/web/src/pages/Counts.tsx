import { Link } from 'wouter'
import { address } from '../api/client'
import type { Discrepancy, Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { date, pieces } from '../format'
import { Answer } from '../parts/Answer'
import { DocumentTable } from '../parts/DocumentTable'
import { Page, Section } from '../parts/Page'
import { placeOf } from '../parts/Shell'
import { WaitingHere } from '../parts/WaitingHere'
import { isUnitRole, session } from '../session/session'

/** The counts of a place with what each changed, and the claves that only a count settles. */
export default function Counts() {
    const canRecord = isUnitRole(session.shown)
    const { facility } = session.shown ?? { facility: null }
    return (
        <Page
            title="Conteos"
            scope={placeOf(session.shown!)}
            trail={[{ name: placeOf(session.shown!), href: facility ? '/mi-unidad' : '/' }, { name: 'Conteos' }]}
            actions={
                canRecord && (
                    <Link className="button primary" href="/conteos/nuevo">
                        Contar <kbd>F9</kbd>
                    </Link>
                )
            }
        >
            <WaitingHere kind="count" name={n => (n === 1 ? 'conteo' : 'conteos')} />
            <div className="grid">
                <Section span={7} title="Hechos">
                    <DocumentTable list="counts" page="/conteos" label="Conteos" none="Ningún conteo todavía." />
                </Section>
                <Discrepancies canRecord={canRecord} facility={facility} />
            </div>
        </Page>
    )
}

/** Handed out beyond the book, or two stocks that became one. */
function Discrepancies({ canRecord, facility }: { canRecord: boolean; facility: string | null }) {
    const read = useRead<PageOf<Discrepancy>>('/inventory/discrepancies', { facility, limit: 100 })
    return (
        <Section span={5} title="Por contar" note="Claves de las que salió más de lo que había en libro; un conteo lo arregla.">
            <Answer of={read}>
                {x =>
                    x.items.length === 0 ? (
                        <p className="muted">Ninguna clave con diferencia.</p>
                    ) : (
                        <ul className="list">
                            {x.items.map(one => (
                                <li key={one.facility + one.clave}>
                                    <span>
                                        <Link href={address('/existencias', { lado: 'libro', codigo: one.clave })}>
                                            {one.clave}
                                        </Link>
                                        {facility === null && ` · ${one.facility}`}
                                        <br />
                                        <span className="small muted">
                                            {one.notice ??
                                                `salieron ${pieces(one.discrepancy)} de más${one.since ? ` desde el ${date(one.since)}` : ''}`}
                                        </span>
                                    </span>
                                    {canRecord && (
                                        <span className="end">
                                            <Link
                                                className="button compact"
                                                href={address('/conteos/nuevo', { codigo: one.clave })}
                                                aria-label={`Contar ${one.clave}`}
                                            >
                                                Contar
                                            </Link>
                                        </span>
                                    )}
                                </li>
                            ))}
                        </ul>
                    )
                }
            </Answer>
        </Section>
    )
}
