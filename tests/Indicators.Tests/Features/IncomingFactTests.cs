using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Indicators.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Tests.Features;

/// <summary>Handlers take facts down and one pass numbers and counts them. Today is 15 October 2026.</summary>
public sealed class IncomingFactTests : IAsyncLifetime
{
    private static readonly DateOnly day = new(2026, 10, 12);
    private static readonly DateTimeOffset recorded = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IndicatorsHost at = new();

    public async ValueTask InitializeAsync()
    {
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility("HGIMB000011"));
        await at.Refresh();
    }

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Fact]
    public async Task A_fact_is_taken_down_once_and_counted_once_however_often_it_is_told()
    {
        var told = Given.Prescription("HGIMB000011", day, Given.Line(1, 1));
        await at.Host.Deliver(told);
        await at.Host.Deliver(told); // another message with the same content
        Assert.Equal((1, 0), await Waiting(told.Id));
        await at.Refresh();
        Assert.Equal((0, 1), await Waiting(told.Id));
        await at.Host.Deliver(told);
        Assert.Equal((0, 1), await Waiting(told.Id));
        await at.Refresh();
        Assert.Equal(1, (await at.Figure("ind-b?period=2026-10")).Denominator);
    }

    [Fact]
    public async Task One_that_a_copy_took_down_again_after_it_was_counted_is_dropped()
    {
        var told = Given.Prescription("HGIMB000011", day, Given.Line(1, 1));
        await at.Host.Deliver(told);
        var taken = await at.Host.Db<IndicatorsDb, IncomingFact>(db => db.Incoming.AsNoTracking().SingleAsync());
        await at.Refresh();
        await at.Host.Db<IndicatorsDb, int>(db =>
        {
            db.Incoming.Add(taken);
            return db.SaveChangesAsync();
        });
        await at.Refresh();
        Assert.Equal((0, 1), await Waiting(told.Id));
        Assert.Equal(1, (await at.Figure("ind-b?period=2026-10")).Denominator);
    }

    [Fact]
    public async Task A_version_that_comes_late_is_in_the_log_and_in_no_figure()
    {
        var told = Given.Prescription("HGIMB000011", day, Given.Line(1, 1));
        await at.Host.Deliver(told with { Version = 3 });
        await at.Refresh();
        await at.Host.Deliver(told with { Version = 2, Status = "voided" });
        await at.Refresh();
        Assert.Equal((0, 2), await Waiting(told.Id));
        var figure = await at.Figure("ind-b?period=2026-10");
        Assert.Equal((1, 1, 0), (figure.Numerator, figure.Denominator, figure.ExcludedAs("voided")));
        Assert.Equal(3, Assert.Single(await at.Documents("ind-b/documents?period=2026-10")).Version);
        Assert.Contains("0 facility-days put right, 0 figures changed", (await at.Host.Run("indicators", "rebuild")).Note,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sequences_have_no_gaps_and_an_item_that_changes_no_class_is_no_fact()
    {
        foreach (var version in (int[])[2, 1, 4, 3])
        {
            await at.Host.Deliver(new ItemPublished("010.000.0104.00", version, recorded, recorded, day,
                "Clave", version == 4 ? "other" : "medicine"));
            await at.Host.Deliver(Given.Order("HGIMB000011", day, "supplied"));
            await at.Refresh();
        }
        var log = await at.Host.Db<IndicatorsDb, List<FactLogRow>>(db => db.Log.AsNoTracking().OrderBy(x => x.Sequence).ToListAsync());
        Assert.Equal(Enumerable.Range(1, log.Count), log.Select(x => (int)x.Sequence));
        Assert.Equal(4, Assert.Single(log, x => x.Kind == DocumentKind.Item).Version);
        Assert.Equal(4, (await at.Figure("ind-a?period=2026-10")).ExcludedAs("not-medicine-or-supply"));
    }

    [Fact]
    public async Task A_handler_waits_for_nobody_who_counts()
    {
        if (!TestDatabase.IsServer)
            return; // in SQLite one writer at a time has the file
        var told = Given.Prescription("HGIMB000011", day, Given.Line(1, 1));
        await at.Host.Db<IndicatorsDb, bool>(db => db.Write(async () =>
        {
            await db.LogHeads.ExecuteUpdateAsync(x => x.SetProperty(head => head.Last, head => head.Last));
            await at.Host.Deliver(told); // while another has the log
            return true;
        }, default));
        await at.Refresh();
        Assert.Equal(1, (await at.Figure("ind-b?period=2026-10")).Denominator);
    }

    private Task<(int Taken, int Logged)> Waiting(Guid id) => at.Host.Db<IndicatorsDb, (int, int)>(async db =>
        (await db.Incoming.CountAsync(x => x.DocumentId == id.ToString()), await db.Log.CountAsync(x => x.DocumentId == id.ToString())));
}
