import type { ReactNode } from 'react'

/** What is wider than the page scrolls by itself, also by keys. */
export const Scroll = ({ label, children }: { label: string; children: ReactNode }) => (
    <div className="scroll" tabIndex={0} role="region" aria-label={label}>
        {children}
    </div>
)
