using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Tests.Features;

/// <summary>
/// Two versions of the program, one of which has a counter that the other does not know, work on one database one after the
/// other. Today is 15 October 2026.
/// </summary>
public sealed class CounterVersionTests : IAsyncLifetime
{
    private const string Newer = "CounterOfANewerVersion";

    private static readonly DateOnly day = new(2026, 10, 12);

    private readonly IndicatorsHost at = new();

    public async ValueTask InitializeAsync()
    {
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility("HGIMB000011"));
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(2, 2)));
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(2, 0)));
        await at.Refresh();
    }

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Fact]
    public async Task What_a_newer_version_has_counted_is_kept_added_up_and_taken_away_again()
    {
        await EveryCountHas(Newer, 3);
        await at.Refresh();
        Assert.Equal(6, (await Nation()).Named[Newer]);
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, 1)));
        await at.Refresh();
        Assert.Equal((6, 3), (await Nation() is var counts ? (counts.Named[Newer], counts[Counter.Counted]) : default));

        var stored = await at.Host.Db<IndicatorsDb, DocumentFact>(db => db.Documents.AsNoTracking().OrderBy(x => x.DocumentId)
            .FirstAsync());
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(2, 2)) with { Id = Guid.Parse(stored.DocumentId),
            Version = 2 });
        await at.Refresh();
        Assert.Equal((3, 3), (await Nation() is var less ? (less.Named[Newer], less[Counter.Counted]) : default));
    }

    [Fact]
    public async Task After_an_upgrade_and_after_the_way_back_nothing_is_restated_and_a_rebuild_finds_no_fault()
    {
        // The older version did not count these, and nothing of what it published told of them.
        await at.Refresh();
        await EveryCountHas(nameof(Counter.Within24h), 0);
        await SetKnown(x => x != nameof(Counter.Within24h));
        await at.Close();
        await PublishedWithout("ind-b-24h");
        var published = await Publications();
        Assert.NotEmpty(published);

        // This version: a document of the old days comes again, the job of the week fills in the counter, the close looks again.
        await at.Host.Run("indicators", "rebuild");
        await at.Close();
        Assert.Equal(published, await Publications());
        Assert.Equal(50m, (await at.Figure("ind-b-24h?period=2026-10-12")).Value);
        Assert.True((await at.Figure("ind-b?period=2026-10-12")).Final);
        var note = (await at.Host.Run("indicators", "rebuild")).Note;
        Assert.Contains("0 facility-days put right", note, StringComparison.Ordinal);
        Assert.EndsWith(" 0 differ", note, StringComparison.Ordinal);

        // And back: what the newer version has counted and said is left alone by one that does not know it.
        await EveryCountHas(Newer, 5);
        await at.Refresh();
        await at.Close();
        note = (await at.Host.Run("indicators", "rebuild")).Note;
        Assert.Contains("0 facility-days put right", note, StringComparison.Ordinal);
        Assert.EndsWith(" 0 differ", note, StringComparison.Ordinal);
        Assert.Equal(published, await Publications());
        Assert.Equal(10, (await Nation()).Named[Newer]);
    }

    [Fact]
    public async Task An_indicator_that_was_not_there_when_a_figure_was_published_is_not_available_of_then()
    {
        await at.Close();
        await PublishedWithout("ind-b-24h");
        Assert.Equal(("not-available", (decimal?)null, 0L), await at.Figure("ind-b-24h?period=2026-10-12&asOf=2026-10-16") is var x
            ? (x.Status, x.Value, x.Denominator) : default);
        Assert.Equal(50m, (await at.Figure("ind-b?period=2026-10-12&asOf=2026-10-16")).Value);
    }

    [Fact]
    public async Task A_tally_of_a_counter_that_every_version_knew_is_still_an_error()
    {
        await at.Refresh();
        await EveryCountHas(nameof(Counter.Within24h), 7);
        var red = await Assert.ThrowsAsync<InvalidOperationException>(() => at.Host.Run("indicators", "rebuild"));
        Assert.Contains(" 1 facility-days put right", red.Message, StringComparison.Ordinal);
    }

    private async Task<Counts> Nation() => await at.Host.Db<IndicatorsDb, Counts>(db =>
        db.Figures.Where(x => x.Level == Dimension.Nation && x.Family == Family.Prescriptions && x.Period == "2026-10-12")
            .Select(x => x.Counts).SingleAsync());

    private Task<List<string>> Publications() => at.Host.Db<IndicatorsDb, List<string>>(async db =>
        [.. (await db.Publications.AsNoTracking().ToListAsync()).Select(x => $"{x.Family} {x.Level} {x.Code} {x.Period} v{x.Version}")
            .Order(StringComparer.Ordinal)]);

    /// <summary>Each document has so many of it, and their figures the sums.</summary>
    private Task<int> EveryCountHas(string counter, long each) => at.Host.Db<IndicatorsDb, int>(async db =>
    {
        var documents = await db.Documents.ToListAsync();
        documents.ForEach(x => x.Counts = With(x.Counts, counter, each));
        foreach (var figure in await db.Figures.ToListAsync())
            figure.Counts = With(figure.Counts, counter, each * figure.Counts[Counter.Documents]);
        return await db.SaveChangesAsync();
    });

    private static Counts With(Counts counts, string counter, long value) =>
        Counts.FromNamed(new Dictionary<string, long>(counts.Named, StringComparer.Ordinal) { [counter] = value });

    private Task<int> SetKnown(Func<string, bool> known) => at.Host.Db<IndicatorsDb, int>(db =>
    {
        var names = string.Join(',', Enum.GetNames<Counter>().Where(known));
        return db.LogHeads.ExecuteUpdateAsync(x => x.SetProperty(head => head.Counters, names));
    });

    private Task<int> PublishedWithout(string indicator) => at.Host.Db<IndicatorsDb, int>(async db =>
    {
        await db.Database.ExecuteSqlRawAsync(db.Database.IsSqlite() ? "DROP TRIGGER publications_refuses_update"
            : "DROP TRIGGER publications_refuses ON publications");
        foreach (var x in await db.Publications.AsNoTracking().ToListAsync())
        {
            var less = MessageJson.Write(MessageJson.Read<List<IndicatorStatement>>(x.Statements)
                .Where(said => said.Indicator != indicator).ToList());
            await db.Publications.Where(y => y.Id == x.Id).ExecuteUpdateAsync(y => y.SetProperty(row => row.Statements, less));
        }
        return 0;
    });
}
