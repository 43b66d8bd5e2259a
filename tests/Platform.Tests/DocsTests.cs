using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Supply.Platform.Tests;

/// <summary>The page at <c>/docs</c>, on a machine without a network.</summary>
public sealed partial class DocsTests(Samples samples) : IClassFixture<Samples>
{
    private const string Chromium = "/usr/bin/chromium";

    [Fact]
    public async Task Everything_that_the_page_names_is_here_and_its_policy_allows_no_more()
    {
        using var answer = await samples.Host.Http.GetAsync(new Uri("/docs", UriKind.Relative));
        Assert.Equal((200, "text/html"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var page = await answer.Content.ReadAsStringAsync();
        var named = Addresses().Matches(page).Select(x => new Uri(answer.RequestMessage!.RequestUri!, x.Groups[1].Value)).ToList();
        Assert.NotEmpty(named);
        foreach (var address in named)
        {
            Assert.Equal(samples.Host.Http.BaseAddress!.Authority, address.Authority);
            Assert.True((await samples.Host.Http.GetAsync(address)).IsSuccessStatusCode, address.ToString());
        }
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self';", policy, StringComparison.Ordinal);
        var scripts = policy.Split("script-src ")[1].Split(';')[0];
        Assert.DoesNotContain("unsafe", scripts, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_shows_the_routes_and_asks_nobody_else()
    {
        Assert.SkipUnless(File.Exists(Chromium), "left out: Chromium is not installed");
        var folder = Directory.CreateTempSubdirectory("supply-docs-");
        try
        {
            var log = Path.Combine(folder.FullName, "net.json");
            var start = new ProcessStartInfo(Chromium) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in (string[])[
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync",
                "--disable-component-update", "--disable-default-apps", $"--user-data-dir={folder.FullName}/profile",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", $"--log-net-log={log}", "--enable-logging=stderr",
                "--virtual-time-budget=20000", "--dump-dom", new Uri(samples.Host.Http.BaseAddress!, "/docs").ToString()])
                start.ArgumentList.Add(argument);
            using var browser = Process.Start(start)!;
            var (dom, said) = (browser.StandardOutput.ReadToEndAsync(), browser.StandardError.ReadToEndAsync());
            await browser.WaitForExitAsync().WaitAsync(Patience.Limit);
            Assert.Contains("/alpha/notes", await dom, StringComparison.Ordinal);
            Assert.DoesNotContain("Content Security Policy", await said, StringComparison.Ordinal);
            Assert.Empty(await Outward(log));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // What the page asked for: requests of the browser itself have no page that began them.
    private static async Task<List<string>> Outward(string log)
    {
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(log));
        var requests = document.RootElement.GetProperty("events").EnumerateArray()
            .Where(x => x.TryGetProperty("params", out var p) && p.TryGetProperty("url", out _) && p.TryGetProperty("initiator", out _))
            .Select(x => x.GetProperty("params"))
            .Where(x => x.GetProperty("initiator").GetString() is { } by && by.StartsWith("http", StringComparison.Ordinal))
            .Select(x => x.GetProperty("url").GetString()!).ToList();
        Assert.NotEmpty(requests);
        return requests.FindAll(x => new Uri(x) is { Scheme: "http" or "https" or "ws" or "wss", Host: not "127.0.0.1" });
    }

    [GeneratedRegex("(?:src|href)=\"([^\"#]+)\"")]
    private static partial Regex Addresses();
}
