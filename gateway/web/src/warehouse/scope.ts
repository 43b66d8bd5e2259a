import { stateName } from '../states'

/** Where a recall holds: null, the nation; two digits, a state; else a facility. */
export const scopeName = (scope: string | null, placeName: (code: string) => string) =>
    scope === null ? 'toda la nación' : scope.length === 2 ? stateName(scope) : placeName(scope)

interface Who {
    role: string
    state: string | null
    facility: string | null
}

/** Who declares a recall may lift it: central supply any, a state its own and its facilities', a warehouse its own. */
export const mayDeclare = ({ role, state, facility }: Who, scope: string | null, stateOf: (code: string) => string | undefined) =>
    role === 'central' ||
    (role === 'state' && scope !== null && (scope.length === 2 ? scope : stateOf(scope)) === state) ||
    (role === 'warehouse' && scope !== null && scope === facility)
