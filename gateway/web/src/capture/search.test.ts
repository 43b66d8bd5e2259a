import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from './codes'
import { type Item, makeIndex, suggest } from './search'

const items: Item[] = [
    { clave: '010.000.0104.00', text: 'Paracetamol, tableta 500 mg' },
    { clave: '010.000.0106.00', text: 'Paracetamol, solución oral 100 mg/mL' },
    { clave: '010.000.0101.00', text: 'Ácido acetilsalicílico, tableta 500 mg' },
    { clave: '010.000.1711.00', text: 'Ácido fólico, tableta 0.4 mg' },
    { clave: '010.000.2102.00', text: 'Amlodipino, tableta 5 mg, con paracetamol no' },
    { clave: '060.345.3798', text: 'Equipo para venoclisis, sin aguja' },
    { clave: '060.345.0104', text: 'Equipo de transfusión' },
]
const index = makeIndex(items)
const none = new Map<string, number>()
const found = (typed: string, shelf: ReadonlyMap<string, number> = none, most?: number) =>
    suggest(index, typed, shelf, most).map(x => x.clave)

describe('what is suggested', () => {
    test.each([
        ['parac', ['010.000.0104.00', '010.000.0106.00', '010.000.2102.00'].toSorted()],
        ['PARAC', ['010.000.0104.00', '010.000.0106.00', '010.000.2102.00'].toSorted()],
        ['acido', ['010.000.0101.00', '010.000.1711.00']],
        ['ÁCIDO fol', ['010.000.1711.00']],
        ['tab 500', ['010.000.0101.00', '010.000.0104.00']],
        ['500 tab parac', ['010.000.0104.00']],
        ['0.4', ['010.000.1711.00']],
        ['solucion', ['010.000.0106.00']],
        ['mg/mL', ['010.000.0106.00']],
        ['racetamol', []], // a word's beginning, not its middle
        ['parac xyz', []],
        ['', []],
        ['  ,', []],
        ['0104', ['010.000.0104.00', '060.345.0104']],
        ['0100000104', ['010.000.0104.00']],
        ['010.000.01', ['010.000.0101.00', '010.000.0104.00', '010.000.0106.00']],
        ['060.345', ['060.345.0104', '060.345.3798']],
        ['1711', ['010.000.1711.00']],
        ['171100', ['010.000.1711.00']],
        ['0104 parac', ['010.000.0104.00']],
    ])('of %j', (typed, claves) => expect(found(typed).toSorted()).toEqual(claves))

    test('what the unit has comes first, then its formulary, then the rest', () => {
        const shelf = new Map([
            ['010.000.0106.00', 40],
            ['010.000.2102.00', 0],
        ])
        expect(found('parac', shelf)).toEqual(['010.000.0106.00', '010.000.2102.00', '010.000.0104.00'])
        expect(found('parac', shelf, 1)).toEqual(['010.000.0106.00'])
    })

    test('a name that begins so comes before one that has it within, then by name', () =>
        expect(found('parac')).toEqual(['010.000.0106.00', '010.000.0104.00', '010.000.2102.00']))
})

const names = [
    'Paracetamol',
    'Ácido',
    'Amoxicilina',
    'Solución',
    'Metformina',
    'Insulina',
    'Omeprazol',
    'Ceftriaxona',
    'Guante',
    'Jeringa',
]
const forms = ['tableta', 'cápsula', 'solución inyectable', 'suspensión oral', 'crema', 'pieza', 'envase con 10']
const many: Item[] = Array.from({ length: 5000 }, (_, i) => ({
    clave: `${['010', '040', '060'][i % 3]}.000.${String(i).padStart(4, '0')}.00`,
    text: `${names[i % names.length]}${i % 97} ${forms[i % forms.length]} ${(i * 7) % 1000} mg, envase contiene ${i % 50} piezas, uso general`,
}))

describe('5,000 claves', () => {
    const large = makeIndex(many)
    const shelf = new Map(many.filter((_, i) => i % 5 === 0).map((x, i) => [x.clave, i % 3]))

    test.each([
        'p',
        'pa',
        'paracetamol',
        'acido tab',
        'piezas uso',
        '0',
        '01',
        '0104',
        '010.000.0',
        'envase contiene piezas general',
        'zzz',
    ])('%j takes under 5 ms', typed => {
        const times = Array.from({ length: 30 }, () => {
            const before = performance.now()
            suggest(large, typed, shelf)
            return performance.now() - before
        })
        expect(Math.min(...times)).toBeLessThan(5)
    })

    test('give what a look at each item gives', () => {
        const words = many.map(({ clave, text }) => {
            const code = clave.replaceAll('.', '')
            return { clave, words: [...fold(text).split(/[^A-Z0-9]+/), code, code.slice(6)] }
        })
        const typed = fc.array(fc.constantFrom(...'PA SOL CRE 50 7 MG E A 0104 12 TAB X'.split(' ')), {
            minLength: 1,
            maxLength: 3,
        })
        fc.assert(
            fc.property(typed, all => {
                const having = words.filter(x => all.every(y => x.words.some(z => z.startsWith(y)))).map(x => x.clave)
                expect(
                    suggest(large, all.join(' ').toLowerCase(), shelf, 5000)
                        .map(x => x.clave)
                        .toSorted(),
                ).toEqual(having.toSorted())
            }),
            { numRuns: 30 },
        )
    })
})
