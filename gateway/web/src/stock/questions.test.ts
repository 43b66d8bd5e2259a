import { expect, it } from 'vitest'
import { questionOf } from './questions'

it.each([
    [4000, { monthly: 400 }, null],
    [4001, { monthly: 400 }, '¿4,001? Lo usual son 400 al mes.'],
    [4001, {}, null],
    [60, { sent: 60 }, null],
    [61, { sent: 60 }, '¿61? Se enviaron 60.'],
    [null, { sent: 60, monthly: 1 }, null],
])('%o of %o', (count, known, asked) => {
    expect(questionOf(count, known)).toBe(asked)
})
