import type { PagePath } from '../routes'
import type { RolePlace } from '../session/session'

export interface SectionLink {
    href: string
    name: string
}

const names = {
    '/': 'Inicio',
    '/mi-unidad': 'Mi unidad',
    '/almacen': 'Almacén',
    '/mi-entidad': 'Mi entidad',
    '/recetas': 'Recetas',
    '/por-entregar': 'Por entregar',
    '/dias': 'Días',
    '/recepciones': 'Recepciones',
    '/entradas': 'Entradas',
    '/existencias': 'Existencias',
    '/conteos': 'Conteos',
    '/ajustes': 'Ajustes',
    '/movimientos-internos': 'Movimientos internos',
    '/embarques': 'Embarques',
    '/retiros': 'Retiros',
    '/ordenes': 'Órdenes',
    '/adjudicaciones': 'Adjudicaciones',
    '/demanda': 'Demanda',
    '/cpm': 'CPM',
    '/catalogo': 'Catálogo',
    '/entidades': 'Entidades',
    '/claves': 'Claves',
    '/indicadores': 'Indicadores',
    '/avisos': 'Avisos',
    '/auditoria': 'Auditoría',
    '/operacion': 'Operación',
    '/cuentas': 'Cuentas',
    '/cola': 'Por enviar',
} as const satisfies Partial<Record<PagePath | '/mi-entidad', string>>
type Href = keyof typeof names

/** What each role works with, most used first: as many as fit are in the bar, the others under "Más". */
const ofRole: Record<string, readonly Href[]> = {
    pharmacy: [
        '/mi-unidad',
        '/recetas',
        '/por-entregar',
        '/recepciones',
        '/existencias',
        '/conteos',
        '/dias',
        '/ajustes',
        '/movimientos-internos',
        '/entradas',
        '/ordenes',
        '/retiros',
        '/claves',
        '/indicadores',
        '/avisos',
        '/cola',
    ],
    warehouse: [
        '/almacen',
        '/embarques',
        '/entradas',
        '/existencias',
        '/recepciones',
        '/retiros',
        '/conteos',
        '/ajustes',
        '/movimientos-internos',
        '/ordenes',
        '/adjudicaciones',
        '/claves',
        '/indicadores',
        '/cola',
    ],
    state: [
        '/mi-entidad',
        '/ordenes',
        '/demanda',
        '/existencias',
        '/retiros',
        '/indicadores',
        '/',
        '/entidades',
        '/adjudicaciones',
        '/embarques',
        '/recetas',
        '/cpm',
        '/claves',
        '/avisos',
    ],
    central: [
        '/',
        '/demanda',
        '/ordenes',
        '/adjudicaciones',
        '/catalogo',
        '/indicadores',
        '/entidades',
        '/cpm',
        '/claves',
        '/existencias',
        '/embarques',
        '/retiros',
        '/recetas',
    ],
    dashboard: ['/', '/entidades', '/claves', '/indicadores'],
    auditor: [
        '/indicadores',
        '/auditoria',
        '/entidades',
        '/ordenes',
        '/recetas',
        '/existencias',
        '/embarques',
        '/adjudicaciones',
        '/demanda',
        '/claves',
        '/',
    ],
    operator: ['/operacion', '/auditoria', '/cuentas', '/', '/entidades', '/indicadores', '/claves'],
}

/** Where a role begins. */
export function homeOf(role: RolePlace | null): string {
    switch (role?.role) {
        case 'pharmacy':
            return '/mi-unidad'
        case 'warehouse':
            return '/almacen'
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

/** The sections of a role; nobody signed in has the public ones. */
export function sectionsOf(role: RolePlace | null): SectionLink[] {
    if (!role)
        return [
            { href: '/publico', name: 'Cifras públicas' },
            { href: '/entrar', name: 'Entrar' },
        ]
    return (ofRole[role.role] ?? ['/']).map(href => ({ href: href === '/mi-entidad' ? homeOf(role) : href, name: names[href] }))
}
