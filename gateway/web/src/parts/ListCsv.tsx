import { useState } from 'react'
import { address, said, send, type Parameters } from '../api/client'
import type { Page } from '../api/models'
import { download } from '../download'
import { pieces } from '../format'

const rowsAtOnce = 1000

interface Props<T> {
    path: string
    query: Parameters
    name: string
    columns: readonly (readonly [string, (row: T) => string | number | null])[]
}

const cell = (x: string | number | null) =>
    typeof x === 'string' ? `"${x.replaceAll('"', '""').replace(/^[=+\-@]/, "'$&")}"` : (x ?? '')

/** The whole of a list as a file that Excel opens, read page by page: the service has it as JSON alone. */
export function ListCsv<T>({ path, query, name, columns }: Props<T>) {
    const [read, setRead] = useState<number | null>(null)
    const [why, setWhy] = useState<string | null>(null)
    const make = async () => {
        setWhy(null)
        setRead(0)
        const parts = [`\ufeff${columns.map(([head]) => head).join(',')}\r\n`]
        try {
            let after: string | null = null
            do {
                const answer: Response = await send(address(path, { ...query, after, limit: rowsAtOnce })) // not kept, as a read is
                const page = (await answer.json()) as Page<T>
                parts.push(page.items.map(x => `${columns.map(([, of]) => cell(of(x))).join(',')}\r\n`).join(''))
                after = page.next
                setRead(old => (old ?? 0) + page.items.length)
            } while (after !== null)
            download(name, new Blob(parts, { type: 'text/csv;charset=utf-8' }))
        } catch (fault) {
            setWhy(said(fault))
        }
        setRead(null)
    }
    return (
        <>
            <button type="button" className="button no-phone" disabled={read !== null} onClick={() => void make()}>
                {read === null ? 'CSV' : `CSV, ${pieces(read)}…`}
            </button>
            {why && (
                <span role="alert" className="error-text">
                    {why}
                </span>
            )}
        </>
    )
}
