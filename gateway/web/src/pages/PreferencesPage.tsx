import { useState } from 'react'
import { Page } from '../parts/Page'
import { prefer, preferences, type Preferences } from '../preferences'
import { es } from '../texts/es'

const themes: [Preferences['theme'], string][] = [
    ['system', 'Como el equipo'],
    ['light', 'Claro'],
    ['dark', 'Oscuro'],
]
const sizes: Preferences['textPercent'][] = [100, 115, 130]

/** Kept on this device. */
export default function PreferencesPage() {
    const [now, setNow] = useState(preferences)
    const choose = (next: Preferences) => {
        prefer(next)
        setNow(next)
    }
    return (
        <Page title="Preferencias" scope={es.product} trail={[]} lead="De este equipo; no siguen a la persona.">
            <h2 className="gap">Colores</h2>
            <div className="segments" role="group" aria-label="Colores">
                {themes.map(([theme, name]) => (
                    <button
                        key={theme}
                        type="button"
                        aria-pressed={now.theme === theme}
                        onClick={() => {
                            choose({ ...now, theme })
                        }}
                    >
                        {name}
                    </button>
                ))}
            </div>
            <h2 className="gap">Tamaño del texto</h2>
            <div className="segments" role="group" aria-label="Tamaño del texto">
                {sizes.map(textPercent => (
                    <button
                        key={textPercent}
                        type="button"
                        aria-pressed={now.textPercent === textPercent}
                        onClick={() => {
                            choose({ ...now, textPercent })
                        }}
                    >
                        {textPercent}%
                    </button>
                ))}
            </div>
        </Page>
    )
}
