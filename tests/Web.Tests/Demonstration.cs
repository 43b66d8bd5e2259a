using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>
/// The embedded program with the demonstration, and a browser; both end with the tests. <c>SUPPLY_TEST_PROGRAM</c> names the
/// address of one that is filled already and is left as it is.
/// </summary>
public sealed class Demonstration : IAsyncLifetime
{
    private static readonly TimeSpan fillLimit = TimeSpan.FromMinutes(20);
    private static readonly string? given = Environment.GetEnvironmentVariable("SUPPLY_TEST_PROGRAM");
    private readonly StandaloneProcess program = new();
    private Chromium? browser;

    public Uri Address => given is null ? program.Address : new Uri(given);
    public HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Missing is not null)
            return;
        Http = new HttpClient { BaseAddress = Address };
        if (given is null)
            program.Spawn(null, "--urls", Address.ToString().TrimEnd('/'), "--data", program.Data, "--dev-tokens", "--demo");
        browser = await Chromium.Launch();
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
        Http?.Dispose();
        await program.DisposeAsync();
    }

    /// <summary>A browser window of its own with nobody signed in.</summary>
    public Task<Screen> Open(int width = 1440, ColorScheme scheme = ColorScheme.Light, bool isMobile = false)
    {
        Chromium.SkipWhereMissing();
        return browser!.Open(Address, width, scheme, isMobile);
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

    /// <summary>What anybody is told without a token.</summary>
    public async Task<JsonElement> AskOpenly(string path)
    {
        using var answer = await Http.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <param name="who">Role, place and name, as <c>/dev/token</c> takes them.</param>
    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object who, object? body)
    {
        using var request = await Request(path, who, method);
        request.Content = body is null ? null : JsonContent.Create(body);
        return await Http.SendAsync(request);
    }

    private Task<HttpRequestMessage> Request(string path, string role) => Request(path, new { role, name = "prueba" }, HttpMethod.Get);

    private async Task<HttpRequestMessage> Request(string path, object who, HttpMethod method)
    {
        using var token = await Http.PostAsJsonAsync("/dev/token", who);
        var told = await token.Content.ReadFromJsonAsync<JsonElement>();
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", told.GetProperty("access_token").GetString());
        return request;
    }
}
