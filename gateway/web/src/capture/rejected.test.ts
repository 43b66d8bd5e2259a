import { describe, expect, it } from 'vitest'
import { rejectedList, rowsIn, textOf } from './rejected'

const why = { detail: 'La clave «1» no existe, «ni» esta.', field: 'clave' }

describe('the list of the rejected rows', () => {
    it('has the row as it was, its line, its column and the reason', () => {
        const list = rejectedList('clave,descripcion\na,b\n1,c\n', [{ row: 3, ...why }])
        expect(list).toBe(
            '\ufeffclave,descripcion,renglón,columna,motivo\r\n1,c,3,"clave","La clave «1» no existe, «ni» esta."\r\n',
        )
    })
    it('keeps the separator of the file, also one that a first line names', () => {
        expect(rejectedList('a;b\r\n1;2\r\n', [{ row: 2, ...why }])).toContain('\r\n1;2;2;"clave";')
        expect(rejectedList('sep=;\na;b\n1;2', [{ row: 3, ...why }])).toContain('a;b;renglón;columna;motivo\r\n1;2;3;')
        expect(rejectedList('a\tb\n1\t2', [{ row: 2, ...why }])).toContain('1\t2\t2\t')
    })
    it('takes a cell over several lines whole, and fills a short row up', () => {
        expect(rejectedList('a,b\n"1,\n2",3\nx', [{ row: 2, ...why }])).toContain('"1,\n2",3,2,')
        expect(rejectedList('a,b,c\nx\n', [{ row: 2, ...why }])).toContain('\r\nx,,,2,')
    })
    it('names its columns anew in a list that was rejected before', () => {
        expect(rejectedList('a,renglón,columna,motivo\n1,2,,x', [{ row: 2, ...why }])).toContain(
            'a,renglón,columna,motivo,renglón 2,columna 2,motivo 2\r\n1,2,,x,2,',
        )
    })
    it('doubles quotes within a reason', () => {
        expect(rejectedList('a\n1', [{ row: 2, detail: 'dice "x"', field: null }])).toContain('1,2,"","dice ""x"""')
    })
})

describe('a file', () => {
    it('is read as UTF-8, or as Excel of old saved it', () => {
        expect(textOf(new TextEncoder().encode('ñ'))).toBe('ñ')
        expect(textOf(Uint8Array.of(0xf1))).toBe('ñ')
        expect(textOf(Uint8Array.of(0xff, 0xfe, 0xf1, 0))).toBe('ñ')
    })
    it('has as many rows as lines that hold anything under the header', () => {
        expect(rowsIn('sep=,\na,b\n\n1,2\n3,4\n')).toBe(2)
        expect(rowsIn('')).toBe(0)
    })
})
