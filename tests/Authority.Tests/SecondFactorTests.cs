using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Supply.Authority.Tests;

[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync")]
public sealed partial class SecondFactorTests : IAsyncLifetime
{
    private AuthorityHost host = null!;
    private Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        host = await AuthorityHost.Start();
        browser = host.Browser();
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("central", "", true)]
    [InlineData("state", "13", true)]
    [InlineData("operator", "", true)]
    [InlineData("pharmacy", "HGIMB000011", false)]
    [InlineData("warehouse", "13", false)]
    [InlineData("dashboard", "", false)]
    [InlineData("auditor", "", false)]
    public async Task Those_who_decide_for_others_need_it(string role, string place, bool needed)
    {
        await host.Add("ana", (role, place));
        await browser.SignIn("ana");
        Assert.Equal(needed, browser.Address.EndsWith("/cuenta/segundo-factor", StringComparison.Ordinal));
        if (needed)
        {
            await browser.Open(browser.AuthorizeAddress()); // the password alone is no session
            Assert.Contains("/cuenta/entrar", browser.Address, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_code_is_taken_once_and_only_about_its_own_time()
    {
        var key = await SetUp();
        await SignInAgain();
        await browser.SendCode(key); // that of the set-up
        Assert.Equal(401, browser.Status);
        var totp = new Totp(Base32Encoding.ToBytes(key));
        foreach (var seconds in (int[])[-90, 90])
        {
            await browser.Send(("codigo", totp.ComputeTotp(host.Clock.GetUtcNow().UtcDateTime.AddSeconds(seconds))));
            Assert.Equal(401, browser.Status);
        }
        host.Clock.Advance(TimeSpan.FromHours(1));
        await SignInAgain();
        await browser.SendCode(key);
        Assert.NotEmpty(browser.Code);
        await SignInAgain();
        await browser.SendCode(key); // somebody looked over the shoulder
        Assert.Equal(401, browser.Status);
    }

    /// <summary>The password is right each time: it must not start the count of wrong codes anew.</summary>
    [Fact]
    public async Task Codes_cannot_be_guessed_by_one_who_has_the_password()
    {
        await SetUp();
        host.Clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 20; i++)
        {
            await SignInAgain();
            if (browser.Address.EndsWith("/cuenta/codigo", StringComparison.Ordinal))
                await browser.Send(("codigo", "000000"));
        }
        Assert.Equal(5, await host.Db(db => db.AuditTrail.CountAsync(x => x.Action == "sign-in.wrong-code")));
        Assert.Equal(5, await host.Db(db => db.Failures.Where(x => x.Key.StartsWith("name:")).Select(x => x.Count).SingleAsync()));
    }

    [Fact]
    public async Task Recovery_codes_open_once_each()
    {
        await host.Add("ana", ("central", ""));
        await browser.SignIn("ana");
        await browser.SendCode();
        var codes = Codes().Matches(browser.Page).Select(x => x.Groups[1].Value).ToList();
        await SignInAgain();
        await browser.Send(("codigo", codes[3].ToUpperInvariant().Replace('-', ' ')));
        Assert.NotEmpty(browser.Code);
        await SignInAgain();
        await browser.Send(("codigo", codes[3]));
        Assert.Equal(401, browser.Status);
        await browser.Send(("codigo", codes[4]));
        Assert.NotEmpty(browser.Code);
        Assert.Equal(["8 left", "9 left"], await host.Db(db => db.AuditTrail.Where(x => x.Action == "second-factor.recovery-code-used")
            .Select(x => x.Detail!).OrderBy(x => x).ToListAsync()));
    }

    /// <summary>The form holds the key that is being set up, sealed: another account's is refused.</summary>
    [Fact]
    public async Task A_key_that_was_made_for_somebody_else_is_not_taken()
    {
        await host.Add("eva", ("central", ""));
        using var attacker = host.Browser();
        await attacker.SignIn("eva");
        var (theirs, key) = (attacker.Hidden("llave"), string.Concat(Key().Match(attacker.Page).Groups[1].Value.Where(x => x != ' ')));
        await host.Add("ana", ("central", ""));
        await browser.SignIn("ana");
        var code = new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(host.Clock.GetUtcNow().UtcDateTime);
        await browser.Send(("llave", theirs), ("codigo", code));
        Assert.Equal(422, browser.Status);
        Assert.Null((await host.Db(db => db.Accounts.SingleAsync(x => x.UserName == "ana"))).SecondFactorKey);
    }

    [Fact]
    public async Task A_role_that_needs_it_ends_a_session_that_began_without()
    {
        var account = await host.Add("ana", ("pharmacy", "HGIMB000011"));
        await browser.SignIn("ana");
        var tokens = await browser.Exchange();
        using var http = new HttpClient { BaseAddress = host.Address };
        var changed = await host.Administrator(http).Put($"/accounts/{account.Id}",
            new { userName = "ana", name = "Ana", roles = (object[])[new { role = "central" }] }, ifMatch: "1");
        Assert.Equal(200, changed.Status);
        Assert.Equal("invalid_grant", (await browser.Refresh(tokens.Refresh!)).Error);
        await browser.SignIn("ana");
        Assert.EndsWith("/cuenta/segundo-factor", browser.Address, StringComparison.Ordinal);
    }

    private async Task<string> SetUp()
    {
        await host.Add("ana", ("central", ""));
        await browser.SignIn("ana");
        return await browser.SendCode();
    }

    private async Task SignInAgain()
    {
        await browser.Open("/cuenta/entrar?regreso=" + Uri.EscapeDataString(browser.AuthorizeAddress()));
        await browser.Send(("usuario", "ana"), ("contrasena", AuthorityHost.Password));
    }

    [GeneratedRegex("<li>([0-9a-z-]+)</li>")]
    private static partial Regex Codes();

    [GeneratedRegex("<span class=\"key\">([^<]*)</span>")]
    private static partial Regex Key();
}
