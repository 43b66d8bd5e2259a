import { useState } from 'react'
import { said, send } from '../api/client'

/** The whole of what is filtered, not the page. A link cannot carry the token, so the file is fetched and handed over. */
export function Csv({ href, name }: { href: string; name?: string }) {
    const [isBusy, setBusy] = useState(false)
    const [why, setWhy] = useState<string | null>(null)
    const download = async () => {
        setBusy(true)
        setWhy(null)
        try {
            const answer = await send(href, { headers: { accept: 'text/csv' } })
            const file = URL.createObjectURL(await answer.blob())
            const link = document.createElement('a')
            link.href = file
            link.download =
                /filename="?([^";]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? name ?? 'abasto.csv'
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
