using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Publications;

/// <summary>
/// Makes the tallies and running figures again from the log and puts right what differs, and makes every publication again
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
        var refresh = new Refresh(db, clock, progress);
        await refresh.Run(ct);
        await Note(unfinished: true, ct);
        try
        {
            await Make(refresh, progress, ct);
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

    private async Task Make(Refresh refresh, JobProgress progress, CancellationToken ct)
    {
        var position = await db.LogHeads.AsNoTracking().Select(x => x.Last).SingleAsync(ct);
        var reference = await ReferenceHistory.Read(db, ct);
        var (dates, counters) = (await Dates(ct), await CounterSet.Read(db, ct));
        var verify = new VerifyPublications(db, reference);
        var readings = await VerifyPublications.Readings(db, position, ct);
        var before = await Revisions(ct);
        var tallies = new RebuildTallies(db, reference.At(position), position, counters, progress);
        verify.Begin(readings.FirstOrDefault() ?? []);
        foreach (var month in dates.GroupBy(x => Month.Of(x)))
        {
            foreach (var date in month)
            {
                await Read(date, verify, tallies, ct);
                progress.Did(1);
            }
            await MakeAgain(month.Key, refresh, ct);
        }
        await verify.End(ct);
        await CounterSet.Complete(db, ct);
        foreach (var reading in readings.Skip(1))
        {
            verify.Begin(reading);
            foreach (var date in dates.Where(verify.IsAsked))
                await Read(date, verify, null, ct);
            await verify.End(ct);
        }
        await Report(progress, dates.Count, tallies, await Revisions(ct) - before, verify, ct);
    }

    private async Task Report(JobProgress progress, int days, RebuildTallies tallies, long changed, VerifyPublications verify,
        CancellationToken ct)
    {
        var note = $"{days} days, {tallies.PutRight} facility-days put right, {changed} figures changed";
        if (tallies.Completed > 0)
            note += $"; {tallies.Completed} facility-days were given counters that an earlier version did not know";
        if (verify.OtherRules > 0)
            note += $"; {verify.OtherRules} statements are under rules that this version does not have";
        if (await FigureQuery.LostBefore(db, ct) is { } lost)
            note += $"; publications before {lost:yyyy-MM-dd} were lost with the log";
        note += $"; {verify.Checked} publications made again, {verify.Wrong.Count} differ";
        progress.Did(verify.Checked, note);
        if (tallies.PutRight > 0 || verify.Wrong.Count > 0)
            throw new InvalidOperationException(note + (verify.Wrong.Count > 0 ? ": " + string.Join(", ", verify.Wrong.Take(2)) : ""));
    }

    private async Task Read(DateOnly date, VerifyPublications verify, RebuildTallies? tallies, CancellationToken ct)
    {
        await verify.BeginDay(date, ct);
        foreach (var family in (Family[])[Family.Prescriptions, Family.Orders])
        {
            foreach (var kind in DocumentKind.TalliedIn(family))
                await foreach (var version in LogReader.Versions(db, kind, date, ct))
                {
                    verify.Add(version);
                    tallies?.Add(version);
                }
            if (tallies is not null)
                await tallies.EndDay(family, date, ct);
        }
        verify.EndDay(date);
    }

    // Not to the last one where facts keep coming in: the job of the running figures goes on with what is left.
    private async Task MakeAgain(Month month, Refresh refresh, CancellationToken ct)
    {
        await db.Write(() => db.FacilityDays.Where(x => x.Date >= month.First && x.Date <= month.Last && x.Date >= CountedDates.Earliest)
            .ExecuteUpdateAsync(x => x.SetProperty(day => day.Dirty, true).SetProperty(day => day.Changes, day => day.Changes + 1), ct),
                ct);
        for (var calls = 0; calls < 100 && !await refresh.Run(ct); calls++)
        {
            // each call does a bounded part
        }
    }

    private Task<long> Revisions(CancellationToken ct) => db.Figures.SumAsync(x => (long)x.Revision, ct);

    private async Task<List<DateOnly>> Dates(CancellationToken ct)
    {
        string[] kinds = [DocumentKind.Prescription, DocumentKind.Report, DocumentKind.Order];
        var latest = CountedDates.Latest(Refresh.Today(clock));
        var logged = await db.Log.Where(x => kinds.Contains(x.Kind)).Select(x => x.LocalDate).Distinct().ToListAsync(ct);
        var tallied = await db.FacilityDays.Select(x => x.Date).Distinct().ToListAsync(ct);
        return [.. logged.Union(tallied).Where(x => x >= CountedDates.Earliest && x <= latest).Order()];
    }
}
