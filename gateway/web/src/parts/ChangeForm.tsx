import type { ReactNode } from 'react'
import type { Fault } from '../counter/form'
import { usualReasons } from '../stock/changes'
import type { Changes } from '../stock/useChanges'
import { ChangeLine } from './ChangeLine'
import { Discard } from './Discard'
import { Faults } from './Faults'
import { Keys, type KeyHint } from './Keys'

interface Props {
    of: Changes
    faults: readonly Fault[]
    /** Internal moves alone. */
    locations: readonly { code: string; name: string }[] | null
    label: string
    save: () => Promise<void>
    /** Above the lines. */
    head?: ReactNode
    /** What saving will do. */
    effect: string
}

/** The lines of an adjustment or of an internal move. */
export function ChangeForm({ of, faults, locations, label, save, head, effect }: Props) {
    const { form } = of
    if (!form) return null
    return (
        <form
            noValidate
            onSubmit={event => {
                event.preventDefault()
                void save()
            }}
            onKeyDown={event => {
                if (!event.ctrlKey || event.key !== 'Enter') return
                event.preventDefault()
                void save()
            }}
        >
            <Faults of={faults} />
            {head}
            {locations === null && (
                <datalist id="motivos">
                    {usualReasons.map(x => (
                        <option key={x} value={x} />
                    ))}
                </datalist>
            )}
            {form.lines.map((x, i) => (
                <ChangeLine
                    key={x.key}
                    line={x}
                    number={i + 1}
                    claves={of.claves}
                    lots={of.lots}
                    locations={locations}
                    faults={faults}
                    questions={of.questions}
                    change={changes => {
                        of.setLine(x.key, changes)
                    }}
                    remove={() => {
                        of.removeLine(x.key)
                    }}
                    leave={where => {
                        of.leave(x.key, where)
                    }}
                    afterQuantity={() => of.afterQuantity(x)}
                />
            ))}
            <p className="row counter-actions">
                <button type="submit" id="guardar" className="button primary">
                    {label} <kbd>Ctrl</kbd>
                    <kbd>Intro</kbd>
                </button>
                <Discard of={of.document} />
                <span className="small muted end">{effect}</span>
            </p>
            <Keys of={keys} />
        </form>
    )
}

const keys: readonly KeyHint[] = [
    [['Intro'], 'siguiente campo; en el último, otro renglón'],
    [['Intro'], 'en una clave vacía, al botón'],
]
