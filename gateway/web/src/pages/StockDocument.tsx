import { Link, useLocation, useParams } from 'wouter'
import { address } from '../api/client'
import type { StockDocument as Document } from '../api/models'
import { useRead } from '../api/queries'
import { date, pieces, signedPieces, time } from '../format'
import { Answer } from '../parts/Answer'
import { MovementTable } from '../parts/MovementTable'
import { Page, PrintButton, Section } from '../parts/Page'
import { Scroll } from '../parts/Scroll'
import { placeOf } from '../parts/Shell'
import { WithReason } from '../parts/WithReason'
import { isUnitRole, session } from '../session/session'
import { conditionNames } from '../texts/stock'

const kinds = {
    conteos: { list: 'counts', one: 'Conteo', all: 'Conteos' },
    ajustes: { list: 'adjustments', one: 'Ajuste', all: 'Ajustes' },
    'movimientos-internos': { list: 'transfers', one: 'Movimiento interno', all: 'Movimientos internos' },
} as const
type Kind = (typeof kinds)[keyof typeof kinds]

/** A count, an adjustment or an internal move: what it said, what it did to the stock, and its reversal. */
export default function StockDocument() {
    const { id } = useParams<{ id: string }>()
    const [path] = useLocation()
    const root = path.split('/')[1] as keyof typeof kinds
    const kind = kinds[root]
    const read = useRead<Document>(`/inventory/${kind.list}/${id}`)
    return <Answer of={read}>{x => <One of={x} kind={kind} root={root} />}</Answer>
}

function One({ of: x, kind, root }: { of: Document; kind: Kind; root: keyof typeof kinds }) {
    const { facility } = session.shown ?? { facility: null }
    const title = `${kind.one} del ${time(x.occurredAt)}`
    return (
        <Page
            title={title}
            scope={placeOf(session.shown!)}
            lead={`${x.facility} · registró ${x.by} el ${time(x.recordedAt)}`}
            trail={[
                { name: placeOf(session.shown!), href: facility ? '/mi-unidad' : '/' },
                { name: kind.all, href: `/${root}` },
                { name: kind.one },
            ]}
            actions={<PrintButton />}
        >
            {x.reversal && (
                <p className="notice warn">
                    Revertido por {x.reversal.by} el {time(x.reversal.at)}: {x.reversal.reason}
                </p>
            )}
            <div className="grid">
                <Section span={12} title="Lo que dice">
                    <Lines of={x} />
                </Section>
                <Section span={12} title="Lo que hizo a la existencia">
                    {x.movements.length === 0 ? (
                        <p className="muted">Nada: el libro decía lo mismo.</p>
                    ) : (
                        <MovementTable rows={x.movements} label="Movimientos del documento" />
                    )}
                </Section>
                {!x.reversal && isUnitRole(session.shown) && facility === x.facility && (
                    <Section
                        span={6}
                        title="Si está mal capturado"
                        note="Revertirlo deja la existencia como si no se hubiera dicho."
                    >
                        <WithReason
                            label={`Revertir este ${kind.one.toLowerCase()}`}
                            path={`/inventory/${kind.list}/${x.id}/reversal`}
                            asks="¿Por qué se revierte?"
                        />
                    </Section>
                )}
            </div>
            <p className="page-foot">
                <span>{x.id}</span>
            </p>
        </Page>
    )
}

interface Place {
    location?: string | null
    condition?: string | null
    fundingSource?: string | null
}
/** The members of the three kinds of lines. */
interface Line {
    clave: string
    lot: string
    expiresOn?: string
    difference?: number
    quantity?: number
    reason?: string
    condition?: string
    location?: string
    from?: Place
    to?: Place
}

const placeName = (x: Place) =>
    [
        x.location === 'main' ? 'principal' : x.location,
        x.condition && (conditionNames[x.condition] ?? x.condition),
        x.fundingSource,
    ]
        .filter(Boolean)
        .join(', ')

const Lines = ({ of: x }: { of: Document }) => (
    <Scroll label="Renglones">
        <table>
            <thead>
                <tr>
                    <th scope="col">Clave y lote</th>
                    <th scope="col">Caduca</th>
                    <th scope="col" className="num">
                        {x.kind === 'count' ? 'Contado menos libro' : 'Piezas'}
                    </th>
                    <th scope="col">{x.kind === 'adjustment' ? 'Motivo' : 'Dónde y cómo'}</th>
                </tr>
            </thead>
            <tbody>
                {(x.document as { lines: Line[] }).lines.map((line, i) => {
                    const change = line.difference ?? line.quantity ?? 0
                    return (
                        <tr key={i}>
                            <th scope="row">
                                <Link href={address('/existencias', { lado: 'libro', codigo: line.clave, lote: line.lot })}>
                                    {line.clave} · {line.lot}
                                </Link>
                            </th>
                            <td className="nowrap">{line.expiresOn ? date(line.expiresOn) : '—'}</td>
                            <td className={change < 0 ? 'num bad strong' : 'num'}>
                                {x.kind === 'transfer' ? pieces(change) : change === 0 ? '0' : signedPieces(change)}
                            </td>
                            <td>
                                {line.reason ??
                                    (line.from && line.to ? `${placeName(line.from)} → ${placeName(line.to)}` : placeName(line))}
                            </td>
                        </tr>
                    )
                })}
            </tbody>
        </table>
    </Scroll>
)
