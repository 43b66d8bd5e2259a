/** Short official names and places of the 32 states on the map of squares (column, row from 0). */
export interface StateTile {
    code: string
    name: string
    short: string
    column: number
    row: number
}

export const states: readonly StateTile[] = (
    [
        ['01', 'Aguascalientes', 'Ags.', 3, 2],
        ['02', 'Baja California', 'BC', 0, 0],
        ['03', 'Baja California Sur', 'BCS', 0, 1],
        ['04', 'Campeche', 'Camp.', 8, 4],
        ['05', 'Coahuila', 'Coah.', 3, 0],
        ['06', 'Colima', 'Col.', 2, 3],
        ['07', 'Chiapas', 'Chis.', 7, 5],
        ['08', 'Chihuahua', 'Chih.', 2, 0],
        ['09', 'Ciudad de México', 'CDMX', 5, 3],
        ['10', 'Durango', 'Dgo.', 2, 1],
        ['11', 'Guanajuato', 'Gto.', 4, 2],
        ['12', 'Guerrero', 'Gro.', 4, 4],
        ['13', 'Hidalgo', 'Hgo.', 6, 2],
        ['14', 'Jalisco', 'Jal.', 2, 2],
        ['15', 'México', 'Méx.', 4, 3],
        ['16', 'Michoacán', 'Mich.', 3, 3],
        ['17', 'Morelos', 'Mor.', 5, 4],
        ['18', 'Nayarit', 'Nay.', 1, 2],
        ['19', 'Nuevo León', 'NL', 4, 0],
        ['20', 'Oaxaca', 'Oax.', 6, 5],
        ['21', 'Puebla', 'Pue.', 6, 4],
        ['22', 'Querétaro', 'Qro.', 5, 2],
        ['23', 'Quintana Roo', 'QRoo', 9, 4],
        ['24', 'San Luis Potosí', 'SLP', 4, 1],
        ['25', 'Sinaloa', 'Sin.', 1, 1],
        ['26', 'Sonora', 'Son.', 1, 0],
        ['27', 'Tabasco', 'Tab.', 7, 4],
        ['28', 'Tamaulipas', 'Tamps.', 5, 0],
        ['29', 'Tlaxcala', 'Tlax.', 6, 3],
        ['30', 'Veracruz', 'Ver.', 7, 3],
        ['31', 'Yucatán', 'Yuc.', 9, 3],
        ['32', 'Zacatecas', 'Zac.', 3, 1],
    ] as const
).map(([code, name, short, column, row]) => ({ code, name, short, column, row }))

export const stateName = (code: string) => states.find(x => x.code === code)?.name ?? code
