using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Indicators.Domain;
using Supply.Platform.Feeds;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Publications;

/// <summary>
/// Publishes the figures of days, months and years that have ended everywhere, in order, those that earlier runs missed too;
/// and restates those that late documents have changed since. <c>Indicators:CloseAfterDays</c> (1 unless set) more days are
/// waited for units that were without network. Figures that facts change meanwhile are published by <see cref="ContinueClose"/>.
/// </summary>
public sealed class ClosePeriods(IndicatorsDb db, FillStatus<IndicatorsDb> fills, TimeProvider clock, IConfiguration configuration)
    : ISupplyJob
{
    private const int Rounds = 5;
    private const int MostBatches = 10_000;

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        if (await fills.Waits(db, progress, ct))
            return; // a publication made of part of the facts would stay for ever
        var wait = configuration.GetValue("Indicators:CloseAfterDays", 1);
        var last = Zones.DateAt(clock.GetUtcNow(), "America/Tijuana").AddDays(-1 - Math.Max(0, wait));
        var refresh = new Refresh(db, clock, progress, Refresh.LimitOf(configuration));
        await refresh.Run(ct);
        await Close(last, progress, ct);
        var waiting = await PublishAll(last, progress, ct);
        for (var round = 1; waiting is not null && round < Rounds; round++)
        {
            await refresh.Run(ct); // facts came in between: the figures do not have them yet
            waiting = await PublishAll(last, progress, ct);
        }
        if (waiting is not null)
            progress.Did(0, $"{waiting}; the close goes on within ten minutes");
        await db.Write(() => db.Rollovers.ExecuteUpdateAsync(x => x.SetProperty(row => row.CloseUnfinished, waiting != null), ct), ct);
    }

    // The nation has a figure of every day since the first, so its periods are all that there are.
    private async Task Close(DateOnly last, JobProgress progress, CancellationToken ct)
    {
        var due = await db.Figures.AsNoTracking()
            .Where(x => x.Level == Dimension.Nation && x.EndsOn >= CountedDates.Earliest && x.EndsOn <= last
                && !db.Closed.Any(y => y.Period == x.Period))
            .Select(x => new { x.Period, x.Grain, x.EndsOn }).Distinct().ToListAsync(ct);
        await db.Write(() =>
        {
            foreach (var x in due)
                db.Closed.Add(new ClosedPeriod { Period = x.Period, Grain = x.Grain, EndsOn = x.EndsOn, At = clock.Now() });
            return Task.CompletedTask;
        }, ct);
        db.ChangeTracker.Clear();
        if (due.Count > 0)
            progress.Did(0, $"closed {due.Count} periods to {last:yyyy-MM-dd}");
    }

    /// <returns>What waits for facts to be counted; null: nothing.</returns>
    private async Task<string?> PublishAll(DateOnly last, JobProgress progress, CancellationToken ct)
    {
        for (var batch = 0; batch < MostBatches; batch++)
        {
            var publish = new PublishFigures(db, clock.Now());
            var done = await db.Write(() => publish.Next(last, ct), ct);
            db.ChangeTracker.Clear();
            progress.Did(done);
            if (done == 0)
                return publish.Waiting;
        }
        return $"{MostBatches} batches of figures were published";
    }
}
