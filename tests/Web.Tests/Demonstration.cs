using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>
/// The embedded program with the demonstration, and Debian's Chromium; both end with the tests. <c>SUPPLY_TEST_PROGRAM</c> names the
/// address of one that is filled already and is left as it is.
/// </summary>
public sealed class Demonstration : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private static readonly TimeSpan fillLimit = TimeSpan.FromMinutes(20);
    private static readonly string? given = Environment.GetEnvironmentVariable("SUPPLY_TEST_PROGRAM");
    private readonly StandaloneProcess program = new();
    private IPlaywright? playwright;
    private IBrowser? browser;

    public Uri Address => given is null ? program.Address : new Uri(given);
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Null: there is a browser; else why the tests are left out.</summary>
    public static string? Missing => File.Exists(Chromium) ? null : $"left out: {Chromium} is not installed";

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
            return;
        Http = new HttpClient { BaseAddress = Address };
        if (given is null)
            program.Spawn(null, "--urls", Address.ToString().TrimEnd('/'), "--data", program.Data, "--dev-tokens", "--demo");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
        });
        var began = TimeProvider.System.GetTimestamp();
        while (given is null && !program.Output.Contains("  ready\n", StringComparison.Ordinal))
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(began) < fillLimit && await program.Exited(TimeSpan.FromMilliseconds(250)) is null,
                $"The demonstration was not filled.\n{program.Output}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        Http?.Dispose();
        await program.DisposeAsync();
    }

    /// <summary>A browser window of its own with nobody signed in.</summary>
    public async Task<Screen> Open(int width = 1440, ColorScheme scheme = ColorScheme.Light, bool isMobile = false)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(), ColorScheme = scheme, Locale = "es-MX", TimezoneId = "America/Mexico_City", IsMobile = isMobile,
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 900 }, ReducedMotion = ReducedMotion.Reduce,
        });
        return await Screen.In(context);
    }

    /// <summary>A window of somebody who has the role, by the one click of development.</summary>
    public async Task<Screen> OpenAs(string role, int width = 1440, ColorScheme scheme = ColorScheme.Light)
    {
        var screen = await Open(width, scheme, isMobile: width < 600);
        await screen.SignIn(role);
        return screen;
    }

    /// <summary>What a program is told that asks itself.</summary>
    public async Task<JsonElement> Ask(string path, string role = "auditor")
    {
        using var request = await Request(path, role);
        using var answer = await Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The rows of the table under its header, cells by their names.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> AskCsv(string path, string role = "auditor")
    {
        using var request = await Request(path, role);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        using var answer = await Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return SheetRows.Of(await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpRequestMessage> Request(string path, string role)
    {
        using var token = await Http.PostAsJsonAsync("/dev/token", new { role, name = "prueba" });
        var told = await token.Content.ReadFromJsonAsync<JsonElement>();
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", told.GetProperty("access_token").GetString());
        return request;
    }
}
