import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Buyer, Facility, FormularyRow, Formulary, Item, Page as PageOf } from '../api/models'
import { useRead } from '../api/queries'
import { useAddress } from '../address'
import { date, pieces, time } from '../format'
import { stateName } from '../states'
import { facilityKindNames, productClassNames, venNames } from '../texts/es'
import { Answer } from './Answer'
import { Gtins } from './Gtins'
import { Paging } from './Paging'
import { Scroll } from './Scroll'

const rowsOnPage = 50

/** A list of the catalogue; what is chosen in it stands beside. */
export default function CatalogueLists({ list, isCentral }: { list: string; isCentral: boolean }) {
    switch (list) {
        case 'unidades':
            return <Facilities />
        case 'compradores':
            return <Buyers />
        case 'cuadros':
            return <Formularies />
        default:
            return <Items isCentral={isCentral} />
    }
}

interface TableProps<T> {
    path: string
    query: Record<string, string | null>
    label: string
    heads: readonly string[]
    keyOf: (row: T) => string
    row: (row: T) => ReactNode
}

function Table<T>({ path, query, label, heads, keyOf, row }: TableProps<T>) {
    const { of } = useAddress()
    const read = useRead<PageOf<T>>(path, { ...query, after: of('despues'), limit: rowsOnPage }, { refetchInterval: false })
    const chosen = of('documento')
    return (
        <Answer of={read}>
            {page =>
                page.items.length === 0 ? (
                    <p className="muted">Ninguna coincide.</p>
                ) : (
                    <>
                        <Scroll label={label}>
                            <table>
                                <thead>
                                    <tr>
                                        {heads.map(x => (
                                            <th key={x} scope="col">
                                                {x}
                                            </th>
                                        ))}
                                    </tr>
                                </thead>
                                <tbody>
                                    {page.items.map(x => (
                                        <tr key={keyOf(x)} className={keyOf(x) === chosen ? 'selected' : undefined}>
                                            {row(x)}
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </Scroll>
                        <Paging next={page.next} drops="documento" />
                    </>
                )
            }
        </Answer>
    )
}

function Items({ isCentral }: { isCentral: boolean }) {
    const { of, withChanged } = useAddress()
    const chosen = of('documento')
    return (
        <div className={chosen ? 'beside' : undefined}>
            <div>
                <Table<Item>
                    path="/catalog/items"
                    query={{ q: of('buscar') }}
                    label="Claves"
                    heads={['Clave', 'Descripción', 'Tipo', 'VEN', 'Estado']}
                    keyOf={x => x.clave}
                    row={x => (
                        <>
                            <th scope="row">
                                <Link className="nowrap" href={withChanged({ documento: x.clave })}>
                                    {x.clave}
                                </Link>
                            </th>
                            <td>{x.description}</td>
                            <td>
                                {productClassNames[x.productClass] ?? x.productClass}
                                {x.coldChain && <small>red de frío</small>}
                                {x.controlled && <small>controlado</small>}
                            </td>
                            <td>{x.ven ? venNames[x.ven] : '—'}</td>
                            <td>{x.active ? 'activa' : <span className="tag bad">dada de baja</span>}</td>
                        </>
                    )}
                />
            </div>
            {chosen && <Gtins key={chosen} clave={chosen} isCentral={isCentral} close={withChanged({ documento: null })} />}
        </div>
    )
}

function Facilities() {
    const { of } = useAddress()
    return (
        <Table<Facility>
            path="/catalog/facilities"
            query={{ q: of('buscar'), state: of('ambito') }}
            label="Unidades"
            heads={['CLUES', 'Nombre', 'Entidad y municipio', 'Tipo', 'Comprador', 'Abierta']}
            keyOf={x => x.code}
            row={x => (
                <>
                    <th scope="row">
                        <Link href={`/unidades/${x.code}`}>{x.code}</Link>
                        {x.predecessors.length > 0 && <small>antes {x.predecessors.join(', ')}</small>}
                    </th>
                    <td>{x.name}</td>
                    <td>
                        {stateName(x.state)}
                        <small>{x.municipality}</small>
                    </td>
                    <td>
                        {facilityKindNames[x.kind]}
                        <small>{x.unitType}</small>
                    </td>
                    <td>{x.buyer ?? '—'}</td>
                    <td>
                        {x.opensOn ? `desde ${date(x.opensOn)}` : 'sí'}
                        {x.closesOn && <small>hasta {date(x.closesOn)}</small>}
                    </td>
                </>
            )}
        />
    )
}

function Buyers() {
    const { of } = useAddress()
    return (
        <Table<Buyer>
            path="/catalog/buyers"
            query={{ state: of('ambito') }}
            label="Compradores"
            heads={['Código', 'Nombre', 'Entidad', 'Tipo', 'También se llama']}
            keyOf={x => x.code}
            row={x => (
                <>
                    <th scope="row">{x.code}</th>
                    <td>{x.name}</td>
                    <td>{stateName(x.state)}</td>
                    <td>{x.kind === 'hospital' ? 'hospital' : 'entidad'}</td>
                    <td>{x.aliases.join('; ')}</td>
                </>
            )}
        />
    )
}

function Formularies() {
    const { of, withChanged } = useAddress()
    const chosen = of('documento')
    return (
        <div className={chosen ? 'beside' : undefined}>
            <div>
                <p className="muted gap">Un tipo de unidad sin cuadro básico puede pedir toda clave activa.</p>
                <Table<FormularyRow>
                    path="/catalog/formularies"
                    query={{}}
                    label="Cuadros básicos"
                    heads={['Tipo de unidad', 'Versión', 'Cambió']}
                    keyOf={x => x.unitType}
                    row={x => (
                        <>
                            <th scope="row">
                                <Link href={withChanged({ documento: x.unitType })}>{x.unitType}</Link>
                            </th>
                            <td>{x.version}</td>
                            <td>{x.changedAt ? time(x.changedAt) : '—'}</td>
                        </>
                    )}
                />
            </div>
            {chosen && <OneFormulary key={chosen} unitType={chosen} close={withChanged({ documento: null })} />}
        </div>
    )
}

const shownClaves = 200

function OneFormulary({ unitType, close }: { unitType: string; close: string }) {
    const read = useRead<Formulary>(`/catalog/formularies/${encodeURIComponent(unitType)}`, {}, { refetchInterval: false })
    return (
        <aside className="sheet document" aria-label="Cuadro básico">
            <header className="row">
                <h2>{unitType}</h2>
                <Link className="end small" href={close}>
                    Cerrar
                </Link>
            </header>
            <Answer of={read}>
                {x => (
                    <>
                        <p>{pieces(x.claves.length)} claves</p>
                        <p className="small">
                            {x.claves.slice(0, shownClaves).join(', ')}
                            {x.claves.length > shownClaves && `… y ${pieces(x.claves.length - shownClaves)} más`}
                        </p>
                    </>
                )}
            </Answer>
        </aside>
    )
}
