import { lazy, Suspense, type FormEvent } from 'react'
import { Link, useParams } from 'wouter'
import { useAddress } from '../address'
import { Page } from '../parts/Page'
import { session } from '../session/session'
import { states } from '../states'
import { es } from '../texts/es'

const Lists = lazy(() => import('../parts/CatalogueLists'))

const lists = [
    ['claves', 'Claves', true],
    ['unidades', 'Unidades', true],
    ['compradores', 'Compradores', false],
    ['cuadros', 'Cuadros básicos', false],
] as const
export type ListName = (typeof lists)[number][0]

/** The reference data that every service copies: items, facilities, buyers, formularies. */
export default function Catalogue() {
    const { list: named } = useParams<{ list?: string }>()
    const { of, change } = useAddress()
    const [list, title, isSearched] = lists.find(([code]) => code === named) ?? lists[0]
    const isCentral = session.shown?.role === 'central'
    const search = (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        const text = String(new FormData(event.currentTarget).get('buscar')).trim()
        change({ buscar: text || null, despues: null, documento: null })
    }
    return (
        <Page
            title="Catálogo"
            scope={title}
            trail={[{ name: es.nation, href: '/' }, { name: 'Catálogo', href: '/catalogo' }, { name: title }]}
            actions={
                isCentral &&
                (list === 'claves' || list === 'unidades') && (
                    <>
                        {list === 'claves' && (
                            <Link className="button" href="/catalogo/gtin/importar">
                                Importar códigos de barras
                            </Link>
                        )}
                        <Link className="button" href={`/catalogo/${list}/importar`}>
                            Importar {title.toLowerCase()}
                        </Link>
                    </>
                )
            }
        >
            <nav className="tabs" aria-label="Listas">
                {lists.map(([code, name]) => (
                    <Link key={code} href={`/catalogo/${code}`} aria-current={code === list ? 'page' : undefined}>
                        {name}
                    </Link>
                ))}
            </nav>
            {(isSearched || list === 'compradores') && (
                <form className="row filters" role="search" onSubmit={search}>
                    {isSearched && (
                        <>
                            <label className="field">
                                <span>Código o palabras</span>
                                <input
                                    key={list + (of('buscar') ?? '')}
                                    className="input"
                                    name="buscar"
                                    type="search"
                                    maxLength={200}
                                    defaultValue={of('buscar') ?? ''}
                                />
                            </label>
                            <button type="submit" className="button">
                                Buscar
                            </button>
                        </>
                    )}
                    {list !== 'claves' && (
                        <label className="field">
                            <span>Entidad</span>
                            <select
                                className="input"
                                value={of('ambito') ?? ''}
                                onChange={event => {
                                    change({ ambito: event.target.value || null, despues: null })
                                }}
                            >
                                <option value="">Todas</option>
                                {states.map(x => (
                                    <option key={x.code} value={x.code}>
                                        {x.name}
                                    </option>
                                ))}
                            </select>
                        </label>
                    )}
                </form>
            )}
            <Suspense fallback={null}>
                <Lists key={list} list={list} isCentral={isCentral} />
            </Suspense>
        </Page>
    )
}
