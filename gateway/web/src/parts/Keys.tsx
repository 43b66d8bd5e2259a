/** Keys and what they do. */
export type KeyHint = readonly [readonly string[], string]

/** The keys of a form, under it. */
export const Keys = ({ of }: { of: readonly KeyHint[] }) => (
    <p className="keys no-phone">
        {of.map(([names, text]) => (
            <span key={text}>
                {names.map(x => (
                    <kbd key={x}>{x}</kbd>
                ))}{' '}
                {text}
            </span>
        ))}
    </p>
)
