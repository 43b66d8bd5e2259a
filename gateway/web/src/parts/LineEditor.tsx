import { lazy, Suspense, type KeyboardEvent } from 'react'
import type { Claves } from '../counter/claves'
import { dispensedOf, fieldId, owedOf, reasons, type Fault, type Line } from '../counter/form'
import { date, pieces } from '../format'
import type { Questions } from '../stock/questions'
import { ClaveField } from './ClaveField'
import { PiecesField } from './PiecesField'

// Few lines name their lots.
const LotEditor = lazy(() => import('./LotEditor'))

interface Props {
    line: Line
    number: number
    lines: readonly Line[]
    claves: Claves
    faults: readonly Fault[]
    questions: Questions
    /** False: the person is asked first whether so many were prescribed. */
    isMeant: () => boolean
    isActive: boolean
    isLast: boolean
    change: (changes: Partial<Line>) => void
    remove: () => void
    go: (part: 'clave' | 'prescribed' | 'dispensed' | 'reason' | 'next' | 'save') => void
}

/** One line: what was prescribed, what was given, and where it is less, why. */
export function LineEditor({
    line,
    number,
    lines,
    claves,
    faults,
    questions,
    isMeant,
    isActive,
    isLast,
    change,
    remove,
    go,
}: Props) {
    const known = line.clave === null ? null : claves.describe(line.clave)
    const owed = owedOf(line, lines)
    const given = dispensedOf(line)
    const isSubstitute = line.substituteFor !== null
    const isWrong = (part: 'clave' | 'prescribed' | 'dispensed') => faults.some(x => x.field === fieldId(line, part))
    const hint = `${fieldId(line, 'clave')}-dato`
    const parentNumber = lines.findIndex(x => x.key === line.substituteFor) + 1

    const onEnter = (then: () => void) => (event: KeyboardEvent) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.metaKey) return
        event.preventDefault()
        then()
    }
    const afterDispensed = () => {
        if (line.dispensed === '' && !isSubstitute && line.prescribed !== '') change({ dispensed: line.prescribed })
        go(owed > 0 ? 'reason' : 'next')
    }

    return (
        <li className={isActive ? 'line active' : 'line'} data-clave={line.clave ?? undefined}>
            <span className="line-number">{isSubstitute ? '↳' : number}</span>
            <div>
                <ClaveField
                    id={fieldId(line, 'clave')}
                    label={isSubstitute ? `Sustituto del renglón ${parentNumber}` : `Clave, renglón ${number}`}
                    text={line.text}
                    suggest={claves.suggest}
                    read={claves.read}
                    isInvalid={isWrong('clave')}
                    describedBy={hint}
                    onText={text => {
                        change({ text, clave: null })
                    }}
                    onChosen={clave => {
                        change({ text: clave, clave })
                        go(isSubstitute ? 'dispensed' : 'prescribed')
                    }}
                    onEmpty={() => {
                        go('save')
                    }}
                />
                <p id={hint} className="smallest muted">
                    {known && (
                        <>
                            {known.isKnown ? (
                                known.description
                            ) : (
                                <b className="warn">sin verificar: no está en el catálogo de este equipo</b>
                            )}
                            {known.onHand !== null && (
                                <>
                                    {' · '}
                                    {given !== null && given > known.onHand ? (
                                        <b className="bad">hay {pieces(known.onHand)}</b>
                                    ) : (
                                        `hay ${pieces(known.onHand)}`
                                    )}
                                </>
                            )}
                            {known.lots[0] && ` · lote ${known.lots[0].lot} (${date(known.lots[0].expiresOn)})`}
                        </>
                    )}
                </p>
            </div>
            {isSubstitute ? (
                <span className="smallest muted">sustituye al {parentNumber}</span>
            ) : (
                <div>
                    <PiecesField
                        id={fieldId(line, 'prescribed')}
                        label={`Recetado, renglón ${number}`}
                        value={line.prescribed}
                        isInvalid={isWrong('prescribed')}
                        questions={questions}
                        onText={prescribed => {
                            change({ prescribed })
                        }}
                        onEnter={() => {
                            if (isMeant()) go('dispensed')
                        }}
                    />
                </div>
            )}
            <input
                id={fieldId(line, 'dispensed')}
                className={isWrong('dispensed') ? 'input num invalid' : 'input num'}
                inputMode="numeric"
                autoComplete="off"
                aria-label={isSubstitute ? `Surtido del sustituto del renglón ${parentNumber}` : `Surtido, renglón ${number}`}
                aria-invalid={isWrong('dispensed') || undefined}
                placeholder={isSubstitute ? undefined : '= recetado'}
                value={line.dispensed}
                onChange={event => {
                    change({ dispensed: event.target.value })
                }}
                onKeyDown={onEnter(afterDispensed)}
            />
            <div>
                {!isSubstitute && (owed > 0 || line.reason !== '') ? (
                    <>
                        <select
                            id={fieldId(line, 'reason')}
                            className="input"
                            aria-label={`Motivo, renglón ${number}`}
                            value={line.reason}
                            onChange={event => {
                                change({ reason: event.target.value as Line['reason'] })
                            }}
                            onKeyDown={event => {
                                const chosen = /^[1-5]$/.test(event.key) ? reasons[Number(event.key) - 1] : undefined
                                if (chosen && (chosen[0] !== 'stockOut' || given === 0)) {
                                    event.preventDefault()
                                    change({ reason: chosen[0] })
                                    go('next')
                                } else
                                    onEnter(() => {
                                        go('next')
                                    })(event)
                            }}
                        >
                            <option value="">¿Por qué falta? 1 a 5</option>
                            {reasons.map(([code, name], i) =>
                                code === 'stockOut' && given !== 0 ? null : (
                                    <option key={code} value={code}>
                                        {i + 1} {name}
                                    </option>
                                ),
                            )}
                        </select>
                        <p className="smallest muted">debe {pieces(owed)} al paciente</p>
                    </>
                ) : (
                    !isSubstitute &&
                    line.clave !== null &&
                    line.dispensed !== '' && <p className="line-complete good strong">✓ completo</p>
                )}
            </div>
            <button
                type="button"
                className="button compact"
                aria-label={isSubstitute ? `Quitar sustituto del renglón ${parentNumber}` : `Quitar renglón ${number}`}
                tabIndex={-1}
                disabled={isLast && lines.length === 1 && line.text === ''}
                onClick={remove}
            >
                ✕
            </button>
            {line.lots.length > 0 && (
                <Suspense fallback={null}>
                    <LotEditor line={line} number={number} known={known?.lots ?? []} change={change} go={go} />
                </Suspense>
            )}
        </li>
    )
}
