import { session } from '../session/session'
import { clock } from './clock'
import type { Recorded } from './database'
import { newId } from './ids'
import { record } from './unsent'
import { sendNow } from './sender'

type Given = Pick<Recorded, 'kind' | 'title' | 'summary' | 'path' | 'body' | 'facility'> &
    Partial<Pick<Recorded, 'id' | 'after' | 'taken' | 'instantField' | 'rawAt' | 'isCorrected' | 'zone' | 'form'>>

/** Records a document other than a prescription on this device and sends it as soon as the network allows. */
export async function recordDocument(given: Given) {
    await record({
        id: newId(),
        rawAt: Date.now(),
        clockOffset: clock.offset,
        isCorrected: given.instantField === undefined,
        user: session.me!.name,
        tries: 0,
        state: 'waiting',
        taken: [],
        ...given,
    })
    sendNow()
}
