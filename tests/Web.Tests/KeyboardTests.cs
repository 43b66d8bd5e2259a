using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>Each role finds its way by keys alone.</summary>
[Collection(OverTheDemonstration.Name)]
public sealed class KeyboardTests(Demonstration demonstration)
{
    private static readonly PageGetByLabelOptions exact = new() { Exact = true };
    private static readonly LocatorAssertionsToContainTextOptions patient = new() { Timeout = Screen.Patience };

    [Fact]
    public async Task A_director_goes_from_the_map_to_a_state()
    {
        await using var screen = await demonstration.Open();
        await SignInByKeys(screen, "Dirección");
        await Press(screen, "Tab", until: "Saltar al contenido");
        await screen.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("contenido", await screen.Page.EvaluateAsync<string>("() => document.activeElement.id"));
        await screen.Page.Locator(".tile-map a[tabindex='0']").WaitForAsync();
        await PressUntil(screen, "Tab", "() => document.activeElement.closest('.tile-map') !== null");
        var first = await screen.Page.EvaluateAsync<string>("() => document.activeElement.dataset.code");
        await screen.Page.Keyboard.PressAsync("ArrowRight");
        var second = await screen.Page.EvaluateAsync<string>("() => document.activeElement.dataset.code");
        Assert.NotEqual(first, second);
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Arrives($"/entidades/{second}");
        await screen.Settled();
        Assert.Equal("H1", await screen.Page.EvaluateAsync<string>("() => document.activeElement.tagName"));
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task An_auditor_reads_a_document()
    {
        await using var screen = await demonstration.Open();
        await SignInByKeys(screen, "Auditoría");
        await screen.Settled();
        await Press(screen, "Tab", until: "Porcentaje de surtimiento completo de recetas médicas");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Settled();
        await PressUntil(screen, "Tab", "() => document.activeElement.closest('[role=tabpanel] tbody th') !== null");
        await screen.Page.Keyboard.PressAsync("ArrowDown");
        var named = await Focused(screen);
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Settled();
        var document = screen.Page.GetByRole(AriaRole.Complementary, new PageGetByRoleOptions { Name = "Documento" });
        Assert.Contains(named.TrimStart('…'), await document.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task An_operator_runs_a_job()
    {
        await using var screen = await demonstration.Open();
        await SignInByKeys(screen, "Operación");
        await screen.Settled();
        await PressUntil(screen, "Tab", "() => document.activeElement.getAttribute('aria-label') === 'Correr check-conservation'");
        await screen.Page.Keyboard.PressAsync("Enter");
        var row = screen.Page.Locator("tr", new PageLocatorOptions { Has = screen.Page.GetByLabel("Correr check-conservation", exact) });
        await Assertions.Expect(row).ToContainTextAsync("0 differences", patient);
        Assert.Empty(screen.Errors);
    }

    private static async Task SignInByKeys(Screen screen, string role)
    {
        await screen.Page.GotoAsync("/entrar");
        await screen.Settled();
        await Press(screen, "Tab", until: role);
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.SignedIn();
        await screen.Settled();
    }

    private static Task<string> Focused(Screen screen) =>
        screen.Page.EvaluateAsync<string>(
            "() => { const x = document.activeElement, said = x.innerText || x.getAttribute('aria-label') || '';"
            + " return x === document.body ? '' : said.trim() }");

    private static async Task Press(Screen screen, string key, string until)
    {
        for (var i = 0; i < 200; i++)
        {
            await screen.Page.Keyboard.PressAsync(key);
            if ((await Focused(screen)).StartsWith(until, StringComparison.Ordinal))
                return;
        }
        Assert.Fail($"No {key} of 200 reached «{until}».");
    }

    private static async Task PressUntil(Screen screen, string key, string condition)
    {
        for (var i = 0; i < 200; i++)
        {
            await screen.Page.Keyboard.PressAsync(key);
            if (await screen.Page.EvaluateAsync<bool>(condition))
                return;
        }
        Assert.Fail($"No {key} of 200 reached {condition}.");
    }
}
