const roots = [
    '',
    'entidades',
    'informe',
    'unidades',
    'mi-unidad',
    'claves',
    'indicadores',
    'auditoria',
    'avisos',
    'operacion',
    'cuentas',
    'muro',
    'publico',
    'ayuda',
    'preferencias',
    'entrar',
    'recetas',
    'por-entregar',
    'dias',
    'cola',
    'almacen',
    'recepciones',
    'existencias',
    'conteos',
    'ajustes',
    'movimientos-internos',
    'entradas',
    'embarques',
    'retiros',
    'ordenes',
    'adjudicaciones',
    'demanda',
    'cpm',
    'catalogo',
    'ordenes',
    'adjudicaciones',
] as const

/** The address of a page. */
export type PagePath = `/${(typeof roots)[number]}` | `/${(typeof roots)[number]}/${string}`

/** The first part of every page's address: what begins otherwise is the server's own. */
export const pageRoots: ReadonlySet<string> = new Set(roots)
