import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const played: { hertz: number; from: number; to: number }[] = []
class Context {
    currentTime = 10
    destination = {}
    resume = () => Promise.resolve()
    createGain = () => ({ gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (x: unknown) => x })
    createOscillator = () => {
        const tone = { hertz: 0, from: 0, to: 0 }
        return {
            frequency: {
                set value(x: number) {
                    tone.hertz = x
                },
            },
            connect: (x: unknown) => x,
            start: (at: number) => (tone.from = at),
            stop: (at: number) => ((tone.to = at), played.push(tone)),
        }
    }
}

beforeEach(() => {
    vi.resetModules()
    played.length = 0
    const kept = new Map<string, string>()
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    vi.stubGlobal('requestAnimationFrame', (shown: () => void) => setTimeout(shown, 16))
    vi.stubGlobal('AudioContext', Context)
    vi.stubGlobal('localStorage', {
        getItem: (x: string) => kept.get(x) ?? null,
        setItem: (x: string, y: string) => kept.set(x, y),
        removeItem: (x: string) => kept.delete(x),
    })
})
afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
})

test('high for what was understood, low for what was not, both short', async () => {
    const { play } = await import('./sound')
    play('understood')
    expect(played).toEqual([]) // the page is shown first
    vi.advanceTimersByTime(50)
    play('notUnderstood')
    expect(played[0]!.hertz).toBeGreaterThan(2 * played[1]!.hertz)
    expect(played.every(x => x.from === 10 && x.to - x.from <= 0.3)).toBe(true)
})

test('is off until it is on again', async () => {
    const { isSoundOn, play, turnSound } = await import('./sound')
    turnSound(false)
    play('understood')
    vi.advanceTimersByTime(50)
    expect([isSoundOn(), played.length]).toEqual([false, 0])
    turnSound(true)
    play('understood')
    vi.advanceTimersByTime(50)
    expect([isSoundOn(), played.length]).toEqual([true, 1])
})

test('a device without sound works without it', async () => {
    vi.stubGlobal('AudioContext', undefined)
    const { play } = await import('./sound')
    play('understood')
    expect(() => vi.advanceTimersByTime(50)).not.toThrow()
})
