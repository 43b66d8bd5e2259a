import { type Outcome, refuse, show, took } from './outcome'

/** The digit that makes the sum of the digits, weighted 3 and 1 from the right, a multiple of ten (GS1 General Specifications, 7.9). */
export function checkDigit(digitsBefore: string): string {
    let sum = 0
    for (let i = 0; i < digitsBefore.length; i++) sum += Number(digitsBefore.at(-1 - i)) * (i % 2 === 0 ? 3 : 1)
    return String((10 - (sum % 10)) % 10)
}

export const hasCheckDigit = (digits: string) => checkDigit(digits.slice(0, -1)) === digits.at(-1)

export const wrongCheckDigit = (digits: string) =>
    refuse('scan.check-digit', `El dígito verificador de «${show(digits)}» no corresponde. Vuelva a leer el código.`)

/** EAN-8, UPC-A, EAN-13 and ITF-14 are one number: the GTIN in 14 digits. */
export function toGtin(digits: string): Outcome<string> {
    if (!/^(\d{8}|\d{12,14})$/.test(digits))
        return refuse('scan.not-a-product', `«${show(digits)}» no es un código GS1 ni el código de barras de un producto.`)
    return hasCheckDigit(digits) ? took(digits.padStart(14, '0')) : wrongCheckDigit(digits)
}
