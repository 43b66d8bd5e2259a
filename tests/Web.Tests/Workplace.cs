using System.Text.Json;
using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>
/// The embedded program with one unit, its stock and a few claves, for those who record: nobody's figures are disturbed.
/// </summary>
public sealed class Workplace : IAsyncLifetime
{
    public const string Unit = "HGIMB000011", State = "13";
    public const string Paracetamol = "010.000.0104.00", Metformin = "010.000.5165.00", Captopril = "010.000.0574.00";
    public const int ParacetamolOnHand = 100_000, MetforminOnHand = 30;

    private static readonly string[] claves =
        [Paracetamol, Metformin, Captopril, "010.000.2501.00", "010.000.0429.00", "010.000.3417.00", "040.000.2608.00"];
    private static readonly string[] names =
    [
        "Paracetamol, tableta 500 mg", "Metformina, tableta 850 mg", "Captopril, tableta 25 mg", "Enalapril, tableta 10 mg",
        "Salbutamol, aerosol 20 mg", "Diclofenaco, cápsula 100 mg", "Carbamazepina, tableta 200 mg",
    ];

    private Chromium? browser;

    public StandaloneProcess Program { get; } = new();
    public RetryingClient Client => Program.Client;
    public static Actor Pharmacist { get; } = new("pharmacy", State, Unit, "Farmacia");

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Missing is not null)
            return;
        await Program.Start();
        browser = await Chromium.Launch();
        var csv = "clave,descripcion\n" + string.Concat(claves.Zip(names, (clave, name) => $"{clave},\"{name}\"\n"));
        Assert.Equal(200, (await Client.PostText(Actor.Central, "/catalog/items/import", csv, "text/csv")).Status);
        Assert.Equal(201, (await Client.Put(
            Actor.Central, $"/catalog/facilities/{Unit}",
            new { name = "Centro de Salud Acatlán", state = State, municipality = "Acatlán", kind = "healthUnit" })).Status);
        foreach (var (clave, pieces) in ((string, int)[])[(Paracetamol, ParacetamolOnHand), (Metformin, MetforminOnHand), (Captopril, 95)])
            await Receive(clave, pieces);
        await Eventually($"/inventory/stock?facility={Unit}", x => x.GetProperty("items").GetArrayLength() == 3);
        await Eventually($"/dispensing/prescriptions?facility={Unit}", _ => true);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        await Program.DisposeAsync();
    }

    /// <summary>A window in which the unit's pharmacist is signed in, at the counter.</summary>
    public async Task<Screen> OpenCounter()
    {
        Chromium.SkipWhereMissing();
        var screen = await browser!.Open(Program.Address);
        await SignIn(screen.Page);
        await screen.Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        return screen;
    }

    /// <summary>A window in which somebody with a role and a name of their own is signed in, at a page.</summary>
    public async Task<Screen> OpenAs(Actor actor, string path, int width = 1440, ColorScheme scheme = ColorScheme.Light)
    {
        Chromium.SkipWhereMissing();
        var screen = await browser!.Open(Program.Address, width, scheme, isMobile: width < 600);
        var chosen = JsonSerializer.Serialize(actor, JsonSerializerOptions.Web);
        await screen.Page.AddInitScriptAsync(
            $"sessionStorage.setItem('abasto.rol-de-desarrollo', {JsonSerializer.Serialize(chosen, JsonSerializerOptions.Web)})");
        await screen.Page.GotoAsync(path);
        await screen.Settled();
        return screen;
    }

    /// <summary>A window at the end of a line, with nobody signed in.</summary>
    public Task<Screen> Open(Line line) => browser!.Open(line.Address);

    /// <summary>The same with the pharmacist at the counter, and all on the device that the counter needs without a network.</summary>
    public async Task<Screen> OpenCounter(Line line)
    {
        var screen = await Open(line);
        await SignIn(screen.Page);
        await screen.Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        await HasCopy(screen.Page);
        return screen;
    }

    /// <summary>By the one click of development, as the pharmacist of the unit, to the counter.</summary>
    public static async Task SignIn(IPage page)
    {
        await page.GotoAsync("/entrar?volver=/recetas/nueva");
        await page.GetByLabel("CLUES").FillAsync(Unit);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Farmacia", Exact = true }).ClickAsync();
        await page.Locator("#folio").WaitForAsync();
        await page.WaitForFunctionAsync("() => document.activeElement?.id === 'folio'");
    }

    /// <summary>The same for whoever records at a unit or warehouse, to a page of theirs.</summary>
    public static async Task SignIn(IPage page, string role, string facility, string path)
    {
        await page.GotoAsync($"/entrar?volver={Uri.EscapeDataString(path)}");
        await page.GetByLabel("CLUES").FillAsync(facility);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = role, Exact = true }).ClickAsync();
        await page.WaitForFunctionAsync("path => location.pathname === path", path);
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
    }

    /// <summary>A window in which nobody is signed in.</summary>
    public Task<Screen> Open(int width = 1440, ColorScheme scheme = ColorScheme.Light)
    {
        Chromium.SkipWhereMissing();
        return browser!.Open(Program.Address, width, scheme, isMobile: width < 600);
    }

    /// <summary>The device has its copy of the catalogue and of the unit's stock.</summary>
    public static Task HasCopy(IPage page) => page.GetByText("Catálogo y existencias del").WaitForAsync();

    /// <summary>What the service has under a folio, once it has it.</summary>
    public async Task<JsonElement> Stored(string folio) =>
        (await Eventually(
            $"/dispensing/prescriptions?facility={Unit}&folio={Uri.EscapeDataString(folio)}",
            x => x.GetProperty("items").GetArrayLength() > 0)).GetProperty("items")[0];

    public async Task<JsonElement> Read(string path)
    {
        var reply = await Client.Get(Pharmacist, path);
        Assert.True(reply.Status == 200, $"{path}: {reply}");
        return reply.Json;
    }

    public async Task<JsonElement> Eventually(string path, Func<JsonElement, bool> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var found = await Read(path);
            if (holds(found))
                return found;
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(5), $"{path} stays at {found}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private async Task Receive(string clave, int pieces)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var reply = await Client.Put(Pharmacist, $"/inventory/receipts/{Guid.CreateVersion7()}", new
        {
            facility = Unit, supplier = "Proveedor de prueba",
            receivedOn = today.AddDays(-30),
            lines = (object[])[new { clave, lot = $"L{clave[8..12]}", expiresOn = today.AddYears(2), quantity = pieces }],
        });
        Assert.True(reply.Status == 201, $"{reply}");
    }
}
