using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Http;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>Tokens with several roles, each with its place: on a route the caller acts where the roles that it admits may act.</summary>
public sealed class SeveralRolesTests(SeveralRolesTests.Gamma gamma) : IClassFixture<SeveralRolesTests.Gamma>
{
    private static readonly string[] all = ["ALM-13-01", "BCIMB000011", "HGIMB000011", "HGIMB000023"];

    private static readonly Dictionary<string, RolePlace> places = new()
    {
        [Roles.Warehouse] = new(Roles.Warehouse, "13", "ALM-13-01", "ALM-13-01"),
        [Roles.Pharmacy] = new(Roles.Pharmacy, "02", "BCIMB000011", "BCIMB000011"),
        [Roles.State] = new(Roles.State, "13"), [Roles.Central] = new(Roles.Central, null), [Roles.Dashboard] = new(Roles.Dashboard, null),
        [Roles.Auditor] = new(Roles.Auditor, null), [Roles.Operator] = new(Roles.Operator, null),
    };

    public sealed class Gamma : IAsyncLifetime
    {
        public ServiceHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await ServiceHost.Start(new GammaService());
            await Host.Db<GammaDb, int>(async db =>
            {
                foreach (var code in all)
                    db.Visits.Add(
                        new Visit {
                            Id = Guid.CreateVersion7(), Stated = code, Facility = code, State = FacilityCode.Stored(code).State.Code,
                            Pieces = 1 });
                return await db.SaveChangesAsync();
            });
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    public static TheoryData<Scope, string, string> Pairs() =>
        [.. from scope in Enum.GetValues<Scope>() from a in Roles.All from b in Roles.All where string.CompareOrdinal(a, b) < 0 select (
            scope, a, b)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Each_role_acts_at_its_own_place(Scope scope, string a, string b)
    {
        var both = Caller(places[a], places[b]);
        Equal([a, b], await Seen(both, scope, a, b));
        foreach (var other in Roles.All.Where(x => x != a && x != b))
        {
            Equal([a], await Seen(both, scope, a, other));
            Equal([b], await Seen(both, scope, b, other));
            foreach (var another in Roles.All.Where(x => x != a && x != b && x != other))
                Assert.Equal((403, "access.role"), await Refused(both, scope, other, another));
        }
    }

    [Theory]
    [InlineData("pharmacy:", "state:13", new[] { "ALM-13-01", "HGIMB000011", "HGIMB000023" })] // a place that cannot be read is none
    [InlineData("pharmacy:XX", "state:99", new string[0])]
    // a role at two places; the state's has none
    [InlineData("pharmacy:HGIMB000011", "pharmacy:BCIMB000011", new[] { "BCIMB000011", "HGIMB000011" })]
    [InlineData("central:13", "auditor:02", new string[0])] // places of roles that the token does not hold
    public async Task What_a_claim_of_a_place_means(string one, string other, string[] expected)
    {
        var caller = new TestCaller(gamma.Host.Http, Tokens.Issue([Roles.Pharmacy, Roles.State], [one, other], "ana"));
        Assert.Equal(expected, await Seen(caller, Scope.Facility, Roles.Pharmacy, Roles.State));
    }

    [Fact]
    public async Task The_development_issuer_gives_several_roles()
    {
        var answer = await gamma.Host.WithoutToken()
            .Post("/dev/token",
            new { roles = (object[])[new { role = "pharmacy", facility = "BCIMB000011" }, new { role = "state", state = "13" }] });
        var caller = new TestCaller(gamma.Host.Http, answer.Json.GetProperty("access_token").GetString());
        Equal([Roles.Pharmacy, Roles.State], await Seen(caller, Scope.Facility, Roles.Pharmacy, Roles.State));
        Equal([Roles.Pharmacy], await Seen(caller, Scope.Facility, Roles.Pharmacy, Roles.Warehouse));
        Assert.Equal(
            (422, "token.unknown-role"),
            (await gamma.Host.WithoutToken().Post("/dev/token", new { roles = (object[])[new { role = "king" }] }) is var no
            ? (no.Status, no.Code) : default));
    }

    private DevelopmentTokens Tokens => gamma.Host.Services.GetRequiredService<DevelopmentTokens>();

    private TestCaller Caller(params RolePlace[] roles) => new(gamma.Host.Http, Tokens.Issue(roles, "ana"));

    private static void Equal(string[] roles, string[] seen) =>
        Assert.Equal(all.Where(code => roles.Any(role => places[role].Covers(FacilityCode.Stored(code)))), seen);

    private static async Task<string[]> Seen(TestCaller caller, Scope scope, string a, string b)
    {
        var seen = (await caller.Get(Path(scope, a, b))).Read<GammaService.Seen>();
        Assert.Equal(seen.Facilities, seen.MayActFor);
        return [.. seen.Facilities];
    }

    private static async Task<(int, string?)> Refused(TestCaller caller, Scope scope, string a, string b) =>
        await caller.Get(Path(scope, a, b)) is var answer ? (answer.Status, answer.Code) : default;

    private static string Path(Scope scope, string a, string b) =>
        string.CompareOrdinal(a, b) < 0 ? $"/gamma/{scope}/{a}/{b}" : $"/gamma/{scope}/{b}/{a}";
}
