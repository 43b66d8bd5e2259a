/** Whether a recall holds. */
export const RecallTag = ({ status }: { status: string }) =>
    status === 'recalled' ? <span className="tag bad">! vigente</span> : <span className="tag">✓ levantado</span>
