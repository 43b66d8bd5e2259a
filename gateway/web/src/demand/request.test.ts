import { describe, expect, it } from 'vitest'
import type { DemandLine } from '../api/models'
import { compared, emptyRequest, faultsOf, lineOf, typedIn, wantsReason, whole } from './request'

const clave = '010.000.0104.00'
const line = (requested: number | null, justification: string | null = null) =>
    ({ clave, requested, justification, justifyBelow: 75, justifyAbove: 125 }) as unknown as DemandLine

describe('a request', () => {
    it('wants a reason of what is far from what was consumed, above and below', () => {
        for (const [quantity, isFar] of [
            ['74', true],
            ['75', false],
            ['125', false],
            ['126', true],
            ['', false],
            ['x', false],
        ] as const)
            expect(wantsReason({ quantity, justification: '', line: line(null) }), quantity).toBe(isFar)
        const far = typedIn(emptyRequest, line(null), { quantity: '1,260' })
        expect(faultsOf(far)).toEqual([
            { clave, part: 'justificacion', text: 'Sin justificar, de 75 a 125: falta justificar 1,260.' },
        ])
        expect(faultsOf(typedIn(far, line(null), { justification: 'Abre un hospital.' }))).toEqual([])
    })
    it('says at the quantity what is none', () => {
        expect(faultsOf(typedIn(emptyRequest, line(null), { quantity: '-4' }))[0]).toMatchObject({ part: 'cantidad' })
    })
    it('holds nothing of a line that is as it was', () => {
        const edited = typedIn(emptyRequest, line(1000, 'sí'), { quantity: '5' })
        expect(typedIn(edited, line(1000, 'sí'), { quantity: '1,000' })).toEqual(emptyRequest)
    })
    it('is sent whole: changed, added and taken out', () => {
        const other = { ...line(null), clave: '010.000.0105.00' }
        const gone = { ...line(7), clave: '010.000.0106.00' }
        let form = typedIn(emptyRequest, line(1), { quantity: '80' })
        form = typedIn(form, other, { quantity: '2', justification: ' nueva ' })
        form = typedIn(form, gone, { quantity: '' })
        expect(
            whole(
                [
                    { clave, quantity: 1 },
                    { clave: '010.000.0106.00', quantity: 7 },
                    { clave: '010.000.0107.00', quantity: 9 },
                ],
                form,
            ),
        ).toEqual([
            { clave, quantity: 80, justification: null },
            { clave: '010.000.0107.00', quantity: 9 },
            { clave: '010.000.0105.00', quantity: 2, justification: 'nueva' },
        ])
    })
    it('tells once of what somebody else changed meanwhile', () => {
        const form = typedIn(emptyRequest, line(100, 'a'), { quantity: '80' })
        expect(compared([{ clave, quantity: 100, justification: 'a' }], form).faults).toEqual([])
        const other = compared([{ clave, quantity: 90, justification: 'a' }], form)
        expect(other.faults.map(x => x.clave)).toEqual([clave])
        expect(compared([{ clave, quantity: 90, justification: 'a' }], other.form).faults).toEqual([])
    })
    it('knows the line of a refusal by its place and by its clave', () => {
        const sent = [
            { clave: 'a', quantity: 1 },
            { clave, quantity: 2 },
        ]
        expect(lineOf('lines[1].quantity', sent)).toEqual({ clave, part: 'cantidad' })
        expect(lineOf(`lines[${clave}].clave`, sent)).toEqual({ clave, part: 'cantidad' })
        expect(lineOf('lines[0].justification', sent)).toEqual({ clave: 'a', part: 'justificacion' })
        expect(lineOf('lines', sent)).toBeNull()
    })
})
