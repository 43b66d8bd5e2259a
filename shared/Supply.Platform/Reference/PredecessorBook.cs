using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Platform.Persistence;

namespace Supply.Platform.Reference;

/// <summary>Which code replaced which, as the latest versions of the facilities say it.</summary>
internal static class PredecessorBook
{
    /// <summary>
    /// Takes over what the latest version of a facility says; what an earlier version said and this one does not is taken back.
    /// </summary>
    public static async Task Keep(ReferenceDb db, FacilityPublished facility, CancellationToken ct)
    {
        var named = (facility.Predecessors ?? []).Where(x => x != facility.Code).ToHashSet(StringComparer.Ordinal);
        var before = await db.PredecessorLinks.Where(x => x.Facility == facility.Code).ToListAsync(ct);
        if (named.Count == 0 && before.Count == 0)
            return;
        db.RemoveRange(before.Where(x => !named.Contains(x.Code)));
        foreach (var kept in before.Where(x => named.Remove(x.Code)))
            (kept.Version, kept.RecordedAt) = (facility.Version, facility.RecordedAt);
        db.AddRange(
            named.Select(
                x => new PredecessorLink {
                    Code = x, Facility = facility.Code, Version = facility.Version, RecordedAt = facility.RecordedAt }));
        await db.SaveChangesAsync(ct);
        await Resolve(db, [facility.Code, .. before.Select(x => x.Code)], ct);
    }

    /// <summary>
    /// Finds the ends of all chains that these codes are part of, and asks for the rows of each code whose end is another now.
    /// </summary>
    private static async Task Resolve(ReferenceDb db, IEnumerable<string> codes, CancellationToken ct)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var links = new List<PredecessorLink>();
        for (string[] open = [.. codes.Distinct(StringComparer.Ordinal)]; open.Length > 0;
            open = [.. links.SelectMany(x => (string[])[x.Code, x.Facility]).Distinct().Where(x => !seen.Contains(x))])
        {
            seen.UnionWith(open);
            links.AddRange(
                await db.PredecessorLinks.AsNoTracking().Where(x => open.Contains(x.Code) || open.Contains(x.Facility)).ToListAsync(ct));
        }
        var ends = CodeChains.Ends(links.DistinctBy(x => (x.Code, x.Facility)));
        var known = await db.Predecessors.Where(x => seen.Contains(x.Code)).ToDictionaryAsync(x => x.Code, ct);
        var now = db.Origin.Clock.Now();
        foreach (var code in seen.Order(StringComparer.Ordinal))
        {
            var (was, end) = (known.GetValueOrDefault(code), ends.GetValueOrDefault(code, code));
            if (end == (was?.Current ?? code))
                continue;
            if (was is null)
                db.Predecessors.Add(new KnownPredecessor { Code = code, Current = end });
            else if (end == code)
                db.Predecessors.Remove(was);
            else
                was.Current = end;
            if (await db.CodeChanges.SingleOrDefaultAsync(x => x.Stated == code, ct) is { } change)
                change.Request(end, now);
            else
                db.CodeChanges.Add(new CodeChange { Stated = code, Current = end, Mark = 1, RequestedAt = now, DueAt = now });
        }
    }
}
