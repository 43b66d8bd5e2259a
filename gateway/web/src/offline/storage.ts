/** Asks the browser once not to throw away what is kept here; whether it promised. */
export async function askToKeep(): Promise<boolean> {
    if (!('storage' in navigator) || !navigator.storage.persist) return false
    return (await navigator.storage.persisted()) || navigator.storage.persist()
}

/** Of the browser's allowance for this site: bytes that are used and that there are. */
export async function space(): Promise<{ isKept: boolean; used: number; quota: number }> {
    const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {}
    return { isKept: (await navigator.storage?.persisted?.()) ?? false, used: usage, quota }
}
