/** What people read about stock; words of docs/glossary.md. */
export const shipmentStatusNames: Record<string, string> = {
    held: 'retenido',
    dispatched: 'en camino',
    received: 'recibido',
    cancelled: 'cancelado',
}

export const conditionNames: Record<string, string> = { usable: 'útil', quarantine: 'cuarentena', damaged: 'dañado' }

export const movementNames: Record<string, string> = {
    receipt: 'entrada de proveedor',
    dispensed: 'surtido en receta',
    shipped: 'embarcado',
    received: 'recibido de embarque',
    returned: 'regresó de tránsito',
    counted: 'conteo',
    adjusted: 'ajuste',
    transferred: 'movimiento interno',
    recalled: 'retiro de lote',
    discrepancy: 'surtido de más que lo registrado',
    reversed: 'revertido',
    recoded: 'cambio de clave o CLUES',
    corrected: 'corrección de lote supuesto',
}

export const documentNames: Record<string, string> = {
    receipt: 'entrada',
    prescription: 'receta',
    shipment: 'embarque',
    count: 'conteo',
    adjustment: 'ajuste',
    transfer: 'movimiento interno',
    recall: 'retiro',
}
