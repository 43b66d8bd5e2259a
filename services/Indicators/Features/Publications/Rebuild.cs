using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Publications;

/// <summary>
/// Makes the tallies and running figures again from the log and puts right what differs; then makes every publication again
/// from the log as it was at its position. The run fails when anything differed, after it has done all of it.
/// </summary>
public sealed class Rebuild(IndicatorsDb db, TimeProvider clock) : ISupplyJob
{
    /// <exception cref="InvalidOperationException">Something was not what the log says; the message counts it.</exception>
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var refresh = new Refresh(db, clock);
        await refresh.UntilClean(ct);
        var started = clock.Now();
        var position = await db.LogHeads.AsNoTracking().Select(x => x.Last).SingleAsync(ct);
        var (days, repaired) = (0L, 0);
        foreach (var date in await Dates(ct))
        {
            days++;
            foreach (var family in (Family[])[Family.Prescriptions, Family.Orders])
                repaired += await new RebuildDay(db, family, date).Run(position, ct);
            await db.FacilityDays.Where(x => x.Date == date).ExecuteUpdateAsync(x => x.SetProperty(day => day.Dirty, true).SetProperty(day => day.Changes, day => day.Changes + 1), ct);
        }
        var before = await db.Figures.SumAsync(x => (long)x.Revision, ct);
        await refresh.UntilClean(ct);
        var changed = await db.Figures.SumAsync(x => (long)x.Revision, ct) - before;
        var (checkedOnes, wrong) = await Verify(ct);
        var note = $"{days} days, {repaired} facility-days put right, {changed} figures changed; {checkedOnes} publications made again, {wrong.Count} differ";
        if (await Asked.LostBefore(db, ct) is { } lost)
            note += $"; publications before {lost:yyyy-MM-dd} were lost with the log";
        progress.Did(days + checkedOnes, note);
        if (repaired > 0 || wrong.Count > 0)
            throw new InvalidOperationException(note + (wrong.Count > 0 ? ": " + string.Join(", ", wrong.Take(2)) : ""));
    }

    private async Task<List<DateOnly>> Dates(CancellationToken ct)
    {
        string[] kinds = [FactKind.Prescription, FactKind.Report, FactKind.Order];
        var logged = await db.Log.Where(x => kinds.Contains(x.Kind)).Select(x => x.LocalDate).Distinct().ToListAsync(ct);
        var tallied = await db.FacilityDays.Select(x => x.Date).Distinct().ToListAsync(ct);
        return [.. logged.Union(tallied).Order()];
    }

    // Publications of one period and position share one reading of the log.
    private async Task<(long Checked, List<string> Wrong)> Verify(CancellationToken ct)
    {
        var (total, wrong) = (0L, new List<string>());
        foreach (var batch in await db.Publications.Select(x => new { x.Family, x.Period, x.Position }).Distinct().OrderBy(x => x.Period).ThenBy(x => x.Position).ToListAsync(ct))
        {
            var made = await LogFigures.Make(db, batch.Family, Period.Stored(batch.Period), batch.Position, ct);
            await foreach (var x in db.Publications.AsNoTracking().Where(x => x.Family == batch.Family && x.Period == batch.Period && x.Position == batch.Position).AsAsyncEnumerable().WithCancellation(ct))
            {
                total++;
                var again = made.Of(x.Group);
                var said = MessageJson.Read<List<Statement>>(x.Statements);
                if (again != x.Content || !said.TrueForAll(one => Indicator.WithCode(one.Indicator) is { } known && Statement.Of(known, again.Counts).SaysAs(one)))
                    wrong.Add($"{x.Family} {x.Period} {x.Level} {x.Code} v{x.Version}");
            }
        }
        return (total, wrong);
    }
}

/// <summary>One day of one family: facts and tallies against the log.</summary>
internal sealed class RebuildDay(IndicatorsDb db, Family family, DateOnly date)
{
    private readonly string[] kinds = family == Family.Orders ? [FactKind.Order] : [FactKind.Prescription, FactKind.Report];

    /// <returns>How many facility-days were put right.</returns>
    public async Task<int> Run(long position, CancellationToken ct)
    {
        var logged = new Dictionary<string, Counts>(StringComparer.Ordinal);
        await foreach (var (row, judged) in new LogReader(db, position).Day(family, date, ct: ct))
            logged[row.Facility] = logged.GetValueOrDefault(row.Facility, Counts.Zero).Plus(judged.Counts);
        var facts = new Dictionary<string, Counts>(StringComparer.Ordinal);
        await foreach (var x in db.Documents.AsNoTracking().Where(x => kinds.Contains(x.Kind) && x.LocalDate == date).Select(x => new { x.Facility, x.Counts }).AsAsyncEnumerable().WithCancellation(ct))
            facts[x.Facility] = facts.GetValueOrDefault(x.Facility, Counts.Zero).Plus(x.Counts);
        var tallied = await db.FacilityDays.AsNoTracking().Where(x => x.Family == family && x.Date == date).ToDictionaryAsync(x => x.Facility, x => x.Counts, ct);
        var repaired = 0;
        foreach (var code in logged.Keys.Union(facts.Keys).Union(tallied.Keys))
        {
            var should = logged.GetValueOrDefault(code, Counts.Zero);
            if (should.Equals(facts.GetValueOrDefault(code, Counts.Zero)) && should.Equals(tallied.GetValueOrDefault(code, Counts.Zero)))
                continue;
            repaired += await db.Write(() => PutRight(code, ct), ct) ? 1 : 0;
            db.ChangeTracker.Clear();
        }
        return repaired;
    }

    // Under the log's lock, and read again: what looked different may only have been newer.
    private async Task<bool> PutRight(string facility, CancellationToken ct)
    {
        var log = new LogReader(db, await db.LockLog(ct));
        var facts = await db.Documents.Where(x => kinds.Contains(x.Kind) && x.LocalDate == date && x.Facility == facility).ToListAsync(ct);
        var (sum, wrong) = (Counts.Zero, false);
        await foreach (var (row, judged) in log.Day(family, date, facility, ct))
        {
            sum = sum.Plus(judged.Counts);
            var fact = facts.Find(x => x.Kind == row.Kind && x.DocumentId == row.DocumentId) ?? await db.Documents.FindAsync([row.Kind, row.DocumentId], ct);
            if (fact is null)
                db.Documents.Add(fact = new DocumentFact { Kind = row.Kind, DocumentId = row.DocumentId });
            facts.Remove(fact);
            wrong |= (fact.Version, fact.Facility, fact.LocalDate, fact.Outcome) != (row.Version, facility, date, judged.Outcome) || !fact.Counts.Equals(judged.Counts);
            (fact.Version, fact.Facility, fact.State, fact.LocalDate) = (row.Version, facility, row.State, date);
            (fact.Outcome, fact.Counts) = (judged.Outcome, judged.Counts);
        }
        db.Documents.RemoveRange(facts); // the log has none of these on this day
        wrong |= facts.Count > 0;
        if (await db.FacilityDays.FindAsync([family, facility, date], ct) is not { } day)
            db.FacilityDays.Add(day = new FacilityDay { Family = family, Facility = facility, Date = date, State = Facts.Facts.StateOf(facility, "") });
        wrong |= !day.Counts.Equals(sum);
        (day.Counts, day.Dirty) = (sum, true);
        day.Changes++;
        return wrong;
    }
}
