using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OtpNet;

namespace Supply.Web.Tests;

/// <summary>
/// As a person begins: the link that the program prints, a password, a second factor, the pages; then an account for somebody else. No
/// development token takes part.
/// </summary>
public sealed partial class AccountSignInTests : IAsyncLifetime
{
    private const string Password = "tres caballos y una escoba";
    private static readonly PageGetByRoleOptions exact = new() { Exact = true };

    private readonly StandaloneProcess program = new();
    private Chromium? browser;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Missing is not null)
            return;
        program.Spawn(null, "--urls", program.Address.ToString().TrimEnd('/'), "--data", program.Data);
        Assert.True(await program.Ready(), program.Output);
        browser = await Chromium.Launch();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        await program.DisposeAsync();
    }

    [Fact]
    public async Task From_the_printed_link_to_the_pages_and_to_an_account_for_somebody_else()
    {
        Chromium.SkipWhereMissing();
        await using var administrator = await browser!.Open(program.Address);
        await SetPassword(administrator, Link().Match(program.Output).Value);
        await SignIn(administrator, "administrador", "/operacion");
        Assert.Contains("Operación", await administrator.Page.Locator(".person").InnerTextAsync(), StringComparison.Ordinal);
        await AssertKeptNowhere(administrator);

        var link = await MakeAccount(administrator, "coordinadora", "Coordinadora de prueba", "Coordinación estatal");
        await using var person = await browser.Open(program.Address);
        await SetPassword(person, link);
        await person.Page.GotoAsync("/entidades/13?periodo=2026"); // where somebody's message pointed
        await SignIn(person, "coordinadora", "/entidades/13?periodo=2026");
        Assert.Contains("Hidalgo", await person.Page.Locator(".person").InnerTextAsync(), StringComparison.Ordinal);
        await AssertKeptNowhere(person);

        await person.Page.ReloadAsync(); // the authority still knows the person: no password is asked for
        await person.Arrives("/entidades/13?periodo=2026");
        await person.Settled();
        await SignOut(person);
        await person.Page.GotoAsync("/entidades/13");
        await person.Arrives("/entrar?volver=");
        Assert.Empty(person.Errors);
        Assert.Empty(administrator.Errors);
    }

    /// <summary>The link of an account is used up by the first password.</summary>
    private async Task SetPassword(Screen screen, string link)
    {
        Assert.StartsWith(program.Address.ToString(), link, StringComparison.Ordinal);
        await screen.Page.GotoAsync(link);
        Assert.Equal("", string.Join('\n', await screen.Violations()));
        await screen.Page.GetByLabel("Contraseña nueva", new PageGetByLabelOptions { Exact = true }).FillAsync(Password);
        await screen.Page.GetByLabel("La misma otra vez", new PageGetByLabelOptions { Exact = true }).FillAsync(Password);
        await Press(screen, "Guardar");
        await Heading(screen, "Contraseña guardada");
        using var http = new HttpClient();
        using var again = await http.GetAsync(link);
        Assert.Equal(404, (int)again.StatusCode);
        await screen.Page.GotoAsync("/entrar");
    }

    /// <summary>By the account's password and a telephone that is set up here, until the page is reached.</summary>
    private static async Task SignIn(Screen screen, string userName, string arrives)
    {
        await Press(screen, "Entrar con mi cuenta");
        await Heading(screen, "Iniciar sesión");
        Assert.Equal("", string.Join('\n', await screen.Violations()));
        await screen.Page.GetByLabel("Usuario").FillAsync(userName);
        await screen.Page.GetByLabel("Contraseña").FillAsync(Password);
        await Press(screen, "Entrar");
        await Heading(screen, "Segundo factor");
        Assert.Equal("", string.Join('\n', await screen.Violations()));
        var key = (await screen.Page.Locator(".key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await screen.Page.GetByLabel("Código que muestra el teléfono").FillAsync(
            new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime));
        await Press(screen, "Confirmar");
        await Heading(screen, "Guarde sus códigos de recuperación");
        await screen.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "continuar" }).ClickAsync();
        await screen.Arrives(arrives);
        await screen.Settled();
    }

    /// <returns>The one-time link that the administrator passes on.</returns>
    private static async Task<string> MakeAccount(Screen screen, string userName, string name, string role)
    {
        await screen.Go("/cuentas?documento=nueva");
        var form = screen.Page.GetByRole(AriaRole.Complementary, new PageGetByRoleOptions { Name = "Cuenta" });
        await form.GetByLabel("Usuario").FillAsync(userName);
        await form.GetByLabel("Nombre").FillAsync(name);
        await form.GetByRole(AriaRole.Combobox).First.SelectOptionAsync(new SelectOptionValue { Label = role });
        await form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Guardar" }).ClickAsync();
        await form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Enlace para la contraseña" }).ClickAsync();
        var told = form.GetByRole(AriaRole.Status).Filter(new LocatorFilterOptions { HasText = "Enlace de un solo uso" });
        await told.WaitForAsync();
        return Link().Match(await told.InnerTextAsync()).Value;
    }

    private static async Task SignOut(Screen screen)
    {
        await screen.Page.Locator(".person button").First.ClickAsync();
        await screen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Salir" }).ClickAsync();
        await screen.Arrives("/entrar"); // by way of the authority, which has forgotten the person then
        await screen.Settled();
    }

    private static async Task AssertKeptNowhere(Screen screen)
    {
        var kept = await screen.Page.EvaluateAsync<string>(
            "() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])");
        Assert.DoesNotContain("eyJ", kept, StringComparison.Ordinal); // how the text of every JSON web token begins
        Assert.DoesNotContain(
            screen.Asked, x => x.Contains("eyJ", StringComparison.Ordinal) || x.Contains(Password, StringComparison.Ordinal));
    }

    private static Task Press(Screen screen, string button) =>
        screen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions(exact) { Name = button }).ClickAsync();

    private static Task Heading(Screen screen, string text) =>
        screen.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions(exact) { Name = text }).WaitForAsync();

    [GeneratedRegex(@"http://\S+/cuenta/contrasena\?liga=[\w-]+")]
    private static partial Regex Link();
}
