import { normalise } from './codes'
import { type Outcome, refuse, show, took } from './outcome'

const most = 2_147_483_647

/** Pieces as people type and paste them: `1,200` is 1200. @param least 1 where none makes no sense. */
export function readQuantity(typed: string, least: 0 | 1 = 1): Outcome<number> {
    const text = normalise(typed).replaceAll(' ', '')
    if (text === '') return refuse('pieces.missing', 'Falta la cantidad de piezas.')
    if (/^-[\d.,]+$/.test(text)) return refuse('pieces.negative', 'La cantidad de piezas no puede ser negativa.')
    if (/^\d*[.,][\d.,]*$/.test(text) && !/^\d{1,3}(,\d{3})+$/.test(text))
        return refuse(
            'pieces.decimals',
            `«${show(typed)}» no es un número entero: las cantidades son de piezas enteras, como 1200 o 1,200.`,
        )
    const digits = text.replaceAll(',', '')
    if (!/^\d+$/.test(digits)) return refuse('pieces.not-a-number', `«${show(typed)}» no es una cantidad: escriba solo cifras.`)
    return pieces(Number(digits), least)
}

/** As the services check it. */
export function pieces(count: number | null, least: 0 | 1): Outcome<number> {
    if (count === null) return refuse('pieces.missing', 'Falta la cantidad de piezas.')
    if (count < 0) return refuse('pieces.negative', 'La cantidad de piezas no puede ser negativa.')
    if (count > most) return refuse('pieces.too-many', 'La cantidad de piezas excede 2,147,483,647.')
    return count < least ? refuse('pieces.not-positive', 'La cantidad debe ser de al menos una pieza.') : took(count)
}

/** Pieces as typed, commas of thousands allowed. Null: not a number of pieces. */
export function piecesOf(text: string): number | null {
    const read = readQuantity(text, 0)
    return read.ok ? read.value : null
}
