using Microsoft.Playwright;

namespace Supply.Web.Tests;

[Collection(OverTheDemonstration.Name)]
public sealed class SignInTests(Demonstration demonstration)
{
    [Fact]
    public async Task A_deep_link_is_where_one_arrives_after_signing_in()
    {
        await using var screen = await demonstration.Open();
        await screen.Page.GotoAsync("/entidades/13?periodo=2026");
        await screen.Arrives("/entrar?volver=");
        await screen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Abasto central", Exact = true }).ClickAsync();
        await screen.Arrives("/entidades/13?periodo=2026");
        await screen.Settled();
        Assert.Contains("Hidalgo", await screen.Page.TitleAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//example.org/")]
    [InlineData("/\\example.org")]
    [InlineData("https://example.org/")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_led_elsewhere_after_signing_in(string elsewhere)
    {
        await using var screen = await demonstration.Open();
        await screen.Page.GotoAsync("/entrar?volver=" + Uri.EscapeDataString(elsewhere));
        await screen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Dirección", Exact = true }).ClickAsync();
        await screen.SignedIn();
        Assert.Equal(demonstration.Address.Authority, new Uri(screen.Page.Url).Authority);
    }

    [Fact]
    public async Task The_token_is_in_no_address_and_no_storage()
    {
        await using var screen = await demonstration.OpenAs("central");
        await screen.Go("/entidades/13");
        var kept = await screen.Page.EvaluateAsync<string>(
            "async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, await indexedDB.databases()])");
        Assert.DoesNotContain("eyJ", kept, StringComparison.Ordinal); // how the text of every JSON web token begins
        Assert.DoesNotContain(screen.Asked, x => x.Contains("eyJ", StringComparison.Ordinal));
        await screen.Page.ReloadAsync();
        await screen.Settled();
        Assert.Contains("Hidalgo", await screen.Page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_public_view_needs_nobody_and_leads_to_nothing_that_is_refused()
    {
        await using var screen = await demonstration.Open();
        await screen.Page.GotoAsync("/publico");
        await screen.Settled();
        var links = await screen.Page.Locator("main a[href]").EvaluateAllAsync<string[]>("all => all.map(x => x.getAttribute('href'))");
        Assert.NotEmpty(links);
        Assert.All(links, x => Assert.StartsWith("/publico", x, StringComparison.Ordinal));
        foreach (var link in links.Distinct().Take(3))
        {
            await screen.Page.GotoAsync(link);
            await screen.Settled();
        }
        Assert.Empty(screen.Errors);
        Assert.DoesNotContain(screen.Asked, x => new Uri(x).AbsolutePath.StartsWith("/indicators", StringComparison.Ordinal));
    }
}
