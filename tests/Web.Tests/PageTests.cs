using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>
/// Every page, in light and dark, on a desk and on a phone: no error in the console, nothing that axe-core finds, its picture.
/// </summary>
[Collection(OverTheDemonstration.Name)]
public sealed class PageTests(Demonstration demonstration)
{
    private static readonly (string Name, string Role, string Path)[] pages =
    [
        ("nacion", "dashboard", "/"), ("entidades", "dashboard", "/entidades"), ("entidad", "central", "/entidades/13"),
        ("informe", "central", "/entidades/13/informe"), ("unidad", "central", "/unidades/{unit}"), ("claves", "dashboard", "/claves"),
        ("clave", "central", "/claves/{clave}"), ("indicadores", "auditor", "/indicadores"),
        ("indicador", "auditor", "/indicadores/ind-b?nivel=state&codigo=13&lado=incomplete"), ("auditoria", "auditor", "/auditoria"),
        ("operacion", "operator", "/operacion"), ("muro", "dashboard", "/muro"), ("ayuda", "dashboard", "/ayuda"),
        ("preferencias", "dashboard", "/preferencias"), ("publico", "", "/publico"), ("publico-entidad", "", "/publico/13"),
        ("entrar", "", "/entrar"), ("no-existe", "dashboard", "/no-existe"),
    ];

    public static TheoryData<string> EveryPage => [.. pages.Select(x => x.Name)];

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Has_no_error_and_no_barrier(string name)
    {
        var (_, role, path) = pages.Single(x => x.Name == name);
        var at = path.Contains("{unit}", StringComparison.Ordinal)
            ? path.Replace("{unit}", await First("/catalog/facilities?state=13&kind=hospital&limit=1", "code"), StringComparison.Ordinal)
            : path.Contains("{clave}", StringComparison.Ordinal)
            ? path.Replace("{clave}", await First("/catalog/items?limit=1", "clave"), StringComparison.Ordinal)
            : path;
        await using var screen = await demonstration.Open();
        if (role.Length != 0)
            await screen.SignIn(role);
        foreach (var width in new[] { 1440, 390 })
        {
            await screen.Page.SetViewportSizeAsync(width, width < 600 ? 844 : 900);
            if (role.Length == 0)
                await screen.Page.GotoAsync(at);
            else
                await screen.Go(at);
            await screen.Settled();
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await screen.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                await screen.Picture(name, width, scheme);
                var found = string.Join('\n', await screen.Violations());
                Assert.True(found.Length == 0, $"{width} {scheme}: {found}");
            }
            Assert.True(
                await screen.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"),
                $"{width}: the page scrolls sideways");
        }
        Assert.Empty(screen.Errors);
    }

    private async Task<string> First(string list, string member) =>
        (await demonstration.Ask(list)).GetProperty("items")[0].GetProperty(member).GetString()!;
}
