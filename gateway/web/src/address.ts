import { useEffect, useRef } from 'react'
import { useSearchParams } from 'wouter'

/** The day on the wall in the capital, yyyy-MM-dd: figures begin there. */
export function today(now: Date = new Date()): string {
    return new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Mexico_City' }).format(now)
}

export const thisYear = () => today().slice(0, 4)
export const thisMonth = () => today().slice(0, 7)

/** The month that stands for a period: itself, that of a day, of a year its last or the present one. */
export const lastMonthOf = (period: string) =>
    period.length >= 7 ? period.slice(0, 7) : period === thisYear() ? thisMonth() : `${period}-12`

/** The month that is n months after (before, if negative). */
export function monthFrom(month: string, n: number): string {
    const moved = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + n, 1))
    return moved.toISOString().slice(0, 7)
}

const parameters = [
    'periodo',
    'corte',
    'nivel',
    'codigo',
    'lado',
    'motivo',
    'despues',
    'documento',
    'orden',
    'mes',
    'ambito',
    'quien',
    'desde',
    'hasta',
    'comprador',
    'clave',
    'version',
    'buscar',
    'estado',
    'origen',
    'destino',
    'numero',
    'entidad',
    'lote',
    'condicion',
    'caduca',
]
export type Parameter =
    | 'periodo'
    | 'corte'
    | 'nivel'
    | 'codigo'
    | 'lado'
    | 'motivo'
    | 'despues'
    | 'documento'
    | 'orden'
    | 'mes'
    | 'ambito'
    | 'quien'
    | 'desde'
    | 'hasta'
    | 'comprador'
    | 'clave'
    | 'version'
    | 'buscar'
    | 'estado'
    | 'origen'
    | 'destino'
    | 'numero'
    | 'entidad'
    | 'lote'
    | 'condicion'
    | 'caduca'

/** Null unless it is a path of this application: whoever wrote the address cannot send the person elsewhere. */
export const ownPath = (path: unknown) =>
    typeof path === 'string' && /^\/(?![/\\])/.test(path) && new URL(path, location.origin).origin === location.origin
        ? path
        : null

/** All filters live in the address, so that a page can be kept, sent, printed and gone back to. */
export function useAddress() {
    const [query, setQuery] = useSearchParams()
    const of = (name: Parameter) => query.get(name)
    /** The address of this page with some filters changed; null takes one away. */
    const withChanged = (changes: Partial<Record<Parameter, string | null>>) => {
        const next = new URLSearchParams()
        for (const name of parameters) {
            const value = name in changes ? changes[name as Parameter] : query.get(name)
            if (value !== null && value !== undefined && value !== '') next.set(name, value)
        }
        const text = next.toString()
        return `${location.pathname}${text ? `?${text}` : ''}`
    }
    const change = (changes: Partial<Record<Parameter, string | null>>) =>
        setQuery(new URL(withChanged(changes), location.origin).searchParams)
    return { of, withChanged, change }
}

/** A form whose text fields, named as these filters, say what the address says whenever it changes; what has the focus keeps it. */
export function useFieldsOf(names: readonly Parameter[]) {
    const { of } = useAddress()
    const form = useRef<HTMLFormElement>(null)
    const values = JSON.stringify(names.map(x => of(x) ?? ''))
    useEffect(() => {
        names.forEach((name, i) => {
            const field = form.current?.elements.namedItem(name)
            if (field instanceof HTMLInputElement) field.value = (JSON.parse(values) as string[])[i]!
        })
    }, [values])
    return form
}
