using System.Text.Json;

namespace Supply.Web.Tests;

/// <summary>A hand at the counter that is as quick as the page.</summary>
internal static class Hand
{
    /// <summary>
    /// Writes prescriptions as a hand does: field by field, with the events of its keys. Milliseconds from Enter to the next field, and
    /// from Ctrl+Enter to the next empty form.
    /// </summary>
    public const string Script =
        """
        async ({ from, count }) => {
            const set = (field, value) => {
                Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, value)
                field.dispatchEvent(new Event('input', { bubbles: true }))
            }
            const until = async holds => {
                const end = performance.now() + 60_000
                for (let found; performance.now() < end; await new Promise(requestAnimationFrame)) if ((found = holds())) return found
                throw new Error(`never: ${holds}`)
            }
            const key = (field, key, ctrlKey = false) =>
                field.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }))
            const times = { enter: [], save: [] }
            for (let i = from; i < from + count; i++) {
                const folio = await until(() => [...document.querySelectorAll('#folio')].find(x => x.value === ''))
                set(folio, `D-${String(i).padStart(4, '0')}`)
                let began = performance.now()
                key(folio, 'Enter')
                times.enter.push(performance.now() - began)
                const clave = document.querySelector('[aria-label="Clave, renglón 1"]')
                set(clave, '0104')
                await until(() => clave.value === '0104' && document.querySelector('[role=option]'))
                key(clave, 'Enter')
                const prescribed = await until(() => document.activeElement.ariaLabel === 'Recetado, renglón 1' && document.activeElement)
                set(prescribed, '2')
                await until(() => prescribed.value === '2')
                began = performance.now()
                key(prescribed, 'Enter', true)
                await until(() => document.querySelector('#folio').value === '')
                times.save.push(performance.now() - began)
            }
            return times
        }
        """;

    /// <summary>Half and nineteen of twenty of these milliseconds.</summary>
    public static string Spread(JsonElement times)
    {
        double[] all = [.. times.EnumerateArray().Select(x => x.GetDouble()).Order()];
        return $"p50 {all[all.Length / 2]:0} ms, p95 {all[all.Length * 95 / 100]:0} ms";
    }
}
