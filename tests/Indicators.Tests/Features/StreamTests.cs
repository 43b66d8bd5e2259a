using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests.Features;

/// <summary>A figure's changes as they come, to any number of screens, from one look at the database.</summary>
public sealed class StreamTests : IAsyncLifetime
{
    private static readonly DateOnly day = new(2026, 10, 14);

    private readonly StatementCounter counter = new();
    private readonly IndicatorsHost at;

    public StreamTests() => at = new()
    {
        Settings = new Dictionary<string, string?> { ["Indicators:Streams"] = "1001", ["RateLimit:PerSecond"] = "5000" },
        Configure = x => x.Services.ConfigureDbContext<IndicatorsDb>(db => db.AddInterceptors(counter)),
    };

    public async ValueTask InitializeAsync()
    {
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility("HGIMB000011"));
        await at.Host.Deliver(Given.Facility("BCIMB000011"));
        await Prescription();
    }

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Fact]
    public async Task A_stream_says_the_ETag_of_the_figure_at_first_and_whenever_it_changes()
    {
        using var state = await Open("i=ind-b&period=2026-10&level=state&code=13");
        Assert.Equal((200, "text/event-stream"), (state.Status, state.MediaType));
        Assert.Equal(await Tag("ind-b?period=2026-10&level=state&code=13"), await state.Changed());
        using var other = await Open("i=ind-b&period=2026-10&level=state&code=02");
        var untouched = await other.Changed();
        for (var i = 0; i < 3; i++)
        {
            await Prescription();
            Assert.Equal(await Tag("ind-b?period=2026-10&level=state&code=13"), await state.Changed());
        }
        await at.Host.Deliver(Given.Prescription("BCIMB000011", day, Given.Line(1, 1)));
        await at.Refresh();
        var touched = await other.Changed();
        Assert.NotEqual(untouched, touched); // nothing was said of Hidalgo's
        Assert.Equal(await Tag("ind-b?period=2026-10&level=state&code=02"), touched);
    }

    [Fact]
    public async Task Who_comes_back_hears_only_of_what_changed_meanwhile()
    {
        string last;
        using (var stream = await Open("i=ind-b&period=2026-10"))
            last = (await stream.Changed())!.Trim('"');
        using (var same = await Open("i=ind-b&period=2026-10", last))
            Assert.Equal(": beat", await same.Next());
        await Prescription();
        using var changed = await Open("i=ind-b&period=2026-10", last);
        Assert.Equal(await Tag("ind-b?period=2026-10"), await changed.Changed());
    }

    [Fact]
    public async Task It_lives_between_changes_and_ends_with_its_token()
    {
        var token = at.Host.Token(Roles.Dashboard);
        at.Host.Clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(25));
        using var stream = await Open("i=ind-b&period=2026-10", token: token);
        Assert.NotNull(await stream.Changed());
        List<string> said = [];
        while (await stream.Next() is { } line)
            said.Add(line);
        Assert.InRange(said.Count, 2, 3); // the first look at the figure, and one beat in 25 seconds or two
        Assert.All(said, x => Assert.Equal(": beat", x));
    }

    [Fact]
    public async Task A_thousand_streams_cost_the_database_what_one_does_and_the_next_is_refused()
    {
        using var warm = await Open("i=ind-b&period=2026-10");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var streams = new List<EventReader>();
        for (var i = 0; i < 50; i++)
            streams.AddRange(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Open("i=ind-b&period=2026-10"))));
        var tags = await Task.WhenAll(streams.Select(x => x.Changed()));
        Assert.Single(tags.Distinct());
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(held, 0, 200_000_000); // client and service together
        using (var refused = await Open("i=ind-b&period=2026-10"))
            Assert.Equal(409, refused.Status);

        await Prescription();
        var told = Task.WhenAll(streams.Select(x => x.Changed()));
        var queries = await counter.Of(() => told);
        Assert.Equal([await Tag("ind-b?period=2026-10")], (await told).Distinct());
        Assert.InRange(queries.Count, 0, 200); // a look twice a second, and one reading of the figure
        streams.ForEach(x => x.Dispose());
    }

    [Fact]
    public async Task It_ends_when_the_service_does()
    {
        var own = new IndicatorsHost();
        await own.InitializeAsync();
        using var stream = await EventReader.Open(own.Host.Http, "/indicators/stream?i=ind-b&period=2026-10",
            own.Host.Token(Roles.Dashboard));
        Assert.NotNull(await stream.Changed());
        var ended = stream.Changed();
        await own.DisposeAsync();
        Assert.Null(await ended);
    }

    private Task<EventReader> Open(string query, string? lastEventId = null, string? token = null) =>
        EventReader.Open(at.Host.Http, "/indicators/stream?" + query, token ?? at.Host.Token(Roles.Dashboard), lastEventId);

    private async Task<string> Tag(string path) => (await at.Dashboard.Get("/indicators/" + path)).ETag!;

    private async Task Prescription()
    {
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, 1)));
        await at.Refresh();
    }
}
