/** The pattern for what is not there: 0 only where 0 was measured. Once in the page. */
export function Hatch() {
    return (
        <svg width="0" height="0" className="hatch-source" aria-hidden="true">
            <defs>
                <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect width="6" height="6" fill="var(--raised)" />
                    <line y2="6" stroke="var(--edge)" strokeWidth="2" />
                </pattern>
            </defs>
        </svg>
    )
}
