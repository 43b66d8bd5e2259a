using Microsoft.Playwright;

namespace Supply.Web.Tests;

[Collection(OverTheDemonstration.Name)]
public sealed class WallTests(Demonstration demonstration)
{
    private static readonly LocatorAssertionsToContainTextOptions patient = new() { Timeout = Screen.Patience };

    /// <summary>The wall never blanks: what it showed stays, it says how old that is, and it goes on by itself.</summary>
    [Fact]
    public async Task Shows_its_age_without_a_network_and_goes_on_by_itself()
    {
        await using var screen = await demonstration.OpenAs("dashboard", 1920);
        await screen.Go("/muro");
        await Assertions.Expect(screen.Page.Locator(".wall-figures")).Not.ToContainTextAsync("…", patient);
        var before = await screen.Page.Locator(".wall-figures").InnerTextAsync();
        Assert.Contains("%", before, StringComparison.Ordinal);
        await screen.Page.Clock.InstallAsync();
        await screen.Page.Context.SetOfflineAsync(true);
        await screen.Page.Clock.FastForwardAsync("03:00");
        await Assertions.Expect(screen.Page.Locator("main.wall.stale")).ToBeVisibleAsync();
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("sin actualizar");
        Assert.Equal(before, await screen.Page.Locator(".wall-figures").InnerTextAsync());
        await screen.Page.Context.SetOfflineAsync(false);
        await screen.Page.Clock.FastForwardAsync("01:00");
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("en línea");
    }
}
