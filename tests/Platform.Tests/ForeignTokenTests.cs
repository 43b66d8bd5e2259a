using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>Tokens of an authority that is not ours, read by its description; who they say is asked of <c>GET /me</c>.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync")]
public sealed class ForeignTokenTests : IAsyncLifetime
{
    private const string Facility = "HGIMB000011";

    private readonly TestClock clock = new(new DateTimeOffset(2026, 10, 15, 18, 0, 0, TimeSpan.Zero));
    private TestAuthority authority = null!;

    public async ValueTask InitializeAsync() => authority = await TestAuthority.Start("https://identidad.example.mx/realms/abasto");

    public ValueTask DisposeAsync() => authority.DisposeAsync();

    [Fact]
    public async Task A_flat_role_with_its_place_is_read_as_it_is_named()
    {
        await using var app = await Start();
        var me = await Me(app, new() { ["sub"] = "u1", ["name"] = "Ana Ruiz", ["role"] = "pharmacy", ["facility"] = Facility });
        Assert.Equal("Ana Ruiz", me.Json.GetProperty("name").GetString());
        var role = Assert.Single(me.Json.GetProperty("roles").EnumerateArray());
        Assert.Equal(("pharmacy", "13", "Hidalgo", Facility), (role.GetProperty("role").GetString(), role.GetProperty("state").GetString(),
            role.GetProperty("stateName").GetString(), role.GetProperty("facility").GetString()));
    }

    [Fact]
    public async Task Claims_go_by_the_names_of_the_settings_and_by_no_other()
    {
        await using var app = await Start(new()
        {
            ["Tokens:RoleClaim"] = "roles", ["Tokens:SubjectClaim"] = "oid", ["Tokens:NameClaim"] = "preferred_username",
            ["Tokens:PlaceClaim"] = "lugar", ["Tokens:StateClaim"] = "entidad", ["Tokens:FacilityClaim"] = "clues",
        });
        var me = await Me(app, new()
        {
            ["oid"] = "o1", ["sub"] = "s1", ["preferred_username"] = "ana", ["roles"] = (string[])["pharmacy", "state"],
            ["lugar"] = (string[])[$"pharmacy:{Facility}", "state:02"], ["role"] = "operator", ["place"] = "central:13", ["name"] = "Eva",
        });
        Assert.Equal("ana", me.Json.GetProperty("name").GetString());
        Assert.Equal([$"pharmacy {Facility}", "state 02"], Roles(me));
        Assert.Equal("America/Tijuana", me.Json.GetProperty("roles")[1].GetProperty("zone").GetString());

        me = await Me(app, new() { ["oid"] = "o1", ["roles"] = "warehouse", ["entidad"] = "13", ["state"] = "02" });
        Assert.Equal(["warehouse 13"], Roles(me));
        me = await Me(app, new() { ["oid"] = "o1", ["roles"] = "warehouse", ["clues"] = Facility, ["facility"] = "BCIMB000011" });
        Assert.Equal([$"warehouse {Facility}"], Roles(me));
        Assert.Equal(403, (await Me(app, new() { ["oid"] = "o1", ["role"] = "operator" })).Status);
    }

    /// <summary>Where an authority has roles and nothing else that could say a place.</summary>
    [Fact]
    public async Task A_role_may_bring_its_place_with_it()
    {
        await using var app = await Start(new() { ["Tokens:RoleClaim"] = "roles" });
        var me = await Me(app, new()
        {
            ["sub"] = "u1", ["roles"] = (string[])[$"pharmacy:{Facility}", "pharmacy:HGIMB000023", "state:13", "central", "warehouse:"],
        });
        Assert.Equal([$"pharmacy {Facility}", "pharmacy HGIMB000023", "state 13", "central "], Roles(me));
    }

    [Fact]
    public async Task What_another_signed_or_for_somebody_else_is_worth_nothing()
    {
        await using var app = await Start();
        Dictionary<string, object> claims = new() { ["sub"] = "u1", ["role"] = "central" };
        await using var other = await TestAuthority.Start(authority.Issuer);
        foreach (var token in (string[])[authority.Sign(claims, clock.GetUtcNow(), audience: "portal"),
            authority.Sign(claims, clock.GetUtcNow(), issuer: "https://identidad.example.mx/realms/otro"),
            authority.Sign(claims, clock.GetUtcNow().AddHours(-1)), other.Sign(claims, clock.GetUtcNow())])
            Assert.Equal((401, "access.no-token"), await Get(app, token) is var no ? (no.Status, no.Code) : default);
        Assert.Equal(200, (await Get(app, authority.Sign(claims, clock.GetUtcNow()))).Status);
    }

    [Fact]
    public async Task Development_tokens_may_stand_beside_those_of_the_authority()
    {
        await using var app = await Start(new() { ["DevTokens:Key"] = Convert.ToBase64String(new byte[32]) }, devTokens: true);
        Assert.Equal(200, (await Me(app, new() { ["sub"] = "u1", ["role"] = "central" })).Status);
        var development = app.Services.GetRequiredService<DevelopmentTokens>();
        Assert.Equal(200, (await Get(app, development.Issue("central", null, null, "ana"))).Status);
        var forged = new DevelopmentTokens([.. Enumerable.Repeat((byte)7, 32)], clock).Issue("central", null, null, "ana");
        foreach (var token in (string?[])[null, forged, "nonsense", "a.b.c", "e30.e30.e30"])
            Assert.Equal((401, "access.no-token"), await Get(app, token) is var no ? (no.Status, no.Code) : default);

        var config = (await Get(app, null, "/ui/config")).Json;
        Assert.Equal(authority.Issuer, config.GetProperty("authority").GetString());
        Assert.True(config.GetProperty("devTokens").GetBoolean());
    }

    [Fact]
    public async Task The_page_is_told_where_to_sign_in()
    {
        await using var app = await Start(new() { ["Tokens:ClientId"] = "abasto", ["Tokens:Scope"] = "openid api://abasto/todo" });
        var config = (await Get(app, null, "/ui/config")).Json;
        Assert.Equal((authority.Issuer, "abasto", "openid api://abasto/todo", false), (config.GetProperty("authority").GetString(),
            config.GetProperty("clientId").GetString(), config.GetProperty("scope").GetString(),
            config.GetProperty("devTokens").GetBoolean()));
        Assert.NotEmpty(config.GetProperty("version").GetString()!);
        Assert.Equal(401, (await Get(app, null)).Status);
    }

    private static IEnumerable<string> Roles(Answer me) => me.Json.GetProperty("roles").EnumerateArray()
        .Select(x => $"{x.GetProperty("role")} {(x.GetProperty("facility").GetString() ?? x.GetProperty("state").GetString())}");

    private Task<Answer> Me(WebApplication app, Dictionary<string, object> claims) => Get(app, authority.Sign(claims, clock.GetUtcNow()));

    private static async Task<Answer> Get(WebApplication app, string? token, string path = "/me")
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        return await new TestCaller(http, token).Get(path);
    }

    private async Task<WebApplication> Start(Dictionary<string, string?>? settings = null, bool devTokens = false)
    {
        var app = await SupplyHost.Build([], new HostOptions
        {
            Urls = "http://127.0.0.1:0", Migrate = false, Relay = false, Schedule = false, Clock = clock, DevTokens = devTokens,
            Settings = new Dictionary<string, string?>(settings ?? [])
            {
                ["Database:Provider"] = "Sqlite", ["Database:Folder"] = Path.GetTempPath(), ["Tokens:Authority"] = authority.Issuer,
                ["Tokens:MetadataAddress"] = authority.MetadataAddress,
            },
        }, [new AlphaService()]);
        await app.StartAsync();
        return app;
    }
}
