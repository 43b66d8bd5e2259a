import fc from 'fast-check'
import { describe, expect, inject, test } from 'vitest'
import { type Element, elementString, readBracketed, readScan, separator } from './gs1'
import { checkDigit } from './gtin'

declare module 'vitest' {
    interface ProvidedContext {
        gs1Examples: string | null
    }
}

const today = '2026-11-27'

const anySet = (most: number) =>
    fc.string({
        unit: fc.constantFrom(...'!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'),
        minLength: 1,
        maxLength: most,
    })
const digits = (least: number, most: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: least, maxLength: most })
const checked = (length: number) => digits(length - 1, length - 1).map(x => x + checkDigit(x))
const date = fc
    .date({ min: new Date('1980-01-01'), max: new Date('2070-12-31'), noInvalidDate: true })
    .map(x => x.toISOString().slice(2, 10).replaceAll('-', ''))
const values: Record<string, fc.Arbitrary<string>> = {
    '10': anySet(20),
    '21': anySet(20),
    '17': date,
    '11': date,
    '15': date,
    '20': digits(2, 2),
    '240': anySet(30),
    '241': anySet(30),
    '30': digits(1, 8),
    '3102': digits(6, 6),
    '3925': digits(1, 15),
    '410': checked(13),
    '422': digits(3, 3),
    '7003': date.map(x => `${x}1200`),
    '8003': checked(13).chain(x => anySet(16).map(y => `0${x}${y}`)),
    '8005': digits(6, 6),
    '98': anySet(90),
}
const elements = fc
    .record({
        gtin: checked(14),
        more: fc
            .shuffledSubarray(Object.keys(values))
            .chain(ais => fc.tuple(...ais.map(ai => values[ai]!.map(value => ({ ai, value }))))),
        at: fc.nat(),
    })
    .map(({ gtin, more, at }) => more.toSpliced(at % (more.length + 1), 0, { ai: '01', value: gtin }))

describe('whatever its fields', () => {
    const reads = (made: Element[], text: string) => {
        const scan = readScan(text, { today, separators: [] })
        const found = scan.kind === 'read' ? [scan.scanned] : scan.kind === 'choices' ? scan.choices : []
        expect(found[0]?.elements).toEqual(made)
        if (text.slice(0, -1).includes(separator)) expect(scan).toMatchObject({ kind: 'read', isRepaired: false })
    }

    test('a code is read as it was written', () =>
        fc.assert(
            fc.property(elements, made => reads(made, `]d2${elementString(made)}`)),
            { numRuns: 2000 },
        ))

    test('a code without its mark is read as it was written', () =>
        fc.assert(
            fc.property(elements, made => reads(made, elementString(made))),
            { numRuns: 2000 },
        ))

    test('the form with parentheses says the same', () =>
        fc.assert(
            fc.property(elements, made => {
                const text = made.map(x => `(${x.ai})${x.value.replaceAll('(', '\\(')}`).join('')
                expect(readBracketed(text, today)).toEqual({ ok: true, value: made })
            }),
            { numRuns: 2000 },
        ))

    test('a wrong digit in the GTIN is found', () =>
        fc.assert(
            fc.property(checked(14), fc.nat(13), fc.integer({ min: 1, max: 9 }), (right, at, by) => {
                const wrong = right.slice(0, at) + ((Number(right[at]) + by) % 10) + right.slice(at + 1)
                expect(readScan(`]d201${wrong}10A`, { today })).toMatchObject({
                    kind: 'refused',
                    why: { code: 'scan.check-digit' },
                })
            }),
        ))

    test('no text makes it fail', () =>
        fc.assert(
            fc.property(fc.oneof(fc.string({ unit: 'binary' }), anySet(60), digits(0, 60)), text => {
                expect(['read', 'choices', 'refused']).toContain(readScan(text, { today }).kind)
            }),
            { numRuns: 5000 },
        ))
})

const examples = inject('gs1Examples')
describe.skipIf(examples === null)("GS1's own examples", () => {
    const rows = (examples ?? '')
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map(x => {
            const [kind, should, ...rest] = x.split(',')
            return { kind, isValid: should === 'true', input: rest.slice(0, -1).join(','), expected: rest.at(-1)! }
        })

    test('are there', () => expect(rows.length).toBeGreaterThan(100))

    test.each(rows.filter(x => x.kind === 'bracketed_AI_to_unbracketed'))('$input', ({ isValid, input, expected }) => {
        const elements = readBracketed(input, today)
        expect(elements.ok).toBe(isValid)
        if (elements.ok) expect(`^${elementString(elements.value).replaceAll(separator, '^')}`).toBe(expected)
    })

    test.each(rows.filter(x => x.kind === 'unbracketed_valid'))('$input', ({ isValid, input }) => {
        const scan = readScan(input.replaceAll('^', separator), { today, separators: [] })
        expect(scan.kind === 'read' && !scan.isRepaired).toBe(isValid)
    })
})
