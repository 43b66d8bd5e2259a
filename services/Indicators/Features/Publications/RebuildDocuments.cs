using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Publications;

/// <summary>Documents, and the figures of facilities' days, against the log, one day of one family at a time.</summary>
/// <param name="counters">Those that are counted of every document; in others they may differ.</param>
internal sealed class RebuildDocuments(IndicatorsDb db, ReferenceAt reference, long position, IReadOnlyList<Counter> counters,
    FacilitiesInUse places, JobProgress progress)
{
    private readonly Dictionary<string, Counts> logged = new(StringComparer.Ordinal);

    /// <summary>Facility-days that were not what the log says.</summary>
    public int PutRight { get; private set; }

    /// <summary>Facility-days that lacked nothing but counters that an earlier version did not know.</summary>
    public int Completed { get; private set; }

    public void Add(LoggedVersion version)
    {
        if (!version.IsNewestAt(position))
            return;
        var (row, judged) = (version.Row, reference.Judge(version.Row, out var failure));
        if (failure is not null)
            progress.SetAside($"{row.Kind} {row.DocumentId}", failure);
        var facility = reference.FacilityOf(row);
        logged[facility] = logged.GetValueOrDefault(facility, Counts.Zero).Plus(judged.Counts);
    }

    public async Task EndDay(Family family, DateOnly date, CancellationToken ct)
    {
        string[] kinds = DocumentKind.TalliedIn(family);
        var facts = new Dictionary<string, Counts>(StringComparer.Ordinal);
        await foreach (var x in db.Documents.AsNoTracking().Where(x => kinds.Contains(x.Kind) && x.LocalDate == date)
            .Select(x => new { x.Facility, x.Counts })
            .AsAsyncEnumerable().WithCancellation(ct))
            facts[x.Facility] = facts.GetValueOrDefault(x.Facility, Counts.Zero).Plus(x.Counts);
        var day = Period.Of(Grain.Day, date).Text;
        var counted = await db.Figures.AsNoTracking().Where(x => x.Family == family && x.Level == Level.Facility && x.Period == day)
            .ToDictionaryAsync(x => x.Code, x => x.Counts, ct);
        foreach (var code in logged.Keys.Union(facts.Keys).Union(counted.Keys))
        {
            var should = logged.GetValueOrDefault(code, Counts.Zero);
            if (should.Equals(facts.GetValueOrDefault(code, Counts.Zero).Known)
                && should.Equals(counted.GetValueOrDefault(code, Counts.Zero).Known))
                continue;
            var (changed, wrong) = await db.Write(() => Mend(family, date, code, ct), ct);
            db.ChangeTracker.Clear();
            PutRight += wrong ? 1 : 0;
            Completed += changed && !wrong ? 1 : 0;
        }
        logged.Clear();
    }

    // Under the log's lock, and read again: what looked different may only have been newer.
    private async Task<(bool Changed, bool Wrong)> Mend(Family family, DateOnly date, string facility, CancellationToken ct)
    {
        var log = new LogReader(db, await new FactLog(db).LockAtLast(ct));
        if (await IsFollowed(facility, ct))
            return (false, false);
        string[] kinds = DocumentKind.TalliedIn(family);
        var facts = await db.Documents.Where(x => kinds.Contains(x.Kind) && x.LocalDate == date && x.Facility == facility).ToListAsync(ct);
        var (sum, changed, wrong) = (Counts.Zero, false, false);
        await foreach (var (row, judged) in log.Day(family, date, facility, ct))
        {
            var fact = facts.Find(x => x.Kind == row.Kind && x.DocumentId == row.DocumentId)
                ?? await db.Documents.FindAsync([row.Kind, row.DocumentId], ct);
            if (fact is null)
                db.Documents.Add(fact = new DocumentFact { Kind = row.Kind, DocumentId = row.DocumentId });
            facts.Remove(fact);
            var same = (fact.Version, fact.Facility, fact.LocalDate, fact.Outcome) == (row.Version, facility, date, judged.Outcome);
            wrong |= !same || !fact.Counts.EqualsIn(judged.Counts, counters);
            changed |= !same || !fact.Counts.Known.Equals(judged.Counts);
            var counts = same ? judged.Counts.WithUnknownOf(fact.Counts) : judged.Counts;
            sum = sum.Plus(counts);
            (fact.Version, fact.StatedFacility, fact.Facility) = (row.Version, row.Facility, facility);
            (fact.State, fact.LocalDate) = (ReferenceLookup.StateOf(facility, row.State), date);
            (fact.Outcome, fact.Counts) = (judged.Outcome, counts);
        }
        db.Documents.RemoveRange(facts); // the log has none of these on this day
        wrong |= facts.Count > 0;
        var period = Period.Of(Grain.Day, date);
        if (await db.Figures.FindAsync([family, Level.Facility, facility, period.Text], ct) is not { } day)
            db.Figures.Add(day = Figure.Of(family, Group.Facility(facility), period));
        wrong |= !day.Counts.EqualsIn(sum, counters);
        changed |= wrong || !day.Counts.Equals(sum);
        // The figures above it are made again from those below them when the month has been read.
        day.Stamp(ReferenceLookup.StateOf(facility, ""), (await places.Read(ct))[facility]?.On(date));
        day.Set(new(sum, day.Coverage), db.Origin.Clock.Now());
        return (changed, wrong);
    }

    // The log tells of a change of code at once, its documents follow in many transactions: until the last the two differ.
    private Task<bool> IsFollowed(string facility, CancellationToken ct) => db.FacilityCodes.AnyAsync(x =>
        db.Pending.Any(y => y.Kind == DocumentKind.Code && y.Code == x.Stated) && (x.Stated == facility || x.Current == facility
            || db.Documents.Any(y => y.StatedFacility == x.Stated && y.Facility == facility)), ct);
}
