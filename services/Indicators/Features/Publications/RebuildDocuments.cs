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
    private readonly Dictionary<string, (Counts Counts, long Parts)> logged = new(StringComparer.Ordinal);
    private readonly Dictionary<Group, Counts> parts = [];

    /// <summary>Facility-days that were not what the log says.</summary>
    public int PutRight { get; private set; }

    /// <summary>Days of claves and suppliers that were not the sums of their documents.</summary>
    public int PartsPutRight { get; private set; }

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
        logged[facility] = With(logged.GetValueOrDefault(facility, nothing), judged.Counts, judged.Parts);
        foreach (var (group, counts) in judged.Parts.All)
            parts[group] = parts.GetValueOrDefault(group, Counts.Zero).Plus(counts);
    }

    private static readonly (Counts Counts, long Parts) nothing = (Counts.Zero, 0);

    // Parts that an earlier version did not store are no parts, of whatever sum.
    private static (Counts Counts, long Parts) With((Counts Counts, long Parts) so, Counts counts, PartCounts? parts) =>
        (so.Counts.Plus(counts), unchecked(so.Parts + (parts?.Checksum ?? long.MaxValue / 3)));

    public async Task EndDay(Family family, DateOnly date, CancellationToken ct)
    {
        string[] kinds = DocumentKind.TalliedIn(family);
        var facts = new Dictionary<string, (Counts Counts, long Parts)>(StringComparer.Ordinal);
        await foreach (var x in db.Documents.AsNoTracking().Where(x => kinds.Contains(x.Kind) && x.LocalDate == date)
            .Select(x => new { x.Facility, x.Counts, x.Parts })
            .AsAsyncEnumerable().WithCancellation(ct))
            facts[x.Facility] = With(facts.GetValueOrDefault(x.Facility, nothing), x.Counts, x.Parts);
        var day = Period.Of(Grain.Day, date).Text;
        var counted = await db.Figures.AsNoTracking().Where(x => x.Family == family && x.Level == Dimension.Facility && x.Period == day)
            .ToDictionaryAsync(x => x.Code, x => x.Counts, ct);
        foreach (var code in logged.Keys.Union(facts.Keys).Union(counted.Keys))
        {
            var (should, sum) = logged.GetValueOrDefault(code, nothing);
            var fact = facts.GetValueOrDefault(code, nothing);
            if (should.Equals(fact.Counts.Known) && sum == fact.Parts
                && should.Equals(counted.GetValueOrDefault(code, Counts.Zero).Known))
                continue;
            var (changed, wrong) = await db.Write(() => Mend(family, date, code, ct), ct);
            db.ChangeTracker.Clear();
            PutRight += wrong ? 1 : 0;
            Completed += changed && !wrong ? 1 : 0;
        }
        logged.Clear();
        await EndParts(family, date, ct);
        parts.Clear();
    }

    private async Task EndParts(Family family, DateOnly date, CancellationToken ct)
    {
        var day = Period.Of(Grain.Day, date);
        var figures = await db.Figures.AsNoTracking().Where(x => x.Family == family && x.Period == day.Text
            && (x.Level == Dimension.Clave || x.Level == Dimension.Supplier)).ToDictionaryAsync(x => x.Group, x => x.Counts, ct);
        var differ = parts.Keys.Union(figures.Keys).Where(x => !parts.GetValueOrDefault(x, Counts.Zero)
            .Equals(figures.GetValueOrDefault(x, Counts.Zero).Known)).ToList();
        if (differ.Count == 0)
            return;
        PartsPutRight += await db.Write(() => MendParts(family, day, differ, ct), ct);
        db.ChangeTracker.Clear();
    }

    // Read again under the log's lock: what looked different may only have been newer.
    private async Task<int> MendParts(Family family, Period day, List<Group> groups, CancellationToken ct)
    {
        await new FactLog(db).LockAtLast(ct);
        var kind = DocumentKind.Of(family);
        var sums = new Dictionary<Group, Counts>();
        await foreach (var x in db.Documents.AsNoTracking().Where(x => x.Kind == kind && x.LocalDate == day.From && x.Parts != null)
            .Select(x => x.Parts!).AsAsyncEnumerable().WithCancellation(ct))
            foreach (var (group, counts) in x.All)
                sums[group] = sums.GetValueOrDefault(group, Counts.Zero).Plus(counts);
        var figures = await db.Figures.WithKeys(x => new { x.Family, x.Level, x.Code, x.Period },
            groups.Select(x => new { Family = family, x.Level, x.Code, Period = day.Text })).ToDictionaryAsync(x => x.Group, ct);
        var wrong = 0;
        foreach (var group in groups)
        {
            var sum = sums.GetValueOrDefault(group, Counts.Zero);
            if (!figures.TryGetValue(group, out var figure))
                db.Figures.Add(figure = Figure.Of(family, group, day));
            // Before the first rebuild of a version that counts them, they are given to what was counted before.
            if (!figure.Counts.EqualsIn(sum, counters) && counters.Contains(Counter.Promised))
                wrong++;
            figure.Set(new(sum, figure.Coverage), db.Origin.Clock.Now());
        }
        return wrong;
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
            wrong |= fact.Parts is not null && !fact.Parts.SaysAs(judged.Parts, counters);
            changed |= !same || !fact.Counts.Known.Equals(judged.Counts) || fact.Parts?.SaysAs(judged.Parts) != true;
            if (!same || fact.Parts?.SaysAs(judged.Parts) != true)
                fact.Parts = judged.Parts;
            var counts = same ? judged.Counts.WithUnknownOf(fact.Counts) : judged.Counts;
            sum = sum.Plus(counts);
            (fact.Version, fact.StatedFacility, fact.Facility) = (row.Version, row.Facility, facility);
            (fact.State, fact.LocalDate) = (ReferenceLookup.StateOf(facility, row.State), date);
            (fact.Outcome, fact.Counts) = (judged.Outcome, counts);
        }
        db.Documents.RemoveRange(facts); // the log has none of these on this day
        wrong |= facts.Count > 0;
        var period = Period.Of(Grain.Day, date);
        if (await db.Figures.FindAsync([family, Dimension.Facility, facility, period.Text], ct) is not { } day)
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
