import { describe, expect, it } from 'vitest'
import type { ConsolidatedAnswers, DemandLine } from '../api/models'
import { answered, faultOf, isStale, kept, linesOf, typed, type Edits } from './edits'

const line = (consolidated: number | null, version = 3) =>
    ({ buyer: 'EF-13', clave: '010.000.0104.00', consolidated, version }) as unknown as DemandLine
const key = 'EF-13|010.000.0104.00'

describe('the edits of a demand', () => {
    it('hold what was typed with what was there when it was begun', () => {
        const first = typed({}, line(100), '2')
        const edits = typed(first, line(999, 4), '240')
        expect(edits[key]).toEqual({ buyer: 'EF-13', clave: '010.000.0104.00', text: '240', was: 100, version: 3 })
        expect(linesOf(edits)).toEqual([{ buyer: 'EF-13', clave: '010.000.0104.00', max: 240, version: 3 }])
    })
    it('hold nothing of a line that is as it was', () => {
        expect(typed(typed({}, line(1200), '1'), line(1200), '1,200')).toEqual({})
        expect(typed({}, line(null), ' ')).toEqual({})
    })
    it('hold an empty field where a quantity was, and say that it is none', () => {
        const edits = typed({}, line(100), '')
        expect(faultOf(edits[key]!)).toBe('Falta la cantidad de piezas.')
        expect(linesOf(edits)).toEqual([])
    })
    it('know that somebody else changed the line, and go on when the person keeps the own', () => {
        const edits = typed({}, line(100), '240')
        expect(isStale(edits[key], line(100))).toBe(false)
        expect(isStale(edits[key], line(300, 4))).toBe(true)
        expect(kept(edits, line(300, 4))[key]).toMatchObject({ text: '240', was: 300, version: 4 })
    })
    it('lose what was recorded, keep what was refused and what was typed meanwhile', () => {
        const sent: Edits = typed({}, line(100), '240')
        const answer = (status: string, more = {}) =>
            [
                { status, buyer: 'EF-13', clave: '010.000.0104.00', consolidated: 240, version: 4, ...more },
            ] as ConsolidatedAnswers['lines']
        expect(answered(sent, sent, answer('recorded'))).toEqual({})
        expect(answered(sent, sent, answer('refused', { detail: 'no' }))[key]).toMatchObject({ text: '240', why: 'no' })
        const later = typed(sent, line(100), '2400')
        expect(answered(later, sent, answer('recorded'))[key]).toMatchObject({ text: '2400', was: 240, version: 4 })
    })
})
