import { useState } from 'react'
import { get, said, type Parameters } from '../api/client'
import type { Page } from '../api/models'

type Cell = string | number | boolean | null | undefined

/** By RFC 4180; a text that a spreadsheet would take for a formula gets an apostrophe before it, as in the services' files. */
function cell(value: Cell): string {
    if (value === null || value === undefined) return ''
    const text = typeof value === 'string' && /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : String(value)
    return /[,;"\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export const csvOf = (heads: readonly string[], rows: readonly (readonly Cell[])[]) =>
    [heads, ...rows].map(x => x.map(cell).join(',')).join('\r\n') + '\r\n'

const pageRows = 500

/** All rows of a filter, page by page. */
export async function readAll<T>(path: string, query: Parameters = {}, signal?: AbortSignal): Promise<T[]> {
    const rows: T[] = []
    let after: string | null = null
    do {
        const page: Page<T> = await get<Page<T>>(path, { ...query, limit: pageRows, after }, signal)
        rows.push(...page.items)
        after = page.next
    } while (after !== null)
    return rows
}

interface Props<T> {
    path: string
    query: Parameters
    name: string
    heads: readonly string[]
    row: (of: T) => readonly Cell[]
}

/** A file of the whole filter, made of the pages of its list. */
export function PagedCsv<T>({ path, query, name, heads, row }: Props<T>) {
    const [isBusy, setBusy] = useState(false)
    const [why, setWhy] = useState<string | null>(null)
    const download = async () => {
        setBusy(true)
        setWhy(null)
        try {
            const rows = await readAll<T>(path, query)
            // The mark at the beginning tells spreadsheets that it is UTF-8.
            const file = URL.createObjectURL(
                new Blob(['\ufeff', csvOf(heads, rows.map(row))], { type: 'text/csv;charset=utf-8' }),
            )
            const link = document.createElement('a')
            link.href = file
            link.download = `${name}.csv`
            link.click()
            setTimeout(() => {
                URL.revokeObjectURL(file)
            }, 10_000)
        } catch (fault) {
            setWhy(said(fault))
        } finally {
            setBusy(false)
        }
    }
    return (
        <>
            <button
                type="button"
                className="button no-phone"
                disabled={isBusy}
                onClick={() => {
                    void download()
                }}
            >
                {isBusy ? 'CSV…' : 'CSV'}
            </button>
            {why && (
                <span role="alert" className="error-text">
                    {why}
                </span>
            )}
        </>
    )
}
