import { useState } from 'react'
import { said as saidOf, send } from '../api/client'
import { download } from '../download'

/** The whole of what is filtered, not the page. A link cannot carry the token, so the file is fetched and handed over. */
export function Csv({ href, name }: { href: string; name?: string }) {
    const [isBusy, setBusy] = useState(false)
    const [why, setWhy] = useState<string | null>(null)
    const fetched = async () => {
        setBusy(true)
        setWhy(null)
        try {
            const answer = await send(href, { headers: { accept: 'text/csv' } })
            const said = /filename="?([^";]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
            download(said ?? name ?? 'abasto.csv', await answer.blob())
        } catch (fault) {
            setWhy(saidOf(fault))
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
                    void fetched()
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
