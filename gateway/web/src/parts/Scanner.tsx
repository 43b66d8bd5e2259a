import { useEffect, useState } from 'react'
import type { Claves } from '../counter/claves'
import { useScanner, type Box } from '../counter/useScanner'
import { date } from '../format'
import type { Pack } from '../offline/pack'
import { ClaveField } from './ClaveField'

interface Props {
    zone: string
    facility: string
    pack: Pack | null
    claves: Claves
    take: (box: Box) => void
}

/**
 * Hears the scanner, and shows what a scan leaves open: the clave of a box that nobody has taught yet, or which of two readings is meant.
 * A file of its own, because its table of GS1 is large: it comes once the counter stands.
 */
export default function Scanner({ zone, facility, pack, claves, take }: Props) {
    const of = useScanner(zone, facility, pack, claves, take)
    const [text, setText] = useState('')
    const { unknown, choices } = of
    useEffect(() => {
        setText('')
        if (unknown) document.getElementById('clave-de-caja')?.focus()
    }, [unknown])
    return (
        <>
            {unknown && (
                <div className="notice" role="group" aria-label="Caja sin clave">
                    <div className="scan-question">
                        <p>
                            <b>¿De qué clave es la caja {unknown.gtin}?</b> Se dice una vez; después se reconoce sola.
                        </p>
                        <ClaveField
                            id="clave-de-caja"
                            label={`Clave de la caja ${unknown.gtin}`}
                            text={text}
                            suggest={claves.suggest}
                            read={claves.read}
                            onText={setText}
                            onChosen={of.teach}
                            onEmpty={of.forget}
                        />
                    </div>
                    <button type="button" className="button compact end" onClick={of.forget}>
                        Dejarla
                    </button>
                </div>
            )}
            {choices.length > 0 && (
                <div className="notice warn" role="group" aria-label="Código con dos lecturas">
                    <div>
                        <p>El código perdió una separación. ¿Cuál es el lote?</p>
                        <p className="choices">
                            {choices.map(x => (
                                <button
                                    key={x.elements.map(y => y.ai + y.value).join('|')}
                                    type="button"
                                    className="button compact"
                                    onClick={() => {
                                        void of.read(x)
                                    }}
                                >
                                    {x.lot ?? 'sin lote'}
                                    {x.expiresOn && `, caduca ${date(x.expiresOn)}`}
                                </button>
                            ))}
                        </p>
                    </div>
                    <button type="button" className="button compact end" onClick={of.forget}>
                        Dejarla
                    </button>
                </div>
            )}
            <p role="status" className="small">
                {of.said}
            </p>
        </>
    )
}
