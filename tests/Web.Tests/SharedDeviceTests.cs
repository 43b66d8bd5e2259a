using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>A computer that several people use, that may stay without a network for good, and that gets new versions.</summary>
[Collection(AtTheCounter.Name)]
public sealed class SharedDeviceTests(Workplace workplace)
{
    private const string Password = "una clave de doce";

    [Fact]
    public async Task Fifteen_minutes_without_use_hide_the_screen_and_keep_what_was_typed()
    {
        Chromium.SkipWhereMissing();
        await using var line = new Line(workplace.Program.Address);
        await using var screen = await workplace.Open(line);
        await screen.Page.Clock.InstallAsync();
        await Workplace.SignIn(screen.Page);
        await Workplace.HasCopy(screen.Page);
        var folio = screen.Page.Locator("#folio");
        await folio.FillAsync("L-1");
        await screen.Page.Keyboard.PressAsync("End");
        await CounterTests.Saved(screen.Page);
        await screen.Page.Clock.FastForwardAsync("14:00");
        Assert.True(await folio.IsVisibleAsync());

        await screen.Page.Clock.FastForwardAsync("01:30");
        await Locked(screen.Page).WaitForAsync();
        Assert.False(await folio.IsVisibleAsync());
        Assert.DoesNotContain("L-1", await screen.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(await screen.Violations());
        await screen.Page.Keyboard.PressAsync("Enter"); // "Seguir" has the focus
        await folio.WaitForAsync();
        Assert.Equal("L-1", await folio.InputValueAsync());

        await screen.Page.Clock.FastForwardAsync("16:00");
        await Locked(screen.Page).WaitForAsync();
        line.Cut();
        await screen.Page.ReloadAsync(); // does not open it
        await Locked(screen.Page).WaitForAsync();
        await screen.Page.Keyboard.PressAsync("Enter"); // without a network nobody can be asked who it is
        await folio.WaitForAsync();
        await Assertions.Expect(folio).ToHaveValueAsync("L-1");
        await CounterTests.Discard(screen.Page);
    }

    [Fact]
    public async Task What_waits_goes_by_a_stick_to_another_device_and_is_stored_once()
    {
        Chromium.SkipWhereMissing();
        await using var line = new Line(workplace.Program.Address);
        await using var screen = await workplace.OpenCounter(line);
        line.Cut();
        await screen.Page.EvaluateAsync(Hand.Script, new { from = 8000, count = 3 });
        await screen.Go("/cola");
        await screen.Page.GetByLabel("Contraseña para el archivo").FillAsync(Password);
        var file = await (await screen.Page.RunAndWaitForDownloadAsync(() => Press(screen.Page, "Guardar en una memoria"))).PathAsync();
        Assert.DoesNotContain("D-8000", await File.ReadAllTextAsync(file), StringComparison.Ordinal);

        await using var other = await workplace.OpenCounter();
        await other.Go("/cola");
        await other.Page.GetByLabel("Archivo de otro equipo").SetInputFilesAsync(file);
        await other.Page.GetByLabel("Su contraseña").FillAsync("otra clave distinta");
        await Press(other.Page, "Tomarlo");
        await other.Page.GetByText("La contraseña no es la del archivo").WaitForAsync();
        await other.Page.GetByLabel("Su contraseña").FillAsync(Password);
        await Press(other.Page, "Tomarlo");
        await other.Page.GetByText("Se tomaron 3 documentos.").WaitForAsync();
        foreach (var folio in (string[])["D-8000", "D-8001", "D-8002"])
            await workplace.Stored(folio);

        line.Restore();
        await OfflineTests.Focus(screen.Page);
        await Unsent(screen.Page, 0);
        Assert.Equal(1, (await workplace.Read($"/dispensing/prescriptions?facility={Workplace.Unit}&folio=D-8001"))
            .GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_colleague_does_not_send_what_another_left_unless_asked_to()
    {
        Chromium.SkipWhereMissing();
        await using var line = new Line(workplace.Program.Address);
        await using var screen = await workplace.OpenCounter(line);
        line.Cut();
        await screen.Page.EvaluateAsync(Hand.Script, new { from = 8100, count = 2 });
        line.Restore(); // nobody looks at the window: nothing is sent before the other person is there
        await screen.Page.EvaluateAsync(
            """
            () => {
                const key = 'abasto.rol-de-desarrollo'
                sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(sessionStorage.getItem(key)), name: 'Colega' }))
                location.assign('/cola')
            }
            """);
        await screen.Page.GetByText("2 documentos son de otra persona").WaitForAsync();
        Assert.Equal(0, (await workplace.Read($"/dispensing/prescriptions?facility={Workplace.Unit}&folio=D-8100"))
            .GetProperty("items").GetArrayLength());
        await Press(screen.Page, "Enviar a mi nombre");
        await workplace.Stored("D-8100");
        await workplace.Stored("D-8101");
        await Unsent(screen.Page, 0);
    }

    [Fact]
    public async Task A_new_version_waits_while_something_is_to_be_sent_and_loses_nothing_when_it_is_taken()
    {
        Chromium.SkipWhereMissing();
        await using var line = new Line(workplace.Program.Address);
        await using var screen = await workplace.OpenCounter(line);
        line.Cut();
        await screen.Page.EvaluateAsync(Hand.Script, new { from = 8200, count = 2 });
        await screen.Page.Locator("#folio").FillAsync("N-1");
        await CounterTests.Saved(screen.Page);
        await screen.Page.EvaluateAsync("() => { globalThis.sinCambio = true }");
        (line.HasNewVersion, line.Loses) = (true, "/dispensing/prescriptions/batch"); // the way to the service stays closed
        line.Restore();
        await screen.Page.EvaluateAsync("async () => (await navigator.serviceWorker.getRegistration()).update()");
        await screen.Page.WaitForFunctionAsync("async () => (await navigator.serviceWorker.getRegistration()).waiting !== null");
        Assert.True(await screen.Page.EvaluateAsync<bool>("() => globalThis.sinCambio === true"));

        await screen.Go("/cola");
        await screen.Page.GetByText("Hay una versión nueva").WaitForAsync();
        await Press(screen.Page, "Usarla ahora");
        await screen.Page.WaitForFunctionAsync("() => globalThis.sinCambio !== true && document.querySelector('h1') !== null");
        await Unsent(screen.Page, 2);
        line.Loses = null;
        line.Cut(); // the request whose answer was lost ends
        line.Restore();
        await OfflineTests.Focus(screen.Page);
        await workplace.Stored("D-8200");
        await workplace.Stored("D-8201");
        await Unsent(screen.Page, 0);
        await screen.Go("/recetas/nueva");
        await Assertions.Expect(screen.Page.Locator("#folio")).ToHaveValueAsync("N-1");
        await CounterTests.Discard(screen.Page);
    }

    [Fact]
    public async Task Ctrl_K_goes_to_a_clave_a_page_and_a_folio_by_what_is_typed()
    {
        Chromium.SkipWhereMissing();
        await using var line = new Line(workplace.Program.Address);
        await using var screen = await workplace.OpenCounter(line);
        line.Cut(); // the device's own catalogue answers
        await Go("metformina");
        await screen.Arrives("/claves/" + Workplace.Metformin);
        await Go("por entregar");
        await screen.Arrives("/por-entregar");
        await Go("Z-99");
        await screen.Arrives("/recetas?codigo=Z-99");
        line.Restore();

        async Task Go(string text)
        {
            await screen.Page.Keyboard.PressAsync("Control+k");
            await screen.Page.GetByLabel("Ir a: página").FillAsync(text);
            await screen.Page.GetByRole(AriaRole.Option).First.WaitForAsync();
            await screen.Page.Keyboard.PressAsync("Enter");
        }
    }

    private static Task Unsent(IPage page, int count) =>
        page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = $"Por enviar: {count}", Exact = true }).WaitForAsync();

    private static ILocator Locked(IPage page) =>
        page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Pantalla bloqueada" });

    private static Task Press(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button }).ClickAsync();
}
