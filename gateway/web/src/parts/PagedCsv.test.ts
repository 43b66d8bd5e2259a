import { expect, it } from 'vitest'
import { csvOf } from './PagedCsv'

it('writes what a spreadsheet reads as it is, and no formula', () => {
    expect(
        csvOf(
            ['número', 'nota'],
            [
                ['OS-13-2026-1', 'uno, "dos"'],
                ['=1+1', null],
                [-3, true],
            ],
        ),
    ).toBe('número,nota\r\nOS-13-2026-1,"uno, ""dos"""\r\n\'=1+1,\r\n-3,true\r\n')
})
