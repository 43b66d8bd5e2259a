using System.Diagnostics.CodeAnalysis;
using System.Text;
using Supply.Authority.Persistence;

namespace Supply.Authority.Tests;

/// <summary>When a session is over, its refresh tokens and its cookie are worth nothing.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync")]
public sealed class SessionTests : IAsyncLifetime
{
    private AuthorityHost host = null!;
    private Browser browser = null!;
    private HttpClient http = null!;
    private Account account = null!;
    private Tokens tokens = null!;

    public async ValueTask InitializeAsync()
    {
        host = await AuthorityHost.Start();
        account = await host.Add("ana", ("pharmacy", "HGIMB000011"));
        (browser, http) = (host.Browser(), new HttpClient { BaseAddress = host.Address });
        await browser.SignIn("ana");
        tokens = await browser.Exchange();
        Assert.Equal(200, tokens.Status);
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        http.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Signing_out_ends_it()
    {
        await browser.Open($"/connect/logout?id_token_hint={tokens.Identity}&client_id=portal&post_logout_redirect_uri="
            + Uri.EscapeDataString(new Uri(host.Address, "/").ToString()));
        Assert.Equal(new Uri(host.Address, "/").ToString(), browser.Address);
        await IsOver();
        await browser.Open($"/connect/logout?id_token_hint={tokens.Identity}&client_id=portal&post_logout_redirect_uri=https%3A%2F%2Fmalo.example%2F");
        Assert.DoesNotContain("malo.example/", browser.Addresses[^1].Split('?')[0], StringComparison.Ordinal);
    }

    /// <summary>As our page does it: the browser says that it was this site which led the person here.</summary>
    [Fact]
    public async Task Signing_out_needs_no_token_in_an_address()
    {
        await browser.Open(browser.AuthorizeAddress().Replace("openid%20", "", StringComparison.Ordinal));
        Assert.Null((tokens = await browser.Exchange()).Identity);
        browser.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        await browser.Open($"/connect/logout?client_id=portal&state=s1&post_logout_redirect_uri="
            + Uri.EscapeDataString(new Uri(host.Address, "/").ToString()));
        Assert.Equal(new Uri(host.Address, "/?state=s1").ToString(), browser.Address);
        browser.Http.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        await IsOver();
    }

    [Fact]
    public async Task Signing_out_by_the_page_that_asks_ends_it()
    {
        await browser.Open("/connect/logout");
        await browser.Send();
        await IsOver();
    }

    [Fact]
    public async Task An_administrator_ends_all_of_a_persons_sessions()
    {
        using var second = host.Browser();
        await second.SignIn("ana");
        var others = await second.Exchange();
        var ended = await host.Administrator(http).Post($"/accounts/{account.Id}/sessions/end");
        Assert.Equal((200, 2), (ended.Status, ended.Json.GetProperty("ended").GetInt32()));
        await IsOver();
        Assert.Equal("invalid_grant", (await second.Refresh(others.Refresh!)).Error);
        await browser.SignIn("ana"); // and comes in anew
        Assert.NotEmpty(browser.Code);
    }

    [Fact]
    public async Task A_lock_ends_it_and_keeps_the_person_out_until_it_is_taken_away()
    {
        Assert.Equal(200, (await host.Administrator(http).Post($"/accounts/{account.Id}/lock")).Status);
        await IsOver();
        await browser.SignIn("ana");
        Assert.Equal(401, browser.Status);
        Assert.Equal(409, (await host.Administrator(http).Post($"/accounts/{account.Id}/link", new { })).Status);
        Assert.Equal(200, (await host.Administrator(http).Post($"/accounts/{account.Id}/unlock")).Status);
        await browser.SignIn("ana");
        Assert.NotEmpty(browser.Code);
    }

    [Fact]
    public async Task A_new_password_ends_it_and_the_old_one_is_worth_nothing()
    {
        var made = await host.Administrator(http).Post($"/accounts/{account.Id}/link", new { });
        await browser.Open(new Uri(made.Json.GetProperty("link").GetString()!).PathAndQuery);
        await browser.Send(("contrasena", "otras palabras bien distintas"), ("repetida", "otras palabras bien distintas"));
        await IsOver();
        await browser.SignIn("ana");
        Assert.Equal(401, browser.Status);
        await browser.SignIn("ana", "otras palabras bien distintas");
        Assert.NotEmpty(browser.Code);
    }

    [Fact]
    public async Task It_lasts_twelve_hours()
    {
        host.Clock.Advance(Session.Longest - TimeSpan.FromMinutes(1));
        var renewed = await browser.Refresh(tokens.Refresh!);
        Assert.Equal(200, renewed.Status);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("invalid_grant", (await browser.Refresh(renewed.Refresh!)).Error);
    }

    [Fact]
    public async Task A_renewed_token_has_the_roles_of_now()
    {
        Assert.Equal(200, (await host.Administrator(http).Put($"/accounts/{account.Id}", new
        {
            userName = "ana", name = "Ana María",
            roles = (object[])[new { role = "warehouse", state = "13" }, new { role = "pharmacy", facility = "BCIMB000011" }],
        }, ifMatch: "1")).Status);
        var me = await browser.Get("/me", (await browser.Refresh(tokens.Refresh!)).Access);
        Assert.Equal("Ana María", me.Json.GetProperty("name").GetString());
        Assert.Equal(["13", "BCIMB000011"], me.Json.GetProperty("roles").EnumerateArray()
            .Select(x => x.GetProperty("facility").GetString() ?? x.GetProperty("state").GetString()!));
    }

    /// <summary>Not in what was logged, not in the addresses, not in the files.</summary>
    [Fact]
    public async Task No_token_and_no_password_is_written_anywhere()
    {
        var made = await host.Administrator(http).Post($"/accounts/{account.Id}/link", new { });
        var secret = made.Json.GetProperty("link").GetString()!.Split("liga=")[1];
        await browser.Open($"/cuenta/contrasena?liga={secret}");
        await browser.Send(("contrasena", "corta"), ("repetida", "corta"));
        await browser.SignIn("ana", "esta no era la buena");
        var renewed = await browser.Refresh(tokens.Refresh!);
        string[] secrets = [tokens.Access!, tokens.Refresh!, tokens.Identity!, renewed.Access!, renewed.Refresh!, secret,
            AuthorityHost.Password, "esta no era la buena"];
        Assert.NotEmpty(host.Log);
        foreach (var hidden in secrets)
            Assert.DoesNotContain(host.Log, x => x.Contains(hidden, StringComparison.Ordinal)
                || (hidden.Length > 200 && x.Contains(hidden[^60..], StringComparison.Ordinal)));
        foreach (var token in secrets.Take(5))
            Assert.DoesNotContain(browser.Addresses, x => x.Contains(token, StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(host.Folder, "*", SearchOption.AllDirectories))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await open.CopyToAsync(copy);
            var text = Encoding.UTF8.GetString(copy.ToArray());
            foreach (var hidden in secrets)
                Assert.False(text.Contains(hidden, StringComparison.Ordinal), $"{Path.GetFileName(file)} has {hidden[..10]}…");
        }
    }

    private async Task IsOver()
    {
        Assert.Equal("invalid_grant", (await browser.Refresh(tokens.Refresh!)).Error);
        await browser.Open(browser.AuthorizeAddress());
        Assert.Contains("/cuenta/entrar", browser.Address, StringComparison.Ordinal);
    }
}
