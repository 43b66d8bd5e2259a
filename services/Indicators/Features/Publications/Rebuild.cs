using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Publications;

/// <summary>
/// Makes documents and running figures again from the log and puts right what differs, and makes every publication again
/// from the log as it was at its position: in one reading of the log, month by month, so that only the figures of the present
/// month and year wait to be published. The run fails when anything differed, after it has done all of it. Each day is put right in
/// a transaction of its own, so a run whose process ends leaves nothing half done; <see cref="ContinueRebuild"/> begins it anew.
/// </summary>
public sealed class Rebuild(IndicatorsDb db, TimeProvider clock) : ISupplyJob
{
    public const string Name = "rebuild";

    /// <exception cref="InvalidOperationException">Something was not what the log says; the message counts it.</exception>
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        await new Refresh(db, clock, progress).Run(ct);
        await Note(unfinished: true, ct);
        try
        {
            await Make(progress, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException && !Database.IsInfrastructure(e))
        {
            await Note(unfinished: false, ct); // it would end in the same way again
            throw;
        }
        await Note(unfinished: false, ct);
    }

    private Task<int> Note(bool unfinished, CancellationToken ct) => db.Write(() =>
        db.Rollovers.ExecuteUpdateAsync(x => x.SetProperty(row => row.RebuildUnfinished, unfinished), ct), ct);

    private async Task Make(JobProgress progress, CancellationToken ct)
    {
        var position = await db.LogHeads.AsNoTracking().Select(x => x.Last).SingleAsync(ct);
        var reference = await ReferenceHistory.Read(db, ct);
        var (dates, counters) = (await Dates(ct), await CounterSet.Read(db, ct));
        var verify = new VerifyPublications(db, reference);
        var readings = await VerifyPublications.Readings(db, position, ct);
        var before = await Revisions(ct);
        var (today, began) = (Refresh.Today(clock), clock.GetUtcNow());
        var places = new FacilitiesInUse(db);
        var documents = new RebuildDocuments(db, reference.At(position), position, counters, places, progress);
        var recount = new FigureRecount(db, places, today, clock, counters);
        verify.Begin(readings.FirstOrDefault() ?? []);
        foreach (var month in dates.GroupBy(x => Month.Of(x)))
        {
            foreach (var date in month)
            {
                await Read(date, verify, documents, ct);
                progress.Did(1);
            }
            await recount.Make(month.Key, ct);
        }
        await verify.End(ct);
        await CounterSet.Complete(db, ct);
        await Mended(began, recount.SetAside, ct);
        progress.Tell(recount.SetAside);
        foreach (var reading in readings.Skip(1))
        {
            verify.Begin(reading);
            foreach (var date in dates.Where(verify.IsAsked))
                await Read(date, verify, null, ct);
            await verify.End(ct);
        }
        await Report(progress, dates.Count, documents, (await Revisions(ct) - before, recount.Wrong), verify, ct);
    }

    private async Task Report(JobProgress progress, int days, RebuildDocuments documents, (long Changed, long Wrong) figures,
        VerifyPublications verify, CancellationToken ct)
    {
        var note = $"{days} days, {documents.PutRight} facility-days put right, {figures.Changed} figures changed";
        if (documents.Completed > 0)
            note += $"; {documents.Completed} facility-days were given counters that an earlier version did not know";
        if (documents.PartsPutRight > 0)
            note += $"; {documents.PartsPutRight} days of claves and suppliers put right";
        if (figures.Wrong > 0)
            note += $"; {figures.Wrong} figures were not the sum of what is below them";
        if (verify.OtherRules > 0)
            note += $"; {verify.OtherRules} statements are under rules that this version does not have";
        if (await FigureQuery.LostBefore(db, ct) is { } lost)
            note += $"; publications before {lost:yyyy-MM-dd} were lost with the log";
        note += $"; {verify.Checked} publications made again, {verify.Wrong.Count} differ";
        progress.Did(verify.Checked, note);
        if (documents.PutRight + documents.PartsPutRight > 0 || figures.Wrong > 0 || verify.Wrong.Count > 0)
            throw new InvalidOperationException(note + (verify.Wrong.Count > 0 ? ": " + string.Join(", ", verify.Wrong.Take(2)) : ""));
    }

    private async Task Read(DateOnly date, VerifyPublications verify, RebuildDocuments? documents, CancellationToken ct)
    {
        await verify.BeginDay(date, ct);
        foreach (var family in (Family[])[Family.Prescriptions, Family.Orders, Family.Stock])
        {
            foreach (var kind in DocumentKind.TalliedIn(family))
                await foreach (var version in LogReader.Versions(db, kind, date, ct))
                {
                    verify.Add(version);
                    documents?.Add(version);
                }
            if (documents is not null)
                await documents.EndDay(family, date, ct);
        }
        verify.EndDay(date);
    }

    /// <summary>Sums that were too great before, and are made again now, are set aside no longer.</summary>
    private Task Mended(DateTimeOffset began, IReadOnlyList<(string Item, Exception? Failure)> again, CancellationToken ct) =>
        db.Write(async () =>
        {
            var items = await db.Uncounted.Where(x => x.Kind == UncountedItem.GroupFigures && x.At <= began).ToListAsync(ct);
            items.RemoveAll(x => again.Any(y => y.Item == $"{x.Kind} {x.Item}"));
            db.Uncounted.RemoveRange(items);
            var listed = items.ConvertAll(x => $"{x.Kind} {x.Item}");
            await db.SetAside.Where(x => listed.Contains(x.Item)).ExecuteDeleteAsync(ct);
        }, ct);

    private Task<long> Revisions(CancellationToken ct) => db.Figures.SumAsync(x => (long)x.Revision, ct);

    private async Task<List<DateOnly>> Dates(CancellationToken ct)
    {
        var kinds = DocumentKind.Counted;
        var latest = CountedDates.Latest(Refresh.Today(clock));
        var logged = await db.Log.Where(x => kinds.Contains(x.Kind)).Select(x => x.LocalDate).Distinct().ToListAsync(ct);
        var counted = await db.Figures.Where(x => x.Level == Dimension.Facility && x.Grain == Grain.Day).Select(x => x.EndsOn).Distinct()
            .ToListAsync(ct);
        return [.. logged.Union(counted).Where(x => x >= CountedDates.Earliest && x <= latest).Order()];
    }
}
