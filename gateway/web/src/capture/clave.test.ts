import { describe, expect, test } from 'vitest'
import { findClave, readClave, readFacility, readLot } from './clave'
import { fold } from './codes'
import vectors from './kernel.vectors.json'
import { type Outcome, took } from './outcome'
import { pieces } from './quantity'

interface Vector {
    kind: string
    text: string
    value?: string
    code?: string
    detail?: string
}

/** tests/Kernel.Tests writes the file from the services' own code. */
describe('what the services say of a text is what the page says', () => {
    const rules: Record<string, (text: string) => Outcome<string | number>> = {
        clave: readClave,
        facility: readFacility,
        lot: readLot,
        fold: x => took(fold(x)),
        atLeastZero: x => pieces(x === '' ? null : Number(x), 0),
        positive: x => pieces(x === '' ? null : Number(x), 1),
    }

    test('of every kind', () => expect(new Set((vectors as Vector[]).map(x => x.kind))).toEqual(new Set(Object.keys(rules))))

    test.each(vectors as Vector[])('$kind $text', ({ kind, text, value, code, detail }) => {
        const said = rules[kind]!(text)
        if (value !== undefined)
            expect(said).toEqual({
                ok: true,
                value: typeof (said as { value: unknown }).value === 'number' ? Number(value) : value,
            })
        else expect(said).toEqual({ ok: false, code, text: detail })
    })
})

describe('a clave as it is typed', () => {
    const known = [
        '010.000.0104.00',
        '010.000.0104.01',
        '010.000.1711.00',
        '060.345.3798',
        '060.345.3798.00',
        '010.000.0106.00',
        '040.000.0106.00',
    ]
    const found = (clave: string, isKnown = true) => ({ kind: 'found', clave, isKnown })

    test.each([
        ['1711', '010.000.1711.00'],
        ['1711.00', '010.000.1711.00'],
        ['171100', '010.000.1711.00'],
        ['0104.01', '010.000.0104.01'],
        ['010.000.1711.00', '010.000.1711.00'],
        ['010.000.1711', '010.000.1711.00'],
        ['0100001711', '010.000.1711.00'],
        ['010000171100', '010.000.1711.00'],
        ['010 000 1711 00', '010.000.1711.00'],
        ['010-000-1711-00', '010.000.1711.00'],
        [' 1711 ', '010.000.1711.00'],
        ['１７１１', '010.000.1711.00'],
        ['0603453798', '060.345.3798'],
        ['060.345.3798.00', '060.345.3798.00'],
    ])('%s is %s', (typed, clave) => expect(findClave(typed, known)).toEqual(found(clave)))

    test('is asked where several have it', () => {
        expect(findClave('0104', known)).toEqual({ kind: 'several', claves: ['010.000.0104.00', '010.000.0104.01'] })
        expect(findClave('104', known)).toEqual({ kind: 'several', claves: ['010.000.0104.00', '010.000.0104.01'] })
        expect(findClave('0106', known)).toEqual({ kind: 'several', claves: ['010.000.0106.00', '040.000.0106.00'] })
    })

    test('is taken where the device does not know it and it is well formed', () => {
        expect(findClave('010.000.9999.00', known)).toEqual(found('010.000.9999.00', false))
        expect(findClave('010000999900', known)).toEqual(found('010.000.9999.00', false))
        expect(findClave('0609999999', known)).toEqual(found('060.999.9999', false))
    })

    test.each([
        ['9999', 'clave.not-found'],
        ['99999', 'clave.not-found'],
        ['04', 'clave.not-found'],
        ['paracetamol', 'clave.malformed'],
        ['', 'clave.malformed'],
        ['0100000104000', 'clave.malformed'],
        ['000000000000', 'clave.placeholder'],
        ['010.000.О104.00', 'clave.malformed'],
    ])('%s is refused', (typed, code) => expect(findClave(typed, known)).toMatchObject({ kind: 'refused', why: { code } }))

    test('looks through 5,000 claves while a key goes down', () => {
        const many = Array.from({ length: 5000 }, (_, i) => `010.000.${String(i).padStart(4, '0')}.00`)
        const times = Array.from({ length: 20 }, () => {
            const before = performance.now()
            expect(findClave('0104', many)).toEqual(found('010.000.0104.00'))
            return performance.now() - before
        })
        expect(Math.min(...times)).toBeLessThan(10)
    })
})
