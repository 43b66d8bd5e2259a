import './styles/base.css'
import './styles/application.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Problem } from './api/client'
import { App } from './App'
import { recallClock } from './offline/clock'
import { startUnsent } from './offline/unsent'
import { startSending } from './offline/sender'
import { startServiceWorker } from './offline/serviceWorker'
import { applyPreferences } from './preferences'

applyPreferences()
const queries = new QueryClient({
    defaultOptions: {
        queries: {
            staleTime: 10_000,
            retry: (times, why) => why instanceof Problem && why.isTransient && why.status !== 0 && times < 2,
        },
    },
})

createRoot(document.getElementById('app')!).render(
    <StrictMode>
        <QueryClientProvider client={queries}>
            <App />
        </QueryClientProvider>
    </StrictMode>,
)

// Where the browser keeps nothing (a window that forgets), the application works with a network alone.
void Promise.all([recallClock(), startUnsent()])
    .then(startSending)
    .catch(() => {})
void startServiceWorker()
