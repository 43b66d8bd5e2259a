import { describe, expect, test } from 'vitest'
import { dateOf, readScan, type Scanned, separator, usualSeparators } from './gs1'

const today = '2026-11-27'
const gtin = '07501234567893'
const read = (text: string) => readScan(text, { today })
const scanned = (text: string): Partial<Scanned> => {
    const scan = read(text)
    if (scan.kind !== 'read') throw new Error(JSON.stringify(scan))
    return scan.scanned
}
const why = (text: string) => {
    const scan = read(text)
    return scan.kind === 'refused' ? scan.why.code : scan.kind
}
const all = { gtin, expiresOn: '2027-02-28', lot: 'AB-12/3', serial: 'X9Y8Z7' }
const whole = `01${gtin}17270228` + `10AB-12/3${separator}21X9Y8Z7`

describe('a code that a scanner sends', () => {
    test.each([']d2', '+d2', ']C1', ']Q3', ']e0', ']J1', '', separator, `]C1${separator}`])('is read after %j', prefix =>
        expect(scanned(prefix + whole)).toMatchObject(all),
    )

    test.each(usualSeparators)('is read with %j as separator', mark =>
        expect(scanned(`]d2${whole.replaceAll(separator, mark)}`)).toMatchObject(all),
    )

    test('is read with line ends, blanks and a separator at its end', () =>
        expect(scanned(`  ${whole}${separator}\r\n`)).toMatchObject(all))

    test('takes another mark where the scanner is set so', () =>
        expect(readScan(whole.replaceAll(separator, '#'), { today, separators: ['#'] })).toMatchObject({
            kind: 'read',
            scanned: all,
        }))

    test('may come in any order, with a separator where none is needed', () =>
        expect(scanned(`21X9Y8Z7${separator}10AB-12/3${separator}17270228${separator}01${gtin}`)).toMatchObject(all))

    test.each([
        ['11260101', 'made'],
        ['13260101', 'packed'],
        ['15271231', 'best before'],
        ['16271231', 'sold by'],
        ['2001', 'variant'],
        [`240A-1${separator}`, 'more'],
        [`241PART${separator}`, 'part'],
        [`242123${separator}`, 'variant'],
        [`250SECOND${separator}`, 'second serial'],
        ['3103001250', 'weight'],
        ['3302000500', 'gross weight'],
        ['4107501234567893', 'place'],
        [`422484${separator}`, 'country'],
        [`712987654${separator}`, 'national number'],
        [`7003270228${'1200'}${separator}`, 'hour of expiry'],
        [`91own${separator}`, 'inner'],
    ])('passes over %j: %s', between =>
        expect(scanned(`01${gtin}${between}17270228` + `10AB-12/3${separator}21X9Y8Z7`)).toMatchObject(all),
    )

    test('says how many', () => {
        expect(scanned(`01${gtin}3024`)).toMatchObject({ gtin, count: 24 })
        expect(scanned(`02${gtin}17270228` + `3712${separator}10A1`)).toMatchObject({ gtin, count: 12, lot: 'A1' })
    })

    test('without a day expires on the last of the month', () => {
        expect(scanned(`01${gtin}17280200`)).toMatchObject({ expiresOn: '2028-02-29' })
        expect(scanned(`01${gtin}17270200`)).toMatchObject({ expiresOn: '2027-02-28' })
        expect(scanned(`01${gtin}17261100`)).toMatchObject({ expiresOn: '2026-11-30' })
    })

    test('that says the same twice says it once', () =>
        expect(scanned(`01${gtin}10A${separator}10A`)).toMatchObject({ gtin, lot: 'A' }))
})

test('years are from 49 years ago to 50 ahead', () => {
    expect(dateOf('760101', today)).toBe('2076-01-01')
    expect(dateOf('770101', today)).toBe('1977-01-01')
    expect(dateOf('270101', '2079-01-01')).toBe('2127-01-01')
    expect(dateOf('290101', '2079-01-01')).toBe('2129-01-01')
    expect(dateOf('300101', '2079-01-01')).toBe('2030-01-01')
    expect(dateOf('990101', '2001-01-01')).toBe('1999-01-01')
})

describe('the plain bar code of a product is its GTIN', () => {
    test.each([
        ['7501234567893', gtin],
        ['036000291452', '00036000291452'],
        ['96385074', '00000096385074'],
        ['17501234567890', '17501234567890'],
        [']E07501234567893', gtin],
        [']E496385074', '00000096385074'],
        ['7 501234 567893', gtin],
    ])('%s', (text, expected) => expect(scanned(text)).toMatchObject({ gtin: expected, lot: null, expiresOn: null }))

    test.each([
        ['7501234567890', 'scan.check-digit'],
        ['0360002914523', 'scan.check-digit'],
        ['1234567', 'scan.not-a-product'],
        ['123456789', 'scan.not-a-product'],
        ['HGIMB000011', 'scan.not-a-product'],
        ['2100012345', 'scan.not-a-product'], // a folio, that could be a serial number
        ['F-2026-000123', 'scan.not-a-product'],
    ])('%s is refused', (text, code) => expect(why(text)).toBe(code))
})

describe('as people write it', () => {
    test.each([`(01)${gtin}(17)270228(10)AB-12/3(21)X9Y8Z7`, `]C1(01) ${gtin} (17) 270228 (10) AB-12/3 (21) X9Y8Z7`])(
        '%s',
        text => expect(scanned(text)).toMatchObject(all),
    )

    test.each([
        ['(01)07501234567890', 'scan.check-digit'],
        [`(01)${gtin}(17)271332`, 'scan.date'],
        [`(01)${gtin}(17)9(90)217`, 'scan.value'],
        [`(01)${gtin}(10)`, 'scan.value'],
        [`(01)${gtin}(89)A`, 'scan.unknown-identifier'],
        ['(01', 'scan.unknown-identifier'],
        [`(01)${gtin}(10)A(10)B`, 'scan.repeated'],
    ])('%s is refused', (text, code) => expect(why(text)).toBe(code))
})

describe('a code that cannot be read is refused with its reason', () => {
    test.each([
        ['', 'scan.empty'],
        [']d2', 'scan.empty'],
        [']d2' + separator, 'scan.empty'],
        ['010750123456789017270228', 'scan.check-digit'],
        [`]d201${gtin}17270230`, 'scan.date'],
        [`]d201${gtin}17271301`, 'scan.date'],
        [`]d201${gtin}172702`, 'scan.value'],
        [`]d201${gtin.slice(0, 10)}`, 'scan.value'],
        [`]d201${gtin}89A`, 'scan.unknown-identifier'],
        [`]d201${gtin}10ABCDEFGHIJKLMNOPQRSTUVWXYZ`, 'scan.value'],
        [`]d201${gtin}10Ñ1`, 'scan.value'],
        [`]d201${gtin}10A\ufffd`, 'scan.value'], // a dead key
        [`]d201${gtin}10A${separator}10B`, 'scan.repeated'],
        [`]C1${'00'}123456789012345678`, 'scan.check-digit'],
    ])('%j', (text, code) => expect(why(text)).toBe(code))

    test('in Spanish', () =>
        expect(read(`]d201${gtin}17270230`)).toMatchObject({
            why: { text: 'El código trae en el dato (17) la fecha «270230», que no existe.' },
        }))
})

describe('a lost separator', () => {
    const isRepaired = true
    test('before the expiry is found where no other reading is valid', () =>
        expect(read(`]d201${gtin}21ABCDEFGHIJ1234X17270228` + '10LOT9')).toMatchObject({
            kind: 'read',
            isRepaired,
            scanned: { serial: 'ABCDEFGHIJ1234X', expiresOn: '2027-02-28', lot: 'LOT9' },
        }))

    test('before the lot is found where no other reading is valid', () =>
        expect(read(`01${gtin}17270228` + `21SERIALNUMBER-00000010LOTE-9`)).toMatchObject({
            kind: 'read',
            isRepaired,
            scanned: { serial: 'SERIALNUMBER-000000', lot: 'LOTE-9', expiresOn: '2027-02-28' },
        }))

    test('before the expiry is asked where the lot could hold it', () => {
        const scan = read(`01${gtin}10ABC17270228`)
        expect(scan).toMatchObject({
            kind: 'choices',
            choices: [
                { lot: 'ABC17270228', expiresOn: null },
                { lot: 'ABC', expiresOn: '2027-02-28' },
            ],
        })
    })

    test('before the serial number is asked where the lot could hold it', () =>
        expect(read(`01${gtin}17270228` + '10LOT921SER1234')).toMatchObject({
            kind: 'choices',
            choices: [
                { lot: 'LOT921SER1234', serial: null },
                { lot: 'LOT9', serial: 'SER1234' },
            ],
        }))

    test.each(['L2145', 'A10', 'B17', 'X1713450', '1010', '2121'])('is not sought in the lot %s', lot =>
        expect(read(`01${gtin}17270228` + `10${lot}`)).toMatchObject({ kind: 'read', isRepaired: false, scanned: { lot } }),
    )

    test('is not sought where the scanner sends separators', () =>
        expect(read(`01${gtin}10ABC17270228${separator}21S`)).toMatchObject({
            kind: 'read',
            isRepaired: false,
            scanned: { lot: 'ABC17270228' },
        }))

    test('is sought where one of two was sent and nothing else is valid', () =>
        expect(read(`01${gtin}21ABCDEFGHIJ1234X17270228` + `10LOT9${separator}240X`)).toMatchObject({
            kind: 'read',
            isRepaired,
            scanned: { lot: 'LOT9' },
        }))
})

/** ^ stands for FNC1. Each kind of form once as it must be, and as it must not. */
describe('the form of each element', () => {
    const isValid = (text: string) => {
        const scan = readScan(text.replaceAll('^', separator), { today, separators: [] })
        return scan.kind === 'read' && !scan.isRepaired
    }

    test.each([
        '^0107501234567893',
        '^0107501234567893^',
        '^010750123456789391A',
        '^0107501234567893^91A',
        '^00123456789012345675',
        '^2429',
        '^242987654^21S',
        '^235ABC',
        '^81110050^10A',
        '^800198761234512398',
        '^7007260101',
        '^7007260101260131',
        '^800307501234567893',
        '^800307501234567893SERIE^10A',
        '^7230XYA',
        '^423484',
        '^423484840124',
        '^4309'.padEnd(25, '1'),
        '^310512345611260100',
        '^3900150^17270228',
        '^8006075012345678930102',
        '^4333000100-',
        '^4333000100',
        '^2537501234567893',
        '^2537501234567893ABC',
        '^8030aZ09_-=',
        '^8010A#/-9',
        '^99'.padEnd(93, '/'),
    ])('%s', text => expect(isValid(text)).toBe(true))

    test.each([
        '^',
        '^89A',
        '^0107501234567894',
        '^010750123456789',
        '^01075012345678932',
        '^01A7501234567893',
        '^0107501234567893^^91A',
        '^242',
        '^2421234567',
        '^235'.padEnd(33, 'A'),
        '^811105',
        '^8111005000',
        '^80019876123451239',
        '^700726010',
        '^70072601012',
        '^7007261301',
        '^800317501234567893',
        '^800307501234567890',
        '^800307501234567893'.padEnd(36, 'A'),
        '^7230XY',
        '^42348',
        '^4234848',
        '^4234844844844844844',
        '^310612345',
        '^3106123456',
        '^8006075012345678900102',
        '^80030a',
        '^8010a',
        '^91Ñ',
        '^91A B',
        '991234',
        '^0007501234567893',
    ])('%s is refused', text => expect(isValid(text)).toBe(false))

    test('a parenthesis within a value has a mark before it', () =>
        expect(read(`(01)${gtin}(10)A\\(B`)).toMatchObject({ scanned: { lot: 'A(B' } }))
})
