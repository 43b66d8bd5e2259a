using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>A browser window; what its console said and what it asked for are kept.</summary>
public sealed class Screen : IAsyncDisposable
{
    /// <summary>Milliseconds; on busy cores a page takes long.</summary>
    public const float Patience = 180_000;

    /// <summary>Folder for the pictures; not set: none are made.</summary>
    private static readonly string? pictures = Environment.GetEnvironmentVariable("SUPPLY_SCREENS");

    private readonly List<string> errors = [];
    private readonly List<string> asked = [];

    private Screen(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>Errors of the console, faults of the script, answers of 400 and more.</summary>
    public IReadOnlyList<string> Errors => errors;

    /// <summary>Every address that was asked for.</summary>
    public IReadOnlyList<string> Asked => asked;

    public static async Task<Screen> In(IBrowserContext context)
    {
        context.SetDefaultTimeout(Patience);
        var screen = new Screen(await context.NewPageAsync());
        screen.Page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning")
                screen.errors.Add($"{said.Type}: {said.Text}");
        };
        screen.Page.PageError += (_, fault) => screen.errors.Add($"fault: {fault}");
        screen.Page.Request += (_, request) => screen.asked.Add(request.Url);
        screen.Page.Response += (_, answer) =>
        {
            if (answer.Status >= 400)
                screen.errors.Add($"{answer.Status} {answer.Url}");
        };
        return screen;
    }

    public async Task SignIn(string role)
    {
        await Page.GotoAsync("/entrar");
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = RoleName(role), Exact = true }).ClickAsync();
        await SignedIn();
    }

    /// <summary>The page for signing in has been left for another of the application.</summary>
    public Task SignedIn() => Page.WaitForFunctionAsync("() => !location.pathname.startsWith('/entrar')");

    /// <summary>Waits until the address begins with this path. (Playwright's own wait misses one that changed just before it.)</summary>
    public Task Arrives(string path) =>
        Page.WaitForFunctionAsync("path => (location.pathname + location.search).startsWith(path)", path);

    /// <summary>Goes to an address as a person does who is signed in: without loading the application anew.</summary>
    public async Task Go(string path)
    {
        await Page.EvaluateAsync("path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')) }", path);
        await Settled();
    }

    /// <summary>
    /// Nothing is loading any more: a title is there, no "Cargando", and no answer to an earlier question. The network is never idle: a
    /// page listens for changes.
    /// </summary>
    public async Task Settled()
    {
        await Page.Locator("h1").First.WaitForAsync();
        await Page.WaitForFunctionAsync(
            "() => document.querySelector('.late, [aria-busy=true]') === null"); // .late says "Cargando", seen or still to be seen
        await Page.WaitForFunctionAsync("() => document.fonts.status === 'loaded'");
    }

    /// <summary>What axe-core finds against WCAG 2.2 A and AA, a line each.</summary>
    public async Task<IReadOnlyList<string>> Violations()
    {
        var found = await Page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions
            {
                Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            },
        });
        return [.. found.Violations.Select(x =>
            $"{x.Id}: {x.Help}: " + string.Join(" | ", x.Nodes.Take(3).Select(node => node.Html)))];
    }

    /// <summary>
    /// The page that is shown, on a desk and on a phone, in light and dark: nothing that axe-core finds, nothing that scrolls sideways; its
    /// pictures. The window is wide and light afterwards.
    /// </summary>
    public async Task HasNoBarrier(string name)
    {
        foreach (var width in new[] { 1440, 390 })
        {
            await Page.SetViewportSizeAsync(width, width < 600 ? 844 : 900);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                await Picture(name, width, scheme);
                var found = string.Join('\n', await Violations());
                Assert.True(found.Length == 0, $"{name}, {width} {scheme}: {found}");
            }
            Assert.True(
                await Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"),
                $"{name}, {width}: the page scrolls sideways");
        }
        await Page.SetViewportSizeAsync(1440, 900);
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
    }

    /// <summary>Of a page, light and wide or dark and narrow, where <c>SUPPLY_SCREENS</c> names a folder.</summary>
    public async Task Picture(string name, int width, ColorScheme scheme)
    {
        if (pictures is not null && (width, scheme) is ((1440, ColorScheme.Light) or (390, ColorScheme.Dark)))
            await Page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = Path.Combine(pictures, $"{name}-{width}-{(scheme == ColorScheme.Dark ? "oscuro" : "claro")}.png"), FullPage = true,
            });
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private static string RoleName(string role) => role switch
    {
        "dashboard" => "Dirección", "central" => "Abasto central", "auditor" => "Auditoría", "operator" => "Operación",
        "state" => "Coordinación estatal", _ => role,
    };
}
