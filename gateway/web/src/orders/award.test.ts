import { describe, expect, it } from 'vitest'
import { controlOf, emptyPart, partId, priceOf, readParts, readTerms } from './award'

describe('an award', () => {
    it('has a price of pesos with four decimals at most', () => {
        expect([priceOf('12.50'), priceOf('$1,200'), priceOf('0.1234'), priceOf('0')]).toEqual([12.5, 1200, 0.1234, 0])
        expect([priceOf(''), priceOf('-1'), priceOf('1.23456'), priceOf('doce')]).toEqual([null, null, null, null])
    })

    it('says which of its terms cannot be', () => {
        const { terms, faults } = readTerms({
            supplier: ' Uno ',
            clave: '010.000.0104.00',
            from: '1/1/2027',
            to: '31/12/2028',
            price: '12.50',
            fundingSource: '',
        })
        expect(faults).toEqual([])
        expect(terms).toEqual({
            supplier: 'Uno',
            clave: '010.000.0104.00',
            from: '2027-01-01',
            to: '2028-12-31',
            unitPrice: 12.5,
            fundingSource: null,
        })
        const wrong = readTerms({ supplier: '', clave: '12', from: 'x', to: '', price: '-', fundingSource: '' })
        expect(wrong.faults.map(x => x.field)).toEqual(['clave', 'proveedor', 'desde', 'hasta', 'precio'])
        expect(
            readTerms({
                supplier: 'a',
                clave: '010.000.0104.00',
                from: '2/1/2027',
                to: '1/1/2027',
                price: '1',
                fundingSource: '',
            }).faults,
        ).toHaveLength(1)
    })

    it('has a minimum and a maximum for each buyer, blank ones left out', () => {
        const good = { ...emptyPart('EF-13'), min: '', max: '1,000' }
        const bad = { ...emptyPart('EF-06'), min: '5', max: '4' }
        expect(readParts([good, emptyPart()])).toEqual({ buyers: [{ buyer: 'EF-13', min: 0, max: 1000 }], faults: [] })
        expect(readParts([bad, { ...emptyPart(), max: '3' }]).faults).toHaveLength(2)
        expect(controlOf('buyers[0].max', [emptyPart(), good])).toBe(partId(good, 'max'))
        expect(controlOf('unitPrice', [good])).toBe('precio')
    })
})
