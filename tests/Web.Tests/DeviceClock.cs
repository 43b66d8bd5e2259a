using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>A clock of the whole browser that runs, and that the test sets: pages read it where it is kept.</summary>
internal static class DeviceClock
{
    public static async Task Install(IPage page, TimeSpan ahead)
    {
        await page.Context.AddInitScriptAsync(
            """
            (() => {
                const Real = Date
                const now = () => Real.now() + Number(localStorage.getItem('prueba.reloj') ?? 0)
                globalThis.Date = new Proxy(Real, {
                    construct: (_, args) => args.length === 0 ? new Real(now()) : new Real(...args),
                    apply: () => new Real(now()).toString(),
                    get: (of, name) => name === 'now' ? now : Reflect.get(of, name),
                })
            })()
            """);
        await page.GotoAsync("/favicon.svg");
        await Move(page, ahead);
    }

    public static async Task Move(IPage page, TimeSpan ahead) =>
        await page.EvaluateAsync("x => localStorage.setItem('prueba.reloj', String(x))", ahead.TotalMilliseconds);
}
