import { useEffect } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { address, send } from './client'
import { session } from '../session/session'
import type { At } from './queries'

const silentSeconds = 45
const longestPauseSeconds = 60

/**
 * While somebody looks: the server says when the figure has changed, and all figures on the page are asked for again.
 * One stream a tab, for a browser holds six connections to a server. Without it the polls go on.
 */
export function useLive(indicator: string, at: At) {
    const queries = useQueryClient()
    const url = address('/indicators/stream', { i: indicator, level: at.level ?? 'nation', code: at.code, period: at.period })
    const isOff = Boolean(at.asOf)
    useEffect(() => {
        if (isOff || !session.me) return
        let stop = new AbortController()
        let isEnded = false
        const follow = async () => {
            let pauseSeconds = 2
            while (!isEnded) {
                if (document.hidden) {
                    await new Promise<void>(go => {
                        document.addEventListener(
                            'visibilitychange',
                            () => {
                                go()
                            },
                            { once: true },
                        )
                    })
                    continue
                }
                stop = new AbortController()
                try {
                    await read(
                        url,
                        stop,
                        () => {
                            void queries.invalidateQueries({ predicate: x => String(x.queryKey[0]).startsWith('/indicators') })
                        },
                        () => {
                            pauseSeconds = 2
                        },
                    )
                } catch {
                    // the polls go on; it is tried again below
                }
                if (isEnded) return
                await new Promise(go => setTimeout(go, 1000 * pauseSeconds * (0.8 + 0.4 * Math.random())))
                pauseSeconds = Math.min(longestPauseSeconds, 2 * pauseSeconds)
            }
        }
        const look = () => {
            if (document.hidden) stop.abort()
        }
        document.addEventListener('visibilitychange', look)
        void follow()
        return () => {
            isEnded = true
            stop.abort()
            document.removeEventListener('visibilitychange', look)
        }
    }, [url, isOff, queries])
}

async function read(url: string, stop: AbortController, changed: () => void, alive: () => void) {
    let timer = setTimeout(() => {
        stop.abort()
    }, 1000 * silentSeconds)
    try {
        const answer = await send(url, { signal: stop.signal, headers: { accept: 'text/event-stream' } })
        const text = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
        let rest = ''
        for (;;) {
            const { done, value } = await text.read()
            if (done) return
            clearTimeout(timer)
            timer = setTimeout(() => {
                stop.abort()
            }, 1000 * silentSeconds)
            alive()
            const parts = (rest + value).split('\n\n')
            rest = parts.pop() ?? ''
            if (parts.some(x => /^event: ?changed$/m.test(x))) changed()
        }
    } finally {
        clearTimeout(timer)
    }
}
