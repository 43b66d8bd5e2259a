using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Supply.Authority.Domain;

namespace Supply.Authority.Tests;

/// <summary>Guessing stays useless, and the service usable for everybody else.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync")]
public sealed class LockOutTests : IAsyncLifetime
{
    private AuthorityHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await AuthorityHost.Start();
        await host.Add("ana", ("pharmacy", "HGIMB000011"));
        await host.Add("eva", ("pharmacy", "HGIMB000023"));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Ten_thousand_wrong_passwords_leave_the_service_usable_and_the_account_locked()
    {
        using var attacker = host.Browser();
        await attacker.Open("/cuenta/entrar");
        var form = attacker.Hidden("formulario");
        var hashed = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 10_000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, ct) =>
        {
            using var body = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["usuario"] = "ana", ["contrasena"] = $"intento {i}", ["formulario"] = form,
            });
            using var answer = await attacker.Http.PostAsync("/cuenta/entrar", body, ct);
            if (answer.StatusCode != System.Net.HttpStatusCode.Unauthorized)
                Assert.Equal(System.Net.HttpStatusCode.TooManyRequests, answer.StatusCode);
            Interlocked.Increment(ref hashed);
        });
        Assert.Equal(10_000, hashed);

        using var eva = host.Browser();
        await eva.SignIn("eva");
        Assert.Equal(200, (await eva.Get("/me", (await eva.Exchange()).Access)).Status);
        using var ana = host.Browser();
        await ana.SignIn("ana"); // with the right password
        Assert.Equal(401, ana.Status);
        using var http = new HttpClient { BaseAddress = host.Address };
        var seen = (await host.Administrator(http).Get("/accounts?text=ana")).Json.GetProperty("items")[0];
        Assert.Equal(5, seen.GetProperty("failures").GetInt32()); // no more than these were tried at all
        Assert.Equal(host.Clock.GetUtcNow().AddMinutes(1), seen.GetProperty("pausedUntil").GetDateTimeOffset());
        Assert.Equal(5, await host.Db(db => db.AuditTrail.CountAsync(x => x.Action == "sign-in.wrong-password")));

        await host.Administrator(http).Post($"/accounts/{seen.GetProperty("id")}/unlock");
        await ana.SignIn("ana");
        Assert.NotEmpty(ana.Code);
    }

    [Fact]
    public async Task Pauses_grow_and_after_a_hundred_failures_an_administrator_has_to_help()
    {
        using var browser = host.Browser();
        for (var i = 1; i <= Pauses.LockedAfter; i++)
        {
            await browser.SignIn("ana", "no es esta");
            Assert.Equal(i, await host.Db(db => db.AuditTrail.CountAsync(x => x.Action == "sign-in.wrong-password")));
            if (Pauses.OfName(i) > TimeSpan.Zero)
            {
                host.Clock.Advance(Pauses.OfName(i) - TimeSpan.FromSeconds(1));
                await browser.SignIn("ana");
                Assert.Equal(401, browser.Status); // one second too early
                host.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        }
        host.Clock.Advance(TimeSpan.FromDays(400));
        await browser.SignIn("ana");
        Assert.Equal(401, browser.Status);
        using var http = new HttpClient { BaseAddress = host.Address };
        var seen = (await host.Administrator(http).Get("/accounts?text=ana")).Json.GetProperty("items")[0];
        Assert.True(seen.GetProperty("isLocked").GetBoolean());
        await host.Administrator(http).Post($"/accounts/{seen.GetProperty("id")}/unlock");
        await browser.SignIn("ana");
        Assert.NotEmpty(browser.Code);
    }

    [Fact]
    public async Task The_answer_does_not_tell_whether_there_is_such_an_account()
    {
        using var browser = host.Browser();
        var answers = new Dictionary<string, List<string>>();
        foreach (var name in (string[])["ana", "nadie"])
        {
            answers[name] = [];
            for (var i = 0; i < 8; i++)
            {
                await browser.Open("/cuenta/entrar");
                await browser.Send(("usuario", name), ("contrasena", "no es esta"));
                answers[name].Add($"{browser.Status} {System.Text.RegularExpressions.Regex.Replace(browser.Page, "value=\"[^\"]*\"", "")}");
            }
        }
        Assert.Equal(answers["ana"], answers["nadie"]);
        Assert.Equal(2, await host.Db(db => db.Failures.CountAsync(x => x.Count == 5)));
    }

    /// <summary>One password for many names.</summary>
    [Fact]
    public async Task An_address_that_tries_many_names_has_to_wait_too()
    {
        using var browser = host.Browser();
        await browser.Open("/cuenta/entrar");
        var form = browser.Hidden("formulario");
        for (var i = 0; i < 51; i++)
            await browser.Post("/cuenta/entrar", ("usuario", $"nombre{i}"), ("contrasena", "Invierno2026"), ("formulario", form));
        using var eva = host.Browser();
        await eva.SignIn("eva");
        Assert.Equal(401, eva.Status);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await eva.SignIn("eva");
        Assert.NotEmpty(eva.Code);
    }

    [Fact]
    public void Pauses_begin_at_a_minute_and_end_at_an_hour()
    {
        Assert.Equal(TimeSpan.Zero, Pauses.OfName(4));
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], Enumerable.Range(5, 8).Select(x => (int)Pauses.OfName(x).TotalMinutes));
        Assert.Equal(TimeSpan.FromHours(1), Pauses.OfName(int.MaxValue));
        Assert.Equal([0, 1, 2, 4, 5, 5], Enumerable.Range(50, 6).Select(x => (int)Pauses.OfAddress(x).TotalMinutes));
    }
}
