using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;

namespace Supply.Authority.Tests;

/// <summary>What another site can try with somebody's browser: to send its forms, to lead it away, to plant a session.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync")]
public sealed class ForgeryTests : IAsyncLifetime
{
    private AuthorityHost host = null!;
    private Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        host = await AuthorityHost.Start();
        await host.Add("ana", ("pharmacy", "HGIMB000011"));
        await host.Add("eva", ("pharmacy", "HGIMB000023"));
        browser = host.Browser();
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_form_that_this_browser_was_not_given_signs_nobody_in()
    {
        using var attacker = host.Browser();
        await attacker.Open("/cuenta/entrar");
        var theirs = attacker.Hidden("formulario");
        await browser.Open("/cuenta/entrar");
        foreach (var token in (string?[])[null, "", "nonsense", theirs])
        {
            await browser.Post("/cuenta/entrar", [("usuario", "eva"), ("contrasena", AuthorityHost.Password),
                .. token is null ? [] : ((string, string)[])[("formulario", token)]]);
            Assert.Equal(400, browser.Status);
            Assert.Null(browser.Cookie("supply-sesion"));
        }
        foreach (var path in (string[])["/cuenta/codigo", "/cuenta/segundo-factor", "/cuenta/contrasena", "/cuenta/salir"])
        {
            await browser.Post(path, ("codigo", "123456"));
            Assert.Equal(400, browser.Status);
        }
    }

    [Fact]
    public async Task Another_site_does_not_end_the_session()
    {
        await browser.SignIn("ana");
        var tokens = await browser.Exchange();
        await browser.Open("/connect/logout");
        Assert.Contains("Cerrar la sesión", browser.Page, StringComparison.Ordinal); // asks
        Assert.Equal(200, (await browser.Refresh(tokens.Refresh!)) is var still ? still.Status : 0);
        using var other = host.Browser();
        await other.SignIn("eva");
        var theirs = await other.Exchange();
        await browser.Open($"/connect/logout?id_token_hint={theirs.Identity}"); // of another session
        await browser.Open(browser.AuthorizeAddress());
        Assert.NotEmpty(browser.Code);
    }

    [Theory]
    [InlineData("https://malo.example/")]
    [InlineData("//malo.example/")]
    [InlineData("/\\malo.example/")]
    [InlineData("/connect/authorize/../../x")]
    [InlineData("/connect/authorize.malo.example?")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/cuenta/entrar")]
    [InlineData("\t//malo.example")]
    public async Task Signing_in_leads_to_the_client_and_nowhere_else(string wanted)
    {
        await browser.Open($"/cuenta/entrar?regreso={Uri.EscapeDataString(wanted)}");
        await browser.Send(("usuario", "ana"), ("contrasena", AuthorityHost.Password));
        Assert.Equal(new Uri(host.Address, "/").ToString(), browser.Address);
        using var again = host.Browser();
        await again.Open("/cuenta/entrar");
        await again.Send(("usuario", "ana"), ("contrasena", AuthorityHost.Password), ("regreso", wanted)); // changed in the form itself
        Assert.Equal(new Uri(host.Address, "/").ToString(), again.Address);
    }

    /// <summary>The cookies that somebody planted before are worth nothing after the person has signed in.</summary>
    [Fact]
    public async Task A_planted_session_is_not_the_one_that_the_person_gets()
    {
        using var attacker = host.Browser();
        await attacker.SignIn("eva");
        var planted = attacker.Cookie("supply-sesion")!;
        browser.Cookies.Add(host.Address, new System.Net.Cookie("supply-sesion", planted, "/"));
        await browser.Open("/cuenta/entrar");
        await browser.Send(("usuario", "ana"), ("contrasena", AuthorityHost.Password));
        Assert.NotEqual(planted, browser.Cookie("supply-sesion"));
        await attacker.Open(attacker.AuthorizeAddress());
        Assert.Contains("/cuenta/entrar", attacker.Address, StringComparison.Ordinal); // theirs has ended
        await browser.Open(browser.AuthorizeAddress());
        Assert.Equal("Persona ana", (await browser.Get("/me", (await browser.Exchange()).Access)).Json.GetProperty("name").GetString());
        Assert.Equal(1, await host.Db(db => db.Sessions.CountAsync(x => x.EndedAt == null)));
    }

    [Fact]
    public async Task Pages_let_nothing_in_and_are_framed_by_nobody()
    {
        foreach (var path in (string[])["/cuenta/entrar", "/cuenta/contrasena?liga=x", "/connect/authorize"])
        {
            using var answer = await browser.Http.GetAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            var page = await answer.Content.ReadAsStringAsync();
            foreach (var unwanted in (string[])["<script", "style=", " onclick", "http://", "https://"])
                Assert.DoesNotContain(unwanted, page, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task What_a_person_writes_is_text_and_nothing_else()
    {
        await browser.Open($"/cuenta/entrar?regreso={Uri.EscapeDataString("/connect/authorize?\"><script>alert(1)</script>")}");
        Assert.DoesNotContain("<script", browser.Page, StringComparison.Ordinal);
        await browser.Send(("usuario", "\"><script>alert(1)</script>"), ("contrasena", "x"));
        Assert.DoesNotContain("<script", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_are_for_this_site_and_no_script()
    {
        await browser.Open("/cuenta/entrar");
        using var body = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["usuario"] = "ana", ["contrasena"] = AuthorityHost.Password, ["formulario"] = browser.Hidden("formulario"),
        });
        using var answer = await browser.Http.PostAsync("/cuenta/entrar", body);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(x => x.StartsWith("supply-sesion=C", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_huge_form_is_not_read()
    {
        using var body = new ByteArrayContent(new byte[1024 * 1024]);
        body.Headers.ContentType = new("application/x-www-form-urlencoded");
        foreach (var path in (string[])["/cuenta/entrar", "/connect/token"])
            using (var answer = await browser.Http.PostAsync(path, body))
                Assert.InRange((int)answer.StatusCode, 400, 499);
    }
}
