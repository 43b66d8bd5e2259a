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

    /// <summary>Of each role in one window; "" is nobody.</summary>
    public static TheoryData<string> EveryRole => [.. pages.Select(x => x.Role).Distinct()];

    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task Has_no_error_and_no_barrier(string role)
    {
        await using var screen = await demonstration.Open();
        if (role.Length != 0)
            await screen.SignIn(role);
        foreach (var (name, _, path) in pages.Where(x => x.Role == role))
        {
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
            await screen.HasNoBarrier(name);
            Assert.True(screen.Errors.Count == 0, $"{name}: {string.Join('\n', screen.Errors)}");
        }
    }

    private async Task<string> First(string list, string member) =>
        (await demonstration.Ask(list)).GetProperty("items")[0].GetProperty(member).GetString()!;
}
