import { v7 } from 'uuid'

/** A document's id: UUID v7, so that those of one device sort by their time. */
export const newId = () => v7()
