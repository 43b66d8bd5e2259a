/**
 * Gives up a request on which nothing was heard for so many milliseconds: a line that hangs would hold up everything behind it, for a
 * browser waits for an answer without end.
 */
export function untilSilent(milliseconds: number) {
    const over = new AbortController()
    let timer = 0
    const heard = () => {
        clearTimeout(timer)
        timer = setTimeout(() => {
            over.abort(new DOMException('silence', 'TimeoutError'))
        }, milliseconds) as unknown as number
    }
    heard()
    return {
        signal: over.signal,
        heard,
        ended: () => {
            clearTimeout(timer)
        },
    }
}

/** How many rows go at once: half as many after a silence, down to one, so that a slow line gets something through; then more again. */
export const fewer = (rows: number) => Math.max(1, Math.floor(rows / 2))
export const more = (rows: number, most: number) => Math.min(most, 2 * rows)
