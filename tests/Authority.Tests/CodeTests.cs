using System.Diagnostics.CodeAnalysis;

namespace Supply.Authority.Tests;

/// <summary>Codes go to the one client, with its verifier, once.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync")]
public sealed class CodeTests : IAsyncLifetime
{
    private AuthorityHost host = null!;
    private Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        host = await AuthorityHost.Start();
        await host.Add("ana", ("pharmacy", "HGIMB000011"));
        browser = host.Browser();
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_wrong_verifier_or_none_gets_nothing()
    {
        await browser.SignIn("ana");
        var code = browser.Code;
        var wrong = await browser.Exchange(code, "another-verifier-that-is-long-enough-to-be-one-0123456789");
        Assert.Equal((400, "invalid_grant"), (wrong.Status, wrong.Error));
        Assert.Null(wrong.Access);
        await browser.Open(browser.AuthorizeAddress());
        Assert.Equal("invalid_request", (await browser.Exchange(verifier: "")).Error);
    }

    [Fact]
    public async Task A_code_is_taken_once_and_a_second_time_ends_what_the_first_gave()
    {
        await browser.SignIn("ana");
        var code = browser.Code;
        var first = await browser.Exchange(code);
        Assert.Equal(200, first.Status);
        var second = await browser.Exchange(code);
        Assert.Equal((400, "invalid_grant"), (second.Status, second.Error));
        Assert.Equal("invalid_grant", (await browser.Refresh(first.Refresh!)).Error);
    }

    [Fact]
    public async Task A_code_is_soon_too_old()
    {
        await browser.SignIn("ana");
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("invalid_grant", (await browser.Exchange()).Error);
    }

    [Fact]
    public async Task A_refresh_token_that_was_used_and_comes_again_later_ends_the_whole_chain()
    {
        await browser.SignIn("ana");
        var first = await browser.Exchange();
        var second = await browser.Refresh(first.Refresh!);
        Assert.Equal(200, second.Status);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("invalid_grant", (await browser.Refresh(first.Refresh!)).Error); // stolen, perhaps
        Assert.Equal("invalid_grant", (await browser.Refresh(second.Refresh!)).Error);
    }

    [Fact]
    public async Task Without_a_challenge_or_with_a_plain_one_there_is_no_code()
    {
        await browser.SignIn("ana");
        var asked = browser.AuthorizeAddress();
        foreach (var address in (string[])[
            asked.Replace($"&code_challenge={browser.Challenge}&code_challenge_method=S256", "", StringComparison.Ordinal),
            asked.Replace("method=S256", "method=plain", StringComparison.Ordinal),
            asked.Replace("response_type=code", "response_type=token", StringComparison.Ordinal),
            asked.Replace("response_type=code", "response_type=id_token", StringComparison.Ordinal)])
        {
            await browser.Open(address);
            var ended = browser.Address.Split('?', '#')[^1].Split('&').Select(x => x.Split('=')[0]);
            Assert.Empty(ended.Intersect(["code", "access_token", "id_token"]));
        }
    }

    /// <summary>Whoever could name the address would get the code.</summary>
    [Fact]
    public async Task Only_the_registered_address_gets_a_code()
    {
        await browser.SignIn("ana");
        foreach (var redirect in (string[])["https://malo.example/entrar/listo", $"{host.Address}entrar/listo/../../x", $"{host.Address}otro",
            $"{host.Address}entrar/listo?a=b", $"{host.Address}entrar/listo#a", "http://127.0.0.1:1/entrar/listo",
            $"http://{host.Address.Authority}@malo.example/entrar/listo", "javascript:alert(1)", ""])
        {
            await browser.Open(browser.AuthorizeAddress(redirect));
            Assert.Equal((400, redirect), (browser.Status, redirect));
            Assert.StartsWith("/connect/authorize", browser.Address, StringComparison.Ordinal); // led nowhere
        }
        await browser.Open(browser.AuthorizeAddress().Replace("client_id=portal", "client_id=otro", StringComparison.Ordinal));
        Assert.Equal(400, browser.Status);
        Assert.Contains("No se puede iniciar sesión", browser.Page, StringComparison.Ordinal);
    }
}
