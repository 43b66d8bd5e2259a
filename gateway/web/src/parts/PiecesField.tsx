import type { KeyboardEvent } from 'react'
import type { Questions } from '../stock/questions'

interface Props {
    id: string
    label: string
    value: string
    placeholder?: string
    isInvalid?: boolean
    questions?: Questions
    onText: (text: string) => void
    onEnter: () => void
    onUp?: () => void
}

/** Pieces in a table: Enter goes on, Shift+Enter goes up. */
export function PiecesField({ id, label, value, placeholder, isInvalid, questions, onText, onEnter, onUp }: Props) {
    const question = questions?.open?.field === id ? questions.open.text : null
    const key = (event: KeyboardEvent) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.metaKey) return
        event.preventDefault()
        if (event.shiftKey) onUp?.()
        else onEnter()
    }
    return (
        <>
            <input
                id={id}
                className={isInvalid ? 'input num invalid' : 'input num'}
                inputMode="numeric"
                autoComplete="off"
                aria-label={label}
                aria-invalid={isInvalid || undefined}
                aria-describedby={question ? `${id}-pregunta` : undefined}
                placeholder={placeholder}
                value={value}
                onChange={event => {
                    onText(event.target.value)
                }}
                onKeyDown={key}
            />
            {question && (
                <p id={`${id}-pregunta`} className="error-text" role="alert">
                    {question}
                </p>
            )}
        </>
    )
}
