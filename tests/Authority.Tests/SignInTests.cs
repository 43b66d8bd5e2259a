using System.Text.RegularExpressions;

namespace Supply.Authority.Tests;

/// <summary>The ways in, from the page's first request to a token that the services take.</summary>
public sealed partial class SignInTests
{
    [Fact]
    public async Task The_first_administrator_comes_in_by_the_link_of_the_first_start()
    {
        await using var host = await AuthorityHost.Start();
        using var browser = host.Browser();
        await browser.Open(host.FirstLink!.PathAndQuery);
        Assert.Contains("administrador", browser.Page, StringComparison.Ordinal);
        await browser.Send(("contrasena", AuthorityHost.Password), ("repetida", AuthorityHost.Password));
        Assert.Contains("Contraseña guardada", browser.Page, StringComparison.Ordinal);

        await browser.SignIn("administrador");
        Assert.EndsWith("/cuenta/segundo-factor", browser.Address, StringComparison.Ordinal);
        await browser.SendCode();
        var codes = RecoveryCode().Matches(browser.Page).Select(x => x.Groups[1].Value).ToList();
        Assert.Equal(10, codes.Distinct().Count());
        await browser.Open(System.Net.WebUtility.HtmlDecode(GoOn().Match(browser.Page).Groups[1].Value));

        var tokens = await browser.Exchange();
        var me = await browser.Get("/me", tokens.Access);
        Assert.Equal((200, "Administrador"), (me.Status, me.Json.GetProperty("name").GetString()));
        Assert.Equal("operator", Assert.Single(me.Json.GetProperty("roles").EnumerateArray()).GetProperty("role").GetString());
        Assert.Equal(200, (await browser.Get("/accounts", tokens.Access)).Status);
        Assert.Equal(200, (await browser.Get("/alpha/ops/jobs", tokens.Access)).Status);

        await browser.Open(host.FirstLink.PathAndQuery);
        Assert.Contains("ya no sirve", browser.Page, StringComparison.Ordinal);
        await host.Restart();
        Assert.Null(host.FirstLink);
    }

    [Fact]
    public async Task Each_role_comes_with_its_place()
    {
        await using var host = await AuthorityHost.Start();
        await host.Add("ana", ("pharmacy", "HGIMB000011"), ("pharmacy", "HGIMB000023"), ("warehouse", "13"));
        using var browser = host.Browser();
        await browser.SignIn("ANA ");
        var tokens = await browser.Exchange();
        var me = await browser.Get("/me", tokens.Access);
        Assert.Equal(["warehouse 13", "pharmacy HGIMB000011", "pharmacy HGIMB000023"], me.Json.GetProperty("roles").EnumerateArray()
            .Select(x => $"{x.GetProperty("role")} {x.GetProperty("facility").GetString() ?? x.GetProperty("state").GetString()}"));
        Assert.Equal(401, (await browser.Get("/me", tokens.Identity)).Status); // it says who came, and opens nothing
        Assert.Equal(401, (await browser.Get("/me", tokens.Refresh)).Status);
        Assert.Equal(403, (await browser.Get("/accounts", tokens.Access)).Status);
        host.Clock.Advance(AuthorityOptions.AccessTokenLifetime + TimeSpan.FromMinutes(1));
        Assert.Equal(401, (await browser.Get("/me", tokens.Access)).Status);
        Assert.Equal(200, (await browser.Get("/me", (await browser.Refresh(tokens.Refresh!)).Access)).Status);
    }

    [Fact]
    public async Task Who_is_signed_in_already_gets_a_code_at_once_and_without_a_page_nobody_is_asked()
    {
        await using var host = await AuthorityHost.Start();
        await host.Add("ana", ("pharmacy", "HGIMB000011"));
        using var browser = host.Browser();
        await browser.Open(browser.AuthorizeAddress(more: "&prompt=none"));
        Assert.Contains("error=login_required", browser.Address, StringComparison.Ordinal);
        await browser.SignIn("ana");
        await browser.Open(browser.AuthorizeAddress(more: "&prompt=none"));
        Assert.Equal(200, (await browser.Exchange()).Status);
        await browser.Open(browser.AuthorizeAddress(more: "&prompt=login"));
        Assert.Contains("Iniciar sesión", browser.Page, StringComparison.Ordinal);
        await browser.Send(("usuario", "ana"), ("contrasena", AuthorityHost.Password));
        Assert.Equal(200, (await browser.Exchange()).Status);
        await host.Restart(); // keys and sessions are kept
        await browser.Open(browser.AuthorizeAddress());
        Assert.Equal(200, (await browser.Exchange()).Status);
    }

    [Fact]
    public async Task The_page_is_told_of_this_authority()
    {
        await using var host = await AuthorityHost.Start();
        using var browser = host.Browser();
        var config = (await browser.Get("/ui/config", null)).Json;
        Assert.Equal(host.Address.GetLeftPart(UriPartial.Authority), config.GetProperty("authority").GetString());
        Assert.Equal((AuthorityOptions.ClientId, AuthorityOptions.Scope),
            (config.GetProperty("clientId").GetString(), config.GetProperty("scope").GetString()));
        var described = (await browser.Get("/.well-known/openid-configuration", null)).Json;
        Assert.Equal(["S256"], described.GetProperty("code_challenge_methods_supported").EnumerateArray().Select(x => x.GetString()));
        Assert.Equal(["authorization_code", "refresh_token"], described.GetProperty("grant_types_supported").EnumerateArray()
            .Select(x => x.GetString()).Order());
    }

    [Fact]
    public void Passwords_do_not_cross_a_network_in_the_clear()
    {
        var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder();
        var refused = Assert.Throws<InvalidOperationException>(() =>
            builder.AddAuthority(new AuthorityOptions(new Uri("http://192.0.2.1:8080"), Path.GetTempPath())));
        Assert.Contains("--address", refused.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex("<li>([0-9a-z-]+)</li>")]
    private static partial Regex RecoveryCode();

    [GeneratedRegex("<a href=\"(/connect/authorize[^\"]*)\"")]
    private static partial Regex GoOn();
}
