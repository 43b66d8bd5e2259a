import { Page, Section } from '../parts/Page'
import { es } from '../texts/es'

/** How to read a figure, and the keys. */
export default function Help() {
    return (
        <Page title="Ayuda" scope={es.product} trail={[]}>
            <div className="grid">
                <Section span={7} title="Cómo se calcula">
                    <dl className="facts">
                        <dt>Orden abastecida</dt>
                        <dd>
                            Todos sus renglones de medicamento o material de curación se recibieron completos y útiles. Cuenta por
                            su fecha de emisión.
                        </dd>
                        <dt>Receta completa</dt>
                        <dd>
                            Al presentarse, cada renglón recibió lo recetado, con sustitutos autorizados. Lo que se entrega
                            después no la vuelve completa.
                        </dd>
                        <dt>Cobertura</dt>
                        <dd>
                            Unidades que informaron, de las que debían; y días-unidad informados, de los esperados. Una cifra con
                            poca cobertura dice poco.
                        </dd>
                        <dt>n. d.</dt>
                        <dd>No disponible: no hubo nada entre qué dividir. No es 0 ni 100.</dd>
                        <dt>En curso</dt>
                        <dd>
                            La cifra cambia mientras llegan documentos. Definitiva: se publicó y ya no cambia; si llegan
                            documentos tardíos se publica otra.
                        </dd>
                        <dt>Puntos</dt>
                        <dd>Diferencia entre dos porcentajes.</dd>
                    </dl>
                </Section>
                <Section span={5} title="Teclas">
                    <dl className="facts">
                        <dt>
                            <kbd>Tab</kbd>
                        </dt>
                        <dd>Siguiente control; la primera vez, "Saltar al contenido"</dd>
                        <dt>
                            <kbd>↑</kbd> <kbd>↓</kbd> <kbd>←</kbd> <kbd>→</kbd>
                        </dt>
                        <dd>En el mapa y en las listas: la entidad o el documento vecino</dd>
                        <dt>
                            <kbd>Intro</kbd>
                        </dt>
                        <dd>
                            Abrir; en un formulario, el campo siguiente; en un renglón vacío de una recepción o un conteo, «como
                            dice»
                        </dd>
                        <dt>
                            <kbd>Ctrl</kbd> <kbd>Intro</kbd>
                        </dt>
                        <dd>Guardar; una cantidad fuera de lo usual se pregunta antes, y otra vez la acepta</dd>
                        <dt>
                            <kbd>Alt</kbd> <kbd>B</kbd>, <kbd>Alt</kbd> <kbd>N</kbd>, <kbd>Alt</kbd> <kbd>O</kbd>
                        </dt>
                        <dd>Recepción: el resto llegó bien, el resto no llegó, otro lote o caducidad</dd>
                        <dt>
                            <kbd>Alt</kbd> <kbd>L</kbd>
                        </dt>
                        <dd>Receta: los lotes de un renglón. Conteo: otro lote de la clave</dd>
                        <dt>
                            <kbd>Esc</kbd>
                        </dt>
                        <dd>Cerrar un menú, o una decisión sin tomarla</dd>
                        <dt>
                            En la demanda: <kbd>Intro</kbd> <kbd>Mayús</kbd>
                            <kbd>Intro</kbd>
                        </dt>
                        <dd>Deja la cantidad y baja o sube un renglón; en el último pasa a la página que sigue</dd>
                        <dt>
                            <kbd>=</kbd> <kbd>+</kbd> <kbd>Esc</kbd>
                        </dt>
                        <dd>Toma lo que dice el CPM, toma lo solicitado, restaura el renglón</dd>
                        <dt>
                            <kbd>Ctrl</kbd>
                            <kbd>Intro</kbd>
                        </dt>
                        <dd>Guardar o enviar; al preparar embarques, enviarlos</dd>
                        <dt>
                            <kbd>Ctrl</kbd> <kbd>K</kbd>
                        </dt>
                        <dd>Ir a una página, clave, CLUES, número de orden o embarque, o folio</dd>
                        <dt>
                            <kbd>?</kbd>
                        </dt>
                        <dd>Esta ayuda</dd>
                        <dt>
                            <kbd>F2</kbd>
                        </dt>
                        <dd>Farmacia: receta nueva. Almacén: preparar embarques</dd>
                        <dt>
                            <kbd>F4</kbd>
                        </dt>
                        <dd>Farmacia: recibir un embarque. Almacén: recibir de un proveedor</dd>
                        <dt>
                            <kbd>F9</kbd>
                        </dt>
                        <dd>Contar</dd>
                        <dt>
                            <kbd>Alt</kbd> <kbd>Q</kbd>
                        </dt>
                        <dd>Lo que espera para enviarse</dd>
                        <dt>
                            <kbd>Intro</kbd> <kbd>Espacio</kbd>
                        </dt>
                        <dd>Al preparar embarques: el renglón al embarque y al siguiente; lo pone o lo quita</dd>
                        <dt>
                            <kbd>Alt</kbd> <kbd>R</kbd>
                        </dt>
                        <dd>Al preparar embarques: retenerlos</dd>
                        <dt>
                            <kbd>Alt</kbd> <kbd>L</kbd>
                        </dt>
                        <dd>En una receta, los lotes del renglón; en una entrada, otro lote de la clave</dd>
                    </dl>
                </Section>
            </div>
        </Page>
    )
}
