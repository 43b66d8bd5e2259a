import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fewer, more, untilSilent } from './silence'

beforeEach(() => {
    vi.useFakeTimers()
})
afterEach(() => {
    vi.useRealTimers()
})

test('what is silent for so long is given up, and not before', () => {
    const request = untilSilent(1000)
    vi.advanceTimersByTime(999)
    expect(request.signal.aborted).toBe(false)
    vi.advanceTimersByTime(1)
    expect(request.signal.aborted).toBe(true)
    expect((request.signal.reason as DOMException).name).toBe('TimeoutError')
})

test('whatever is heard begins the time anew', () => {
    const request = untilSilent(1000)
    for (let i = 0; i < 5; i++) {
        vi.advanceTimersByTime(900)
        request.heard()
    }
    expect(request.signal.aborted).toBe(false)
    vi.advanceTimersByTime(1000)
    expect(request.signal.aborted).toBe(true)
})

test('what has ended is not given up', () => {
    const request = untilSilent(1000)
    request.ended()
    vi.advanceTimersByTime(10_000)
    expect(request.signal.aborted).toBe(false)
})

test('a batch shrinks to one row and grows to its limit', () => {
    let rows = 200
    for (let i = 0; i < 20; i++) rows = fewer(rows)
    expect(rows).toBe(1)
    for (let i = 0; i < 20; i++) rows = more(rows, 200)
    expect(rows).toBe(200)
})
