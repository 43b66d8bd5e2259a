/** Of this device, not of the person: theme and size of the text. */
export interface Preferences {
    theme: 'system' | 'light' | 'dark'
    textPercent: 100 | 115 | 130
}

const key = 'abasto.preferencias'
const plain: Preferences = { theme: 'system', textPercent: 100 }

export function preferences(): Preferences {
    try {
        return { ...plain, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>) }
    } catch {
        return plain
    }
}

export function applyPreferences(next: Preferences = preferences()) {
    const root = document.documentElement
    if (next.theme === 'system') delete root.dataset.theme
    else root.dataset.theme = next.theme
    root.style.fontSize = next.textPercent === 100 ? '' : `${next.textPercent}%`
}

export function prefer(next: Preferences) {
    localStorage.setItem(key, JSON.stringify(next))
    applyPreferences(next)
}
