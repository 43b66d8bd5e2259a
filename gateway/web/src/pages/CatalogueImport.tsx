import { useParams } from 'wouter'
import { ImportFile } from '../parts/ImportFile'
import { Page } from '../parts/Page'
import Missing from './Missing'
import { session } from '../session/session'

interface Import {
    title: string
    list: string
    path: string
    columns: string
    does: string
}

const leaves =
    'Se agregan las nuevas y cambian las que traen otros datos; una columna que falta y una celda vacía dejan lo que hay'
const imports: Record<string, Import> = {
    claves: {
        title: 'claves',
        list: 'claves',
        path: '/catalog/items/import',
        columns: 'clave, y las que traiga de descripcion, ven, clase, activo, controlado, red_fria',
        does: `${leaves}.`,
    },
    unidades: {
        title: 'unidades',
        list: 'unidades',
        path: '/catalog/facilities/import',
        columns: 'las del catálogo oficial de establecimientos (CLUES, NOMBRE DE LA UNIDAD, …)',
        does: `${leaves}. Cada cambio es otra versión de la unidad desde hoy.`,
    },
    gtin: {
        title: 'códigos de barras',
        list: 'claves',
        path: '/catalog/gtins/import',
        columns: 'gtin, clave',
        does: 'Lo que dice la lista reemplaza lo que enseñaron los mostradores.',
    },
}

/** A list of central supply into the catalogue. */
export default function CatalogueImport() {
    const { list = '' } = useParams<{ list: string }>()
    const one = imports[list]
    if (!one) return <Missing />
    return (
        <Page
            title={`Importar ${one.title}`}
            scope="Catálogo"
            trail={[{ name: 'Catálogo', href: `/catalogo/${one.list}` }, { name: `Importar ${one.title}` }]}
        >
            {session.shown?.role === 'central' ? (
                <ImportFile key={list} path={one.path} columns={one.columns} does={one.does} />
            ) : (
                <p>El catálogo lo importa abasto central.</p>
            )}
        </Page>
    )
}
