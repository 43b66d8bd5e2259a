using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Http;

namespace Supply.Authority.Tests;

/// <summary>Who may sign in and as what, by the routes.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync")]
public sealed class AccountTests : IAsyncLifetime
{
    private AuthorityHost host = null!;
    private HttpClient http = null!;
    private TestCaller administrator = null!;

    public async ValueTask InitializeAsync()
    {
        host = await AuthorityHost.Start();
        http = new HttpClient { BaseAddress = host.Address };
        administrator = host.Administrator(http);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_person_gets_roles_with_places_and_a_link()
    {
        var id = Guid.CreateVersion7();
        object body = new
        {
            userName = "Ana.Ruiz", name = "Ana Ruiz", roles = (object[])[new { role = "pharmacy", facility = "hgimb000011" },
                new { role = "state", state = "13" }, new { role = "dashboard" }],
        };
        var created = await administrator.Put($"/accounts/{id}", body);
        Assert.Equal((201, "\"1\""), (created.Status, created.ETag));
        Assert.Equal(("ana.ruiz", false, true), (created.Json.GetProperty("userName").GetString(),
            created.Json.GetProperty("hasPassword").GetBoolean(), created.Json.GetProperty("needsSecondFactor").GetBoolean()));
        Assert.Equal(["dashboard ", "pharmacy HGIMB000011", "state 13"], created.Json.GetProperty("roles").EnumerateArray().Select(x =>
            $"{x.GetProperty("role")} {x.GetProperty("facility").GetString() ?? x.GetProperty("state").GetString()}"));
        Assert.Equal(428, (await administrator.Put($"/accounts/{id}", body)).Status);
        Assert.Equal(412, (await administrator.Put($"/accounts/{id}", body, ifMatch: "7")).Status);
        Assert.Equal((409, "accounts.name-taken"), Code(await administrator.Put($"/accounts/{Guid.CreateVersion7()}", body)));
        Assert.Equal((409, "accounts.name-stays"), Code(await administrator.Put($"/accounts/{id}",
            new { userName = "otra", name = "Ana", roles = (object[])[new { role = "dashboard" }] }, ifMatch: "1")));
        var changed = await administrator.Put($"/accounts/{id}",
            new { userName = "ana.ruiz", name = "Ana R.", roles = (object[])[new { role = "warehouse", facility = "ALM-13-01" }] },
            ifMatch: "1");
        Assert.Equal((200, "\"2\""), (changed.Status, changed.ETag));
        Assert.Equal("ALM-13-01", Assert.Single(changed.Json.GetProperty("roles").EnumerateArray()).GetProperty("facility").GetString());

        var link = await administrator.Post($"/accounts/{id}/link", new { });
        using var browser = host.Browser();
        await browser.Open(new Uri(link.Json.GetProperty("link").GetString()!).PathAndQuery);
        await browser.Send(("contrasena", AuthorityHost.Password), ("repetida", AuthorityHost.Password));
        await browser.SignIn("ana.ruiz");
        Assert.NotEmpty(browser.Code);
        var seen = (await administrator.Get($"/accounts/{id}")).Json;
        Assert.Equal((true, 1), (seen.GetProperty("hasPassword").GetBoolean(), seen.GetProperty("openSessions").GetInt32()));
    }

    [Theory]
    [InlineData("""{"name":"x","roles":[{"role":"central"}]}""", "accounts.user-name", "userName")]
    [InlineData("""{"userName":"a b","name":"x","roles":[{"role":"central"}]}""", "accounts.user-name", "userName")]
    [InlineData("""{"userName":"ana","roles":[{"role":"central"}]}""", "accounts.name", "name")]
    [InlineData("""{"userName":"ana","name":"x"}""", "accounts.roles", "roles")]
    [InlineData("""{"userName":"ana","name":"x","roles":[]}""", "accounts.roles", "roles")]
    [InlineData("""{"userName":"ana","name":"x","roles":[{"role":"king"}]}""", "accounts.role", "roles[0].role")]
    [InlineData("""{"userName":"ana","name":"x","roles":[{"role":"central"},{"role":"pharmacy"}]}""", "accounts.place", "roles[1].state")]
    [InlineData("""{"userName":"ana","name":"x","roles":[{"role":"state","facility":"HGIMB000011"}]}""", "accounts.facility-role", "roles[0].facility")]
    [InlineData("""{"userName":"ana","name":"x","roles":[{"role":"state","state":"33"}]}""", "state.unknown", "roles[0].state")]
    [InlineData("""{"userName":"ana","name":"x","roles":[{"role":"pharmacy","facility":"X"}]}""", "facility.malformed", "roles[0].facility")]
    [InlineData("""{"userName":"ana","name":"x","roles":[{"role":"pharmacy","facility":"HGIMB000011","state":"02"}]}""", "accounts.facility-state",
        "roles[0].state")]
    [InlineData("""{"userName":"ana","name":"x","administrator":true,"roles":[{"role":"central"}]}""", "accounts.administrator-role", "administrator")]
    public async Task What_makes_no_sense_is_refused(string body, string code, string field)
    {
        var answer = await administrator.Put($"/accounts/{Guid.CreateVersion7()}", body);
        Assert.Equal((422, code, field), (answer.Status, answer.Code, answer.Json.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Only_administrators_of_accounts_are_let_in()
    {
        var account = await host.Add("ana", ("pharmacy", "HGIMB000011"));
        var development = host.Services.GetRequiredService<DevelopmentTokens>();
        (HttpMethod, string)[] routes =
        [
            (HttpMethod.Get, "/accounts"), (HttpMethod.Get, $"/accounts/{account.Id}"), (HttpMethod.Get, "/accounts/audit"),
            (HttpMethod.Put, $"/accounts/{account.Id}"), (HttpMethod.Post, $"/accounts/{account.Id}/link"),
            (HttpMethod.Post, $"/accounts/{account.Id}/lock"), (HttpMethod.Post, $"/accounts/{account.Id}/unlock"),
            (HttpMethod.Post, $"/accounts/{account.Id}/sessions/end"),
        ];
        foreach (var (method, path) in routes)
        {
            Assert.Equal((401, "access.no-token"), Code(await Send(null, method, path)));
            foreach (var role in Roles.All.Where(x => x != Roles.Operator))
                Assert.Equal((403, "access.role"), Code(await Send(development.Issue(role, "13", null, role), method, path)));
        }
        // An operator without the right: as the authority itself signs it.
        await host.Add("omar", ("operator", ""));
        using var browser = host.Browser();
        await browser.SignIn("omar");
        await browser.SendCode();
        await browser.Open(browser.AuthorizeAddress());
        var token = (await browser.Exchange()).Access;
        foreach (var (method, path) in routes)
            Assert.Equal((403, "accounts.not-administrator"), Code(await Send(token, method, path)));

        Task<Answer> Send(string? token, HttpMethod method, string path) =>
            new TestCaller(http, token).Send(method, path, method == HttpMethod.Get ? null : "{}"u8.ToArray(), "application/json");
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var first = (await administrator.Get("/accounts?text=administrador")).Json.GetProperty("items")[0];
        var path = $"/accounts/{first.GetProperty("id")}";
        Assert.Equal((409, "accounts.last-administrator"), Code(await administrator.Post($"{path}/lock")));
        Assert.Equal((409, "accounts.last-administrator"), Code(await administrator.Put(path,
            new { userName = "administrador", name = "A", roles = (object[])[new { role = "central" }] }, ifMatch: "1")));
    }

    [Fact]
    public async Task Lists_page_by_name_and_filter()
    {
        foreach (var name in (string[])["ana", "beto", "carla"])
            await host.Add(name, (name == "ana" ? "pharmacy" : "warehouse", "13"));
        var page = (await administrator.Get("/accounts?limit=2")).Json;
        Assert.Equal(["administrador", "ana"], Names(page));
        Assert.Equal(["beto", "carla"], Names((await administrator.Get($"/accounts?limit=2&after={page.GetProperty("next")}")).Json));
        Assert.Equal(["beto", "carla"], Names((await administrator.Get("/accounts?role=warehouse&place=13")).Json));
        Assert.Equal(["carla"], Names((await administrator.Get("/accounts?text=PERSONA CAR")).Json));
        Assert.Equal((422, "request.limit"), Code(await administrator.Get("/accounts?limit=0")));
        Assert.Equal((404, "accounts.unknown"), Code(await administrator.Get($"/accounts/{Guid.CreateVersion7()}")));

        static IEnumerable<string?> Names(System.Text.Json.JsonElement page) =>
            page.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("userName").GetString());
    }

    [Fact]
    public async Task Everything_is_in_the_audit_and_stays_there()
    {
        var id = Guid.CreateVersion7();
        foreach (var (state, seen) in ((string, string?)[])[("13", null), ("02", "1")])
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await administrator.Put($"/accounts/{id}",
                new { userName = "ana", name = "Ana", roles = (object[])[new { role = "pharmacy", state }] }, seen);
        }
        foreach (var (act, body) in ((string, object?)[])[("lock", null), ("unlock", null), ("link", new { resetSecondFactor = true }),
            ("sessions/end", null)])
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await administrator.Post($"/accounts/{id}/{act}", body);
        }
        var rows = (await administrator.Get("/accounts/audit?document=ana")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["sessions.ended", "link.made", "account.unlocked", "account.locked", "account.changed", "account.created"],
            rows.Select(x => x.GetProperty("action").GetString()));
        Assert.All(rows, x => Assert.Equal(("olga", "operator"),
            (x.GetProperty("subject").GetString(), x.GetProperty("role").GetString())));
        Assert.Equal("pharmacy:13 -> pharmacy:02", rows[4].GetProperty("detail").GetString());
        var older = (await administrator.Get($"/accounts/audit?document=ana&after={rows[4].GetProperty("id")}")).Json.GetProperty("items");
        Assert.Equal("account.created", Assert.Single(older.EnumerateArray()).GetProperty("action").GetString());
        foreach (var statement in (string[])["UPDATE audit SET subject = 'x'", "DELETE FROM audit"])
            await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => host.Db(db =>
                Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, statement)));
    }

    private static (int, string?) Code(Answer answer) => (answer.Status, answer.Code);
}
