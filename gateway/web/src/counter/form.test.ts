import { describe, expect, it } from 'vitest'
import { bodyOf, datesOf, emptyForm, emptyLine, faultsOf, owedOf, summaryOf, takenOf, type Form, type Line } from './form'

const line = (changes: Partial<Line>): Line => ({ ...emptyLine(), clave: '010.000.0104.00', text: '010.000.0104.00', ...changes })
const form = (...lines: Line[]): Form => ({ ...emptyForm(), lines })
const now = { presentedAt: null, prescribedOn: null }
const day = (text: string) => ({ hoy: '2026-11-26', ayer: '2026-11-25' })[text] ?? null

describe('a line', () => {
    it('gives what was prescribed where nothing is typed', () => {
        const body = bodyOf(form(line({ prescribed: '1,200' })), 'HGIMB000011', now)
        expect(body.lines).toMatchObject([{ line: 1, prescribed: 1200, dispensed: 1200, reason: null, lots: null }])
    })

    it('owes what neither it nor its substitutes gave', () => {
        const parent = line({ prescribed: '30', dispensed: '10' })
        const substitute = line({ substituteFor: parent.key, dispensed: '15' })
        expect(owedOf(parent, [parent, substitute])).toBe(5)
        expect(owedOf(substitute, [parent, substitute])).toBe(0)
        expect(bodyOf(form(parent, substitute), 'X', now).lines).toMatchObject([
            { line: 1, substituteFor: null },
            { line: 2, substituteFor: 1, prescribed: null },
        ])
    })

    it('says a reason only where it owes', () => {
        const given = bodyOf(form(line({ prescribed: '5', dispensed: '5', reason: 'other' })), 'X', now)
        const short = bodyOf(form(line({ prescribed: '5', dispensed: '4', reason: 'other' })), 'X', now)
        expect(given.lines).toMatchObject([{ reason: null }])
        expect(short.lines).toMatchObject([{ reason: 'other' }])
    })

    it('with one lot without pieces gives all of it from that lot', () => {
        const x = line({ prescribed: '10', dispensed: '7', lots: [{ lot: 'L1', pieces: '' }] })
        expect(bodyOf(form(x), 'X', now).lines).toMatchObject([{ lots: [{ lot: 'L1', quantity: 7 }] }])
        expect(takenOf(form(x))).toEqual([{ clave: '010.000.0104.00', lot: 'L1', pieces: 7 }])
    })

    it.each([
        [{ prescribed: '' }, 'lo recetado'],
        [{ prescribed: '-3' }, 'lo recetado'],
        [{ prescribed: '1.5' }, 'lo recetado'],
        [{ prescribed: '5', dispensed: 'x' }, 'lo surtido'],
        [{ prescribed: '5', clave: null }, 'falta elegir la clave'],
        [
            {
                prescribed: '5',
                lots: [
                    { lot: 'A', pieces: '4' },
                    { lot: 'B', pieces: '2' },
                ],
            },
            'suman más piezas',
        ],
        [
            {
                prescribed: '5',
                lots: [
                    { lot: 'A', pieces: '4' },
                    { lot: '', pieces: '1' },
                ],
            },
            'cada lote',
        ],
    ] as [Partial<Line>, string][])('%o is refused where it stands: %s', (changes, text) => {
        expect(faultsOf(form(line(changes)), now).map(x => x.text)).toEqual([expect.stringContaining(text)])
    })
})

describe('a prescription', () => {
    it('needs a line', () => {
        expect(faultsOf(emptyForm(), now)).toHaveLength(1)
    })

    it('leaves empty lines out and says what it owes', () => {
        const x = form(line({ prescribed: '60', dispensed: '30' }), emptyLine())
        expect(faultsOf(x, now)).toEqual([])
        expect(summaryOf(x)).toBe('1 renglón, debe 30 de 010.000.0104.00')
    })

    it.each([
        ['11:05', '2026-11-26T17:05:00.000Z'],
        ['ayer 23:59', '2026-11-26T05:59:00.000Z'],
        ['', null],
    ])('presented at «%s»', (presented, instant) => {
        const dates = datesOf({ ...emptyForm(), presented }, 'America/Mexico_City', day)
        expect(dates).toEqual({ presentedAt: instant === null ? null : Date.parse(instant), prescribedOn: null })
    })

    it.each(['25:00', '11:60', '11', 'lunes 10:00'])('presented at «%s» is refused', presented => {
        expect(datesOf({ ...emptyForm(), presented }, 'America/Mexico_City', day)).toMatchObject({ field: 'presentada' })
    })
})
