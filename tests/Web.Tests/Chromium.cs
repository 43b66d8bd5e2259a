using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>Debian's browser, which ends with the tests that launched it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    /// <summary>Null: there is a browser; else why the tests are left out.</summary>
    public static string? Missing => File.Exists(Program) ? null : $"left out: {Program} is not installed";

    public static void SkipWhereMissing() => Assert.SkipWhen(Missing is not null, Missing ?? "");

    public static async Task<Chromium> Launch()
    {
        Assertions.SetDefaultExpectTimeout(Screen.Patience); // its own five seconds are too few on busy cores
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program, Args = ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
        });
        return new(playwright, browser);
    }

    /// <summary>A window of its own, with no cookie and nothing kept.</summary>
    public async Task<Screen> Open(Uri address, int width = 1440, ColorScheme scheme = ColorScheme.Light, bool isMobile = false)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(), ColorScheme = scheme, Locale = "es-MX", TimezoneId = "America/Mexico_City", IsMobile = isMobile,
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 900 }, ReducedMotion = ReducedMotion.Reduce,
        });
        return await Screen.In(context);
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
