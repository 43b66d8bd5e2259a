import { pieces, signedPieces, time } from '../format'
import { differencesOf, type Form } from '../stock/count'

/** What a count will change, before it does. @param since The instant of the copy of the stock. */
export function Differences({ of, since }: { of: Form; since: string | null }) {
    const found = differencesOf(of)
    const off = found.filter(x => x.counted !== x.book)
    return (
        <section id="diferencias" className="section gap" tabIndex={-1} aria-label="Diferencias">
            <header>
                <h2>{off.length === 0 ? 'Sin diferencias' : `Diferencias: ${off.length} de ${found.length} claves`}</h2>
                <p>
                    Contado menos libro al empezar{since && `; el libro es del ${time(since)} menos lo capturado aquí`}. El
                    servidor la calcula otra vez con todo lo que sepa.
                </p>
            </header>
            {off.length > 0 && (
                <table className="dense">
                    <thead>
                        <tr>
                            <th scope="col">Clave</th>
                            <th scope="col" className="num">
                                En libro
                            </th>
                            <th scope="col" className="num">
                                Contado
                            </th>
                            <th scope="col" className="num">
                                Diferencia
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {off.map(x => (
                            <tr key={x.clave}>
                                <th scope="row">{x.clave}</th>
                                <td className="num">{pieces(x.book)}</td>
                                <td className="num">{pieces(x.counted)}</td>
                                <td className={x.counted < x.book ? 'num strong bad' : 'num strong'}>
                                    {signedPieces(x.counted - x.book)}
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            )}
        </section>
    )
}
