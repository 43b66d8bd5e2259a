export interface Rejected {
    /** The line on which the row begins, the first is 1. */
    row: number
    detail: string
    field: string | null
}

/** A file's text, whatever Excel saved it as. */
export function textOf(bytes: Uint8Array): string {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
        return new TextDecoder('windows-1252').decode(bytes)
    }
}

/** Lines that hold anything, without the header. */
export function rowsIn(text: string): number {
    let rows = 0
    for (const line of text.split(/\r\n|\n|\r/)) if (line.trim() !== '' && !/^"?sep=.?"?$/i.test(line)) rows++
    return Math.max(0, rows - 1)
}

const unquoted = (line: string) => line.replace(/"(?:[^"]|"")*"?/g, '')
const isOpen = (row: string) => (row.match(/"/g) ?? []).length % 2 === 1
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

/**
 * The rejected rows of a list as they were, with three columns behind them: line, column, reason. Excel opens it, and once corrected it can
 * be imported as it is.
 */
export function rejectedList(text: string, rejected: readonly Rejected[]): string {
    const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
    const said = /^"?sep=(.)"?$/i.exec(lines[0] ?? '')?.[1]
    const header = lines.find((x, i) => x.trim() !== '' && !(i === 0 && said)) ?? ''
    const separator = said ?? [',', ';', '\t'].find(x => unquoted(header).includes(x)) ?? ','
    const columns = unquoted(header).split(separator).length
    // A list that was rejected before has these columns already, and no name may come twice.
    const before = header.match(/motivo/g)?.length ?? 0
    const added = ['renglón', 'columna', 'motivo'].map(x => (before > 0 ? `${x} ${before + 1}` : x))
    const out = [[header, ...added].join(separator)]
    for (const one of rejected) {
        let at = one.row - 1
        let row = lines[at] ?? ''
        while (isOpen(row) && at + 1 < lines.length) row += `\n${lines[++at]}`
        const cells = unquoted(row).split(separator).length
        const padding = separator.repeat(Math.max(0, columns - cells))
        out.push([row + padding, String(one.row), quoted(one.field ?? ''), quoted(one.detail)].join(separator))
    }
    return `\ufeff${out.join('\r\n')}\r\n`
}
