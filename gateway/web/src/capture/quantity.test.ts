import { expect, test } from 'vitest'
import { readQuantity } from './quantity'

test.each([
    ['1', 1],
    ['1200', 1200],
    ['1,200', 1200],
    ['1,234,567', 1234567],
    [' 1 200 ', 1200],
    ['1\u00a0200', 1200],
    ['１２', 12],
    ['007', 7],
    ['2,147,483,647', 2147483647],
])('%j is %d', (typed, value) => expect(readQuantity(typed)).toEqual({ ok: true, value }))

test.each([
    ['', 'pieces.missing'],
    ['  ', 'pieces.missing'],
    ['-3', 'pieces.negative'],
    ['−3', 'pieces.negative'],
    ['-1,200', 'pieces.negative'],
    ['1.5', 'pieces.decimals'],
    ['12.0', 'pieces.decimals'],
    ['1.200', 'pieces.decimals'],
    ['1,20', 'pieces.decimals'],
    ['1,2000', 'pieces.decimals'],
    ['1,200.50', 'pieces.decimals'],
    [',5', 'pieces.decimals'],
    ['.', 'pieces.decimals'],
    ['10 tabletas', 'pieces.not-a-number'],
    ['1e3', 'pieces.not-a-number'],
    ['+5', 'pieces.not-a-number'],
    ['٣', 'pieces.not-a-number'],
    ['--3', 'pieces.not-a-number'],
    ['Infinity', 'pieces.not-a-number'],
    ['0', 'pieces.not-positive'],
    ['2147483648', 'pieces.too-many'],
    ['9'.repeat(400), 'pieces.too-many'],
])('%j is refused', (typed, code) => expect(readQuantity(typed)).toMatchObject({ ok: false, code }))

test('none is a quantity where it may be', () => expect(readQuantity('0', 0)).toEqual({ ok: true, value: 0 }))
test('says in Spanish what is expected', () =>
    expect(readQuantity('1.5')).toMatchObject({
        text: '«1.5» no es un número entero: las cantidades son de piezas enteras, como 1200 o 1,200.',
    }))
