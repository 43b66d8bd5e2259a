import { Link } from 'wouter'
import type { Expiry as ExpiryRow, Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { percent, pieces, share } from '../format'
import { session } from '../session/session'
import { stateName } from '../states'
import { Answer } from './Answer'
import { Section } from './Page'
import { Scroll } from './Scroll'

const days = 90
const most = 8

/** Pieces that have expired and that soon will: of one place in words, of a clave or the nation by state, the most first. */
export function Expiry({
    span = 12,
    ...of
}: {
    span?: number
    by: 'state' | 'facility'
    state?: string
    facility?: string
    clave?: string
}) {
    const isForRole = session.shown?.role !== 'operator'
    const query = { ...of, within: days, limit: 100 }
    const read = useRead<PageOf<ExpiryRow>>('/inventory/stock/expiry', query, { enabled: isForRole })
    const isOnePlace = of.state !== undefined || of.facility !== undefined
    if (!isForRole) return null
    return (
        <Section span={span} title="Caducidad" note={`Piezas en existencia; por caducar, las útiles de aquí a ${days} días.`}>
            <Answer of={read}>
                {x => {
                    if (x.items.length === 0) return <p className="muted">Sin existencias registradas.</p>
                    return isOnePlace ? <One of={x.items[0]!} /> : <ByState rows={x.items} />
                }}
            </Answer>
        </Section>
    )
}

const One = ({ of }: { of: ExpiryRow }) => (
    <dl className="facts">
        <dt>En existencia</dt>
        <dd>{pieces(of.onHand)} piezas</dd>
        <dt>Caducadas</dt>
        <dd className={of.expired > 0 ? 'bad strong' : undefined}>
            {pieces(of.expired)} ({percent(of.expiredShare)})
        </dd>
        <dt>Por caducar</dt>
        <dd>
            {pieces(of.nearExpiry)} ({percent(share(of.nearExpiry, of.onHand))})
        </dd>
    </dl>
)

const ByState = ({ rows }: { rows: ExpiryRow[] }) => (
    <Scroll label="Caducidad por entidad">
        <table className="dense">
            <caption>
                {rows.length > most && `Las ${most} entidades con más de ${pieces(rows.length)}. `}
                En total, {pieces(rows.reduce((sum, x) => sum + x.expired, 0))} caducadas y{' '}
                {pieces(rows.reduce((sum, x) => sum + x.nearExpiry, 0))} por caducar.
            </caption>
            <thead>
                <tr>
                    <th scope="col">Entidad</th>
                    <th scope="col" className="num">
                        En existencia
                    </th>
                    <th scope="col" className="num">
                        Caducadas
                    </th>
                    <th scope="col" className="num">
                        % caducado
                    </th>
                    <th scope="col" className="num">
                        Por caducar
                    </th>
                </tr>
            </thead>
            <tbody>
                {rows
                    .toSorted((a, b) => b.expired - a.expired || b.nearExpiry - a.nearExpiry)
                    .slice(0, most)
                    .map(x => (
                        <tr key={x.code}>
                            <th scope="row">
                                <Link href={`/entidades/${x.code}`}>{stateName(x.code)}</Link>
                            </th>
                            <td className="num">{pieces(x.onHand)}</td>
                            <td className={x.expired > 0 ? 'num strong bad' : 'num'}>{pieces(x.expired)}</td>
                            <td className="num">{percent(x.expiredShare)}</td>
                            <td className="num">{pieces(x.nearExpiry)}</td>
                        </tr>
                    ))}
            </tbody>
        </table>
    </Scroll>
)
