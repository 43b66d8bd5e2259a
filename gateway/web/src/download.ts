/** Hands a file over to the person; of a text it makes a CSV. */
export function download(name: string, content: string | Blob) {
    const blob = typeof content === 'string' ? new Blob([content], { type: 'text/csv;charset=utf-8' }) : content
    const file = URL.createObjectURL(blob)
    const link = document.createElement('a')
    link.href = file
    link.download = name
    link.click()
    setTimeout(() => {
        URL.revokeObjectURL(file)
    }, 10_000)
}
