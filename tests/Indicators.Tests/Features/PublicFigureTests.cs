using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests.Features;

/// <summary>What anybody may see: nation and states, nothing of few people, and without taking anything from those who work.</summary>
public sealed class PublicFigureTests : IAsyncLifetime
{
    private static readonly DateOnly day = new(2026, 10, 14);

    private readonly IndicatorsHost at = new();

    private sealed record PublicAnswer(string Indicator, string Period, string Level, string Code, string? Name, string Status,
        decimal? Value, long? Numerator, long? Denominator, string? Note, bool Final);

    private sealed record Breakdown(List<PublicAnswer> Items, PublicAnswer Total);

    public async ValueTask InitializeAsync()
    {
        await at.InitializeAsync();
        foreach (var code in (string[])["HGIMB000011", "BCIMB000011", "CLIMB000011", "OCIMB000011"])
            await at.Host.Deliver(Given.Facility(code));
        await Of("HGIMB000011", day, 12, 20);
        await Of("BCIMB000011", day, 3, 5);
        await Of("OCIMB000011", day, 30, 40);
        await Of("OCIMB000011", new(2026, 9, 14), 30, 40);
        await at.Host.Deliver(Given.Order("BCIMB000011", day, "supplied"));
        await at.Refresh();
    }

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Fact]
    public async Task A_state_with_fewer_than_ten_is_hidden_and_so_is_another_from_which_it_could_be_computed()
    {
        var states = (await Get("ind-b/breakdown?by=state&period=2026-10")).Read<Breakdown>();
        Assert.Equal(("available", 65, 45L), (states.Total.Status, states.Total.Denominator, states.Total.Numerator!.Value));
        var rows = states.Items.ToDictionary(x => x.Code);
        Assert.Equal(("hidden", null, null, null, "menos de 10"),
            rows["02"] is var x ? (x.Status, x.Value, x.Numerator, x.Denominator, x.Note) : default);
        Assert.Equal(1, rows.Values.Count(x => x is { Status: "hidden", Code: not "02" }));
        Assert.Equal("not-available", rows["05"].Status); // none is no number of people
        foreach (var row in rows.Values)
            Assert.Equal(row, (await Get($"ind-b?period=2026-10&level=state&code={row.Code}")).Read<PublicAnswer>());
        // What is hidden in a month is hidden in its year, and what is shown of it is the sum of its months.
        var year = (await Get("ind-b/breakdown?period=2026")).Read<Breakdown>();
        Assert.Equal(rows.Where(x => x.Value.Status == "hidden").Select(x => x.Key),
            year.Items.Where(x => x.Status == "hidden").Select(x => x.Code));
        Assert.Equal(105, year.Total.Denominator);
        var series = (await Get("ind-b/series?level=state&code=02")).Read<Listed<PublicAnswer>>().Items;
        Assert.Equal((12, "2025-11", "2026-10", "hidden"), (series.Count, series[0].Period, series[^1].Period, series[^1].Status));
        // Orders are nobody's.
        Assert.Equal(("available", 1), (await Get("ind-a?period=2026-10-14&level=state&code=02")).Read<PublicAnswer>() is var order
            ? (order.Status, order.Denominator) : default);
    }

    [Fact]
    public async Task It_needs_no_token_and_may_be_kept_by_everybody()
    {
        var first = await Get("ind-b?period=2026-10");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/public/indicators/ind-b?period=2026-10");
        request.Headers.TryAddWithoutValidation("If-None-Match", first.ETag);
        using var again = await at.Host.Http.SendAsync(request);
        Assert.Equal((304, true), ((int)again.StatusCode, again.Headers.CacheControl!.Public));
        Assert.True(again.Headers.CacheControl.MaxAge > TimeSpan.Zero);
        await Of("HGIMB000011", day, 1, 1);
        await at.Refresh();
        Assert.Equal(first.ETag, (await Get("ind-b?period=2026-10")).ETag); // for a moment
        at.Host.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(66, (await Get("ind-b?period=2026-10")).Read<PublicAnswer>().Denominator);
        Assert.Equal(200, (await Get("")).Status);
    }

    [Theory]
    [InlineData("ind-b?period=2026-10-14", 422, "indicators.public-period")]
    [InlineData("ind-b/series?from=2026-10-01&to=2026-10-14", 422, "indicators.public-period")]
    [InlineData("ind-b?period=2026-10&level=facility&code=HGIMB000011", 422, "indicators.level")]
    [InlineData("ind-b-lines?period=2026-10&level=clave&code=010.000.0104.00", 422, "indicators.level")]
    [InlineData("ind-b/breakdown?period=2026-10&by=facility", 422, "indicators.level")]
    [InlineData("ind-b/series?from=1999&to=2199", 422, "indicators.range")]
    [InlineData("ind-b/series?from=2026&to=2025", 422, "indicators.range")]
    [InlineData("ind-z?period=2026-10", 404, "indicators.no-such-indicator")]
    [InlineData("ind-b", 422, "indicators.period")]
    [InlineData("ind-b?period=2026-10&asOf=2026-10-15", 422, "request.unknown-parameter")]
    public async Task What_is_not_public_is_refused(string path, int status, string code)
    {
        var answer = await Get(path);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task However_many_look_those_who_work_have_a_limit_of_their_own()
    {
        await using var few = new IndicatorsHost { Settings = new Dictionary<string, string?> { ["RateLimit:PublicPerSecond"] = "1" } };
        await few.InitializeAsync();
        List<int> statuses = [];
        for (var i = 0; i < 50 && !statuses.Contains(429); i++)
            statuses.Add((await few.Host.WithoutToken().Get("/public/indicators/ind-b?period=2026-10")).Status);
        Assert.Equal((200, 200, 429), (statuses[0], statuses[1], statuses[^1]));
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await few.Host.As(Roles.Pharmacy, facility: "HGIMB000011").Get("/indicators/ind-b?period=2026-10")).Status);
        Assert.Equal(401, (await few.Host.WithoutToken().Get("/indicators/ind-b?period=2026-10")).Status); // who signs in is not held up
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_asks_the_database()
    {
        var counter = new StatementCounter();
        await using var counted = new IndicatorsHost
        {
            Configure = x => x.Services.ConfigureDbContext<IndicatorsDb>(db => db.AddInterceptors(counter)),
        };
        await counted.InitializeAsync();
        var queries = await counter.Of(() => Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
            Assert.Equal(200, (await counted.Host.WithoutToken().Get("/public/indicators/ind-b?period=2026-10")).Status))));
        Assert.InRange(queries.Count, 1, 2); // the figures, the targets
    }

    private Task<Answer> Get(string path) => at.Host.WithoutToken().Get("/public/indicators/" + path);

    private async Task Of(string facility, DateOnly date, int complete, int all)
    {
        for (var i = 0; i < all; i++)
            await at.Host.Deliver(Given.Prescription(facility, date, Given.Line(2, i < complete ? 2 : 1)), times: 1);
    }
}
