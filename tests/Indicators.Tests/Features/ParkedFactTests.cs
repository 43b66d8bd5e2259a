using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts;
using Supply.Contracts.Dispensing;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Reference;

namespace Supply.Indicators.Tests.Features;

/// <summary>A figure says how many facts that could belong to it wait for an operator. Today is 15 October 2026.</summary>
public sealed class ParkedFactTests
{
    private const string Unit = "HGIMB000011";

    private static readonly DateOnly day = new(2026, 10, 12);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_figure_its_lists_and_its_files_say_how_many_facts_could_belong_to_it(bool byStream)
    {
        await using var at = new IndicatorsHost();
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility(Unit, unitType: "A"));
        await at.Host.Deliver(Given.Facility("HGIMB000021", unitType: "B"));
        await at.Host.Deliver(Given.Facility("BCIMB000011", unitType: "A"));
        foreach (var code in (string[])[Unit, "HGIMB000021", "BCIMB000011"])
            await at.Host.Deliver(Given.Prescription(code, day, Given.Line(1, 1)));
        await at.Refresh();
        var before = await at.Dashboard.Get("/indicators/ind-b?period=2026-10");
        Assert.Equal((0, 0), await Missing(at, "ind-b?period=2026-10"));

        await Give(at, byStream, Given.Prescription(Unit, day, Given.Line(-1, 1)));

        foreach (var (path, many) in ((string, long)[])
        [
            ("ind-b?period=2026-10", 1), ("ind-b?period=2026-10-12", 1), ("ind-b?period=2026", 1),
            ("ind-b-24h?period=2026-10", 1), ("ind-b?period=2026-10&level=state&code=13", 1),
            ($"ind-b?period=2026-10&level=facility&code={Unit}", 1), ("ind-b?period=2026-10&level=unitType&code=A", 1),
            ("ind-b?period=2026-10&level=unitLevel&code=1", 1),
            ("ind-b?period=2026-09", 0), ("ind-b?period=2026-10-11", 0), ("ind-b?period=2026-10&level=state&code=02", 0),
            ("ind-b?period=2026-10&level=facility&code=HGIMB000021", 0), ("ind-b?period=2026-10&level=unitType&code=B", 0),
            ("ind-b-hospital?period=2026-10", 0), ("ind-a?period=2026-10", 0),
        ])
            Assert.Equal((path, many, 1), (path, (await Missing(at, path)).SetAside, (await Missing(at, path)).Parked));

        var parts = await at.Page("ind-b/breakdown?period=2026-10&by=state");
        Assert.Equal([("02", 0L), ("13", 1)], parts.Items.Where(x => x.Denominator > 0).Select(x => (x.Code, x.SetAside)));
        var days = await at.Page("ind-b/series?from=2026-10-11&to=2026-10-13");
        Assert.Equal([0L, 1, 0], days.Items.Select(x => x.SetAside));
        Assert.Equal("1,1", (await Lines(at, "/indicators/ind-b/series?from=2026-10-12&to=2026-10-12&format=csv"))[1][^3..]);
        var listed = (await at.Dashboard.Get("/indicators/ind-b/documents?period=2026-10")).Json;
        Assert.Equal((3, 1, 1), (listed.GetProperty("items").GetArrayLength(), listed.GetProperty("setAside").GetInt32(),
            listed.GetProperty("parked").GetInt32()));
        Assert.Equal((await at.Figure("ind-b?period=2026-10")).AsOf, listed.GetProperty("asOf").GetDateTimeOffset());
        Assert.All((await Lines(at, "/indicators/ind-b/documents?period=2026-10&format=csv")).Skip(1), x => Assert.EndsWith(",1,1", x));

        // Who polls sees it at once, and that it is over too.
        var changed = await at.Dashboard.Get("/indicators/ind-b?period=2026-10", before.ETag);
        Assert.Equal(200, changed.Status);
        Assert.Equal(304, (await at.Dashboard.Get("/indicators/ind-b?period=2026-10", changed.ETag)).Status);
        await Discard(at);
        var after = await at.Dashboard.Get("/indicators/ind-b?period=2026-10", changed.ETag);
        Assert.Equal((200, before.Text), (after.Status, after.Text));
        await at.Refresh();
        Assert.Equal(0, await at.Host.Db<IndicatorsDb, int>(db => db.ParkedFacts.CountAsync()));
    }

    [Fact]
    public async Task What_cannot_be_read_of_a_parked_fact_may_be_any()
    {
        await using var at = new IndicatorsHost();
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility(Unit));
        var good = Given.Prescription(Unit, day, Given.Line(1, 1));
        await Give(at, false, good with { Id = Guid.CreateVersion7(), LocalDate = new(206, 10, 12) }); // of any period
        await Give(at, false, good with { Id = Guid.CreateVersion7(), Facility = null!, Lines = null! }); // of any unit of the state
        await Give(at, false, good with { Id = Guid.CreateVersion7(), Facility = null!, State = "99", Lines = null! }); // of any unit
        await Broken(at, good, "no JSON"u8.ToArray());
        await Broken(at, good, []);
        await Broken(at, good, "[1,null]"u8.ToArray());
        await Broken(at, good, "{\"facility\":7,\"localDate\":[]}"u8.ToArray());
        await Give(at, false, Given.Order(Unit, day, "supplied", Given.OrderLine(ordered: -1)));
        await Give(at, false, Given.Facility("BCIMB000031") with { LocalDate = DateOnly.MaxValue, Name = null! });

        Assert.Equal(8, (await Missing(at, "ind-b?period=2026-10-12")).SetAside);
        Assert.Equal(5, (await Missing(at, "ind-b?period=2026-09&level=state&code=02")).SetAside);
        Assert.Equal(7, (await Missing(at, $"ind-b?period=2026&level=facility&code={Unit}")).SetAside);
        Assert.Equal(2, (await Missing(at, "ind-a?period=2026-10-12")).SetAside);
        Assert.Equal(1, (await Missing(at, "ind-a?period=2026-10-13")).SetAside);
        Assert.Equal(await at.Host.Db<IndicatorsDb, long>(db => db.Parked.LongCountAsync()),
            (await Missing(at, "ind-a?period=2026-10-13")).Parked);
    }

    [Fact]
    public async Task A_fact_of_a_code_that_became_another_is_missing_there_and_one_of_an_earlier_version_is_found()
    {
        await using var at = new IndicatorsHost();
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility(Unit) with { Predecessors = ["HGSSA000016"] });
        await at.Host.Services.GetRequiredService<FollowCodeChanges>().Finish();
        await Give(at, false, Given.Prescription("HGSSA000016", day, Given.Line(-1, 1)));
        Assert.Equal(1, (await Missing(at, $"ind-b?period=2026-10&level=facility&code={Unit}")).SetAside);

        await at.Host.Db<IndicatorsDb, int>(db => db.ParkedFacts.ExecuteDeleteAsync());
        await at.Refresh();
        await at.Refresh();
        Assert.Equal((1, 1), await Missing(at, $"ind-b?period=2026-10&level=facility&code={Unit}"));
        Assert.Equal((0, 1), await Missing(at, "ind-b?period=2026-10&level=state&code=02"));
    }

    /// <summary>As the transports do: delivered twice, tried again and parked.</summary>
    private static async Task Give<T>(IndicatorsHost at, bool byStream, T fact) where T : class, IFact
    {
        var envelope = ServiceHost.Envelope(fact);
        foreach (var handler in at.Host.Services.GetServices<ISubscription>().Where(x => x.MessageType == envelope.Type))
            for (var time = 0; time < 2; time++)
            {
                var verdicts = byStream ? await handler.Apply([envelope], default) : await handler.Run([envelope], default);
                if (verdicts[0].Error is { } error)
                    await handler.Park(envelope, error, 3, default);
            }
    }

    private static async Task Broken(IndicatorsHost at, PrescriptionChanged like, byte[] body)
    {
        var envelope = ServiceHost.Envelope(like) with { Body = body, MessageId = Guid.CreateVersion7() };
        var handler = at.Host.Services.GetServices<ISubscription>().Single(x => x.MessageType == envelope.Type);
        await handler.Park(envelope, new InvalidDataException("not read"), 1, default);
    }

    private static async Task Discard(IndicatorsHost at)
    {
        var operators = at.Host.As(Roles.Operator);
        foreach (var x in (await operators.Get("/indicators/ops/messages/parked")).Json.GetProperty("items").EnumerateArray())
            Assert.Equal(200, (await operators.Post($"/indicators/ops/messages/parked/{x.GetProperty("id").GetGuid()}/discard"
                + $"?handler={x.GetProperty("handler").GetString()}")).Status);
    }

    private static async Task<(long SetAside, long Parked)> Missing(IndicatorsHost at, string path) =>
        await at.Figure(path) is var x ? (x.SetAside, x.Parked) : default;

    private static async Task<string[]> Lines(IndicatorsHost at, string path) =>
        (await at.Dashboard.Get(path)).Text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
