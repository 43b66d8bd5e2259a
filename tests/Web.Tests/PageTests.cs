using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>
/// Every page, in light and dark, on a desk and on a phone: no error in the console, nothing that axe-core finds, its picture.
/// </summary>
[Collection(OverTheDemonstration.Name)]
public sealed class PageTests(Demonstration demonstration)
{
    /// <summary>Folder for the pictures; not set: none are made.</summary>
    private static readonly string? pictures = Environment.GetEnvironmentVariable("SUPPLY_SCREENS");

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

    public static TheoryData<string, int, string> EveryPage =>
    [
        .. from page in pages from width in new[] { 1440, 390 } from theme in new[] { "claro", "oscuro" } select (page.Name, width, theme),
    ];

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Has_no_error_and_no_barrier(string name, int width, string theme)
    {
        var (_, role, path) = pages.Single(x => x.Name == name);
        var scheme = theme == "claro" ? ColorScheme.Light : ColorScheme.Dark;
        await using var screen = role.Length == 0
            ? await demonstration.Open(width, scheme, width < 600) : await demonstration.OpenAs(role, width, scheme);
        var at = path.Contains("{unit}", StringComparison.Ordinal)
            ? path.Replace("{unit}", await First("/catalog/facilities?state=13&kind=hospital&limit=1", "code"), StringComparison.Ordinal)
            : path.Contains("{clave}", StringComparison.Ordinal)
            ? path.Replace("{clave}", await First("/catalog/items?limit=1", "clave"), StringComparison.Ordinal)
            : path;
        if (role.Length == 0)
            await screen.Page.GotoAsync(at);
        else
            await screen.Go(at);
        await screen.Settled();
        if (pictures is not null && (width, theme) is ((1440, "claro") or (390, "oscuro")))
            await screen.Page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = Path.Combine(pictures, $"{name}-{width}-{theme}.png"), FullPage = true,
            });
        Assert.Empty(screen.Errors);
        Assert.Equal("", string.Join('\n', await screen.Violations()));
        Assert.True(
            await screen.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways");
    }

    private async Task<string> First(string list, string member) =>
        (await demonstration.Ask(list)).GetProperty("items")[0].GetProperty(member).GetString()!;
}
