/** Whether what is typed is kept on this device. */
export const DraftState = ({ savedAt }: { savedAt: Date | null }) => (
    <span className="tag" role="status">
        {savedAt ? `borrador guardado ${savedAt.toLocaleTimeString('es-MX', { hour12: false })}` : 'sin cambios'}
    </span>
)
