import { describe, expect, it } from 'vitest'
import { bodyOf, controlOf, emptyForm, emptyLine, faultsOf, fieldId, isUnusual, type Form, type Line } from './form'

const line = (changes: Partial<Line>): Line => ({
    ...emptyLine(),
    text: '010.000.0104.00',
    clave: '010.000.0104.00',
    award: 'a',
    quantity: '100',
    ...changes,
})
const form = (changes: Partial<Form>): Form => ({
    ...emptyForm(),
    destinationText: 'ALM-13-01',
    destination: 'ALM-13-01',
    source: 'FARMACÉUTICA UNO',
    lines: [line({}), emptyLine()],
    ...changes,
})

describe('an order', () => {
    it('is sent as it is written, blank lines left out', () => {
        expect(faultsOf(form({}), null)).toEqual([])
        expect(bodyOf(form({ lines: [line({ quantity: '1,200' }), emptyLine()] }), '13', '2026-11-27', null)).toEqual({
            state: '13',
            issuedOn: '2026-11-27',
            source: { kind: 'supplier', id: 'FARMACÉUTICA UNO' },
            destination: 'ALM-13-01',
            promisedOn: null,
            emergency: false,
            lines: [{ clave: '010.000.0104.00', quantity: 1200, award: 'a' }],
        })
        const toWarehouse = bodyOf(form({ kind: 'warehouse', source: 'ALM-13-02' }), '13', '2026-11-27', '2026-12-01')
        expect(toWarehouse.lines![0]!.award).toBeNull()
    })

    it('says at each field what is missing', () => {
        const twice = line({})
        const bad = line({ clave: '010.000.5165.00', quantity: '2.5' })
        const none = line({ clave: '010.000.0574.00', award: '' })
        const found = faultsOf(
            form({ destination: null, source: '', promised: 'pronto', lines: [line({}), twice, bad, none] }),
            null,
        )
        expect(found.map(x => x.field)).toEqual([
            'destino',
            'origen',
            'prometida',
            fieldId(twice, 'clave'),
            fieldId(bad, 'quantity'),
            fieldId(none, 'clave'),
        ])
        expect(faultsOf(form({ lines: [emptyLine()] }), null)).toHaveLength(1)
    })

    it('asks once about far more than a usual month', () => {
        expect(isUnusual(line({ quantity: '1000' }), 100)).toBe(false)
        expect(isUnusual(line({ quantity: '1001' }), 100)).toBe(true)
        expect(isUnusual(line({ quantity: '1001', asked: 1001 }), 100)).toBe(false)
        expect(isUnusual(line({ quantity: '2000', asked: 1001 }), 100)).toBe(true)
        expect(isUnusual(line({ quantity: '1001' }), null)).toBe(false)
        expect(isUnusual(line({ quantity: '1001' }), 0)).toBe(false)
    })

    it('finds the control of a refusal, blank lines not counted', () => {
        const second = line({ clave: '010.000.5165.00' })
        const all = form({ lines: [line({}), emptyLine(), second] })
        expect(controlOf('lines[1].quantity', all)).toBe(fieldId(second, 'quantity'))
        expect(controlOf('lines[1].award', all)).toBe(fieldId(second, 'clave'))
        expect(controlOf('source.id', all)).toBe('origen')
        expect(controlOf(null, all)).toBe('destino')
    })
})
