import { useEffect, type KeyboardEvent } from 'react'
import type { Award, FundingSource, Page } from '../api/models'
import { useReference } from '../api/queries'
import { pieces } from '../format'
import { session } from '../session/session'
import { fieldId } from '../warehouse/receipt'
import type { ReceiptEntry } from '../warehouse/useReceipt'

/** Whose goods, for which order, when they came. */
export function ReceiptHead({ entry }: { entry: ReceiptEntry }) {
    const { draft, order, expected, faults, change } = entry
    const sources = useReference<Page<FundingSource>>('/catalog/funding-sources', { limit: 500 })
    const award = order?.lines.find(x => x.award !== null)?.award ?? null
    const mayRead = session.shown?.role === 'warehouse'
    const named = useReference<Award>(`/orders/awards/${award ?? ''}`, {}, { enabled: mayRead && award !== null })
    const source = award === null ? null : (named.data?.fundingSource ?? null)
    useEffect(() => {
        if (source !== null) change(form => (form.fundingSource === '' ? { ...form, fundingSource: source } : form))
        // eslint-disable-next-line react-hooks/exhaustive-deps
    }, [source])
    if (!draft) return null
    const { form } = draft
    const isWrong = (field: string) => faults.some(x => x.field === field) || undefined
    const next = (id: string) => (event: KeyboardEvent) => {
        if (event.key !== 'Enter' || event.ctrlKey) return
        event.preventDefault()
        document.getElementById(id)?.focus()
    }
    const firstLine = fieldId(form.lines[0]!, form.lines[0]!.clave ? 'lot' : 'clave')
    return (
        <div className="receipt-head">
            <label className="field">
                <span>
                    Orden <i>si la hay</i>
                </span>
                <input
                    id="orden"
                    className={isWrong('orden') ? 'input invalid' : 'input'}
                    list="ordenes-por-llegar"
                    autoComplete="off"
                    spellCheck={false}
                    maxLength={32}
                    aria-invalid={isWrong('orden')}
                    value={form.orderText}
                    onChange={event => {
                        const { value } = event.target
                        change(old => ({ ...old, orderText: value, order: null }))
                    }}
                    onKeyDown={event => {
                        if (event.key !== 'Enter' || event.ctrlKey) return
                        event.preventDefault()
                        if (form.orderText.trim() === '') document.getElementById('proveedor')?.focus()
                        else
                            void entry.chooseOrder(form.orderText).then(isFound => {
                                if (isFound) document.getElementById('fecha')?.focus()
                            })
                    }}
                    onBlur={() => {
                        if (form.orderText.trim() !== '' && form.order === null) void entry.chooseOrder(form.orderText)
                    }}
                />
                <datalist id="ordenes-por-llegar">
                    {expected.map(x => (
                        <option key={x.id} value={x.number ?? ''}>
                            {`${x.source.id}, ${pieces(x.ordered - x.good)} piezas`}
                        </option>
                    ))}
                </datalist>
            </label>
            <label className="field">
                <span>Proveedor</span>
                <input
                    id="proveedor"
                    className={isWrong('proveedor') ? 'input invalid' : 'input'}
                    autoComplete="off"
                    maxLength={200}
                    aria-invalid={isWrong('proveedor')}
                    value={form.supplier}
                    onChange={event => {
                        const { value } = event.target
                        change(old => ({ ...old, supplier: value }))
                    }}
                    onKeyDown={next('fecha')}
                />
            </label>
            <label className="field">
                <span>
                    Llegó el <i>vacío: hoy</i>
                </span>
                <input
                    id="fecha"
                    className={isWrong('fecha') ? 'input invalid' : 'input'}
                    autoComplete="off"
                    placeholder="hoy"
                    aria-invalid={isWrong('fecha')}
                    value={form.receivedOn}
                    onChange={event => {
                        const { value } = event.target
                        change(old => ({ ...old, receivedOn: value }))
                    }}
                    onKeyDown={next('fuente')}
                />
            </label>
            <label className="field">
                <span>Fuente de financiamiento</span>
                <select
                    id="fuente"
                    className={isWrong('fuente') ? 'input invalid' : 'input'}
                    value={form.fundingSource}
                    onChange={event => {
                        const { value } = event.target
                        change(old => ({ ...old, fundingSource: value }))
                    }}
                    onKeyDown={next(firstLine)}
                >
                    <option value="">ninguna</option>
                    {(sources.data?.items ?? [])
                        .filter(x => x.active)
                        .map(x => (
                            <option key={x.code} value={x.code}>
                                {x.code}
                            </option>
                        ))}
                </select>
            </label>
        </div>
    )
}
