/** What people read. One word a thing: docs/glossary.md has the same words. */
export const roleNames: Record<string, string> = {
    pharmacy: 'Farmacia',
    warehouse: 'Almacén',
    state: 'Coordinación estatal',
    central: 'Abasto central',
    dashboard: 'Dirección',
    auditor: 'Auditoría',
    operator: 'Operación',
}

export const reasonNames: Record<string, string> = {
    stockOut: 'Desabasto',
    insufficientStock: 'Existencia insuficiente',
    clinicalDecision: 'Decisión clínica',
    patientDeclined: 'El paciente no la quiso',
    other: 'Otro motivo',
    unstated: 'Sin motivo escrito',
}

export const exclusionNames: Record<string, string> = {
    unverified: 'sin verificar',
    voided: 'anuladas',
    held: 'retenidas',
    'no-prescribed-line': 'sin renglón recetado',
    collective: 'colectivas',
    rejected: 'rechazadas',
    'cancelled-before-approval': 'canceladas antes de aprobarse',
    'not-medicine-or-supply': 'sin medicamento ni material de curación',
    'warehouse-replenishment': 'de reposición de almacén',
    'no-unit': 'de almacenes y otros que no son unidades',
    closed: 'de unidades cerradas',
    'stock-unknown': 'claves sin existencia conocida',
}

export const causeNames: Record<string, string> = {
    firstClose: 'en el cierre',
    late: 'documentos tardíos',
    corrected: 'corregidos',
    voided: 'anulados',
    catalogue: 'por un cambio del catálogo',
    'facility-code': 'por un cambio de CLUES',
    'late-facts': 'documentos tardíos',
}

export const productClassNames: Record<string, string> = {
    medicine: 'medicamento',
    medicalSupply: 'material de curación',
    vaccine: 'vacuna',
    other: 'otro insumo',
}

export const venNames: Record<string, string> = { V: 'vital', E: 'esencial', N: 'no esencial' }

export const facilityKindNames: Record<string, string> = {
    healthUnit: 'unidad de salud',
    mobileUnit: 'unidad móvil',
    hospital: 'hospital',
    stateWarehouse: 'almacén estatal',
    centralWarehouse: 'almacén central',
    unclassified: 'sin clasificar',
}

export const orderStatusNames: Record<string, string> = {
    draft: 'borrador',
    issued: 'emitida',
    approved: 'aprobada',
    rejected: 'rechazada',
    cancelled: 'cancelada',
    inSupply: 'en abasto',
    supplied: 'abastecida',
    closedShort: 'cerrada incompleta',
}

export const levelNames: Record<string, string> = {
    nation: 'Nación',
    state: 'Entidad',
    facility: 'Unidad',
    unitLevel: 'Nivel de atención',
    unitType: 'Tipo de unidad',
    rural: 'Rural o urbana',
    clave: 'Clave',
    productClass: 'Clase de insumo',
    supplier: 'Proveedor',
}

const words = { es: (one: string, many: string) => (n: number) => (n === 1 ? one : many) }
export const prescriptions = words.es('receta', 'recetas')
export const orders = words.es('orden', 'órdenes')
export const lines = words.es('renglón', 'renglones')
export const claves = words.es('clave', 'claves')
export const claveDays = words.es('día-clave', 'días-clave')
export const piecesWord = words.es('pieza', 'piezas')

export const es = {
    product: 'Abasto de medicamentos',
    institution: 'IMSS-BIENESTAR',
    skip: 'Saltar al contenido',
    loading: 'Cargando…',
    retry: 'Reintentar',
    nation: 'Nación',
    documents: 'Ver documentos',
    asTable: 'Ver como tabla',
    asMap: 'Ver como mapa',
    print: 'Imprimir',
    running: 'cifras en curso',
    signOut: 'Salir',
}
