/** Empties a form, and gives it back for a while. */
export const Discard = ({ of: { discard, restore } }: { of: { discard: () => void; restore: (() => void) | null } }) => (
    <>
        <button type="button" className="button" onClick={discard}>
            Descartar
        </button>
        {restore && (
            <button type="button" className="button" onClick={restore}>
                Recuperar lo descartado
            </button>
        )}
    </>
)
