import { Component, type ReactNode } from 'react'
import { newVersion } from '../offline/serviceWorker'
import { es } from '../texts/es'
import { Page } from './Page'

/** In place of a page whose script did not come: there is no network and the page is none of those that work without one. */
export class PageBoundary extends Component<{ children: ReactNode }, { fault: unknown }> {
    override state = { fault: null }

    static getDerivedStateFromError(fault: unknown) {
        return { fault }
    }

    override render() {
        if (this.state.fault === null) return this.props.children
        return (
            <Page title="Esta página no se pudo abrir" scope={es.product} trail={[]}>
                <div className="notice warn" role="alert">
                    <p>
                        {navigator.onLine
                            ? 'Su código no llegó; lo que capturó en este equipo sigue guardado.'
                            : 'Necesita red. Capturar recetas, recepciones, conteos y ajustes se puede sin ella.'}
                    </p>
                    <button
                        type="button"
                        className="button end"
                        onClick={() => {
                            // After an update of the server the files of the old version are gone.
                            if (newVersion.isThere) newVersion.use()
                            else location.reload()
                        }}
                    >
                        {es.retry}
                    </button>
                </div>
            </Page>
        )
    }
}
