using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Samples;

namespace Supply.Platform.Tests;

public sealed class AccessTests(Samples samples) : IClassFixture<Samples>
{
    private const string Foreign = "BCIMB000011";

    [Fact]
    public async Task Without_a_good_token_the_answer_is_401_with_a_problem()
    {
        var tokens = samples.Host.Services.GetRequiredService<DevelopmentTokens>();
        var good = tokens.Issue(Roles.Central, null, null, "carla");
        var expired = tokens.Issue(Roles.Central, null, null, "carla", TimeSpan.FromMinutes(-5));
        var forged = new DevelopmentTokens([.. Enumerable.Repeat((byte)7, 32)], samples.Host.Clock)
            .Issue(Roles.Central, null, null, "carla");
        var unsigned = $"{Base64("""{"alg":"none","typ":"JWT"}""")}.{good.Split('.')[1]}.";
        foreach (var token in (string?[])[null, expired, forged, unsigned, good[..^4] + "AAAA", "nonsense"])
        {
            var answer = await new TestCaller(samples.Host.Http, token).Get("/alpha/notes");
            Assert.Equal((401, "access.no-token"), (answer.Status, answer.Code));
        }
        Assert.Equal(200, (await new TestCaller(samples.Host.Http, good).Get("/alpha/notes")).Status);
    }

    [Fact]
    public async Task A_role_that_the_route_does_not_name_is_403()
    {
        var answer = await samples.Host.As(Roles.Dashboard).Get("/alpha/notes");
        Assert.Equal((403, "access.role"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(Roles.Pharmacy, "13", Samples.Facility, 201)]
    [InlineData(Roles.Pharmacy, "02", Foreign, 403)]
    [InlineData(Roles.State, "13", null, 201)]
    [InlineData(Roles.State, "02", null, 403)]
    [InlineData(Roles.State, null, null, 403)] // a scoped role without a place may act nowhere
    [InlineData(Roles.Central, null, null, 201)]
    public async Task Callers_act_for_their_own_places_only(string role, string? state, string? facility, int status)
    {
        var caller = new TestCaller(
            samples.Host.Http, samples.Host.Services.GetRequiredService<DevelopmentTokens>().Issue(role, state, facility, role));
        Assert.Equal(status, (await samples.Put(Guid.CreateVersion7(), by: caller)).Status);
    }

    [Fact]
    public async Task Lists_show_callers_their_own_places_only()
    {
        var text = $"seen {Guid.CreateVersion7()}";
        foreach (var facility in (string[])[Samples.Facility, "HGIMB000023", Foreign])
            await samples.Central.Put($"/alpha/notes/{Guid.CreateVersion7()}", new { text, facility });
        Assert.Equal(3, await Seen(samples.Central));
        Assert.Equal(2, await Seen(samples.Host.As(Roles.State, state: "13")));
        Assert.Equal(1, await Seen(samples.Host.As(Roles.Pharmacy, facility: Samples.Facility)));
        Assert.Equal(1, await Seen(samples.Host.As(Roles.State, state: "02")));
        Assert.Equal(0, await Seen(samples.Host.As(Roles.State)));

        async Task<int> Seen(TestCaller caller) =>
            (await caller.Get($"/alpha/notes?text={Uri.EscapeDataString(text)}")).Json.GetProperty("items").GetArrayLength();
    }

    [Theory]
    [InlineData("""{"role":"pharmacy","state":"13","facility":"HGIMB000011","name":"prueba"}""", 200, null)]
    [InlineData("""{"role":"king"}""", 422, "token.unknown-role")]
    [InlineData("""{"role":"pharmacy","state":"02","facility":"HGIMB000011"}""", 422, "token.foreign-facility")]
    [InlineData("""{"role":"state","state":"33"}""", 422, "state.unknown")]
    public async Task The_development_issuer_hands_out_tokens_that_make_sense(string body, int status, string? code)
    {
        var answer = await samples.Host.WithoutToken().Post("/dev/token", body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        if (status == 200)
            Assert.Equal(
                200, (await new TestCaller(samples.Host.Http, answer.Json.GetProperty("access_token").GetString())
                .Get("/alpha/notes")).Status);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://127.0.0.1:8080;http://192.0.2.1:8080")]
    public async Task The_development_issuer_refuses_addresses_that_others_can_reach(string urls)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Build(urls, []));
        Assert.Contains("--dev-tokens", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_development_issuer_is_not_tricked_by_an_address_in_the_configuration()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Build("http://127.0.0.1:0", new() { ["Kestrel:Endpoints:Public:Url"] = "http://0.0.0.0:8080" }));
        Assert.Contains("--dev-tokens", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_development_issuer_there_is_no_token_route_and_its_tokens_are_worth_nothing()
    {
        await using var app = await SupplyHost.Build([], new HostOptions
        {
            Urls = "http://127.0.0.1:0", Migrate = false, Relay = false, Schedule = false,
            Settings = Settings().Append(new("Tokens:Authority", "https://authority.invalid")).ToDictionary(),
            Configure = builder => builder.Services.PostConfigure<JwtBearerOptions>(
                JwtBearerDefaults.AuthenticationScheme, x =>
                    x.Configuration = new OpenIdConnectConfiguration { Issuer = "https://authority.invalid" }),
        }, Samples.Services);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Assert.Equal(404, (await new TestCaller(http, null).Post("/dev/token", new { role = "central" })).Status);
        Assert.Equal(401, (await new TestCaller(http, samples.Host.Token(Roles.Central)).Get("/alpha/notes")).Status);
    }

    [Fact]
    public async Task A_host_without_an_authority_to_trust_does_not_start()
    {
        await using var app = await SupplyHost.Build([], new HostOptions
        {
            Urls = "http://127.0.0.1:0", Migrate = false, Relay = false, Schedule = false, Settings = Settings(),
        }, Samples.Services);
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());
        Assert.Contains("Tokens__Authority", refused.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Settings() => new()
    {
        ["Database:Provider"] = "Sqlite", ["Database:Folder"] = Path.GetTempPath(),
        ["DevTokens:Key"] = Convert.ToBase64String(new byte[32]),
    };

    private static async Task Build(string urls, Dictionary<string, string?> settings)
    {
        await using var app = await SupplyHost.Build([], new HostOptions
        {
            Urls = urls, DevTokens = true, Migrate = false, Relay = false, Schedule = false,
            Settings = Settings().Concat(settings).ToDictionary(),
        }, [new AlphaService()]);
        await app.StartAsync();
    }

    private static string Base64(string text) =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
