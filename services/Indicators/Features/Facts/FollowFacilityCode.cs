using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Indicators.Features.Facts;

/// <summary>
/// Makes the documents, days and figures of a facility's old code those of its current one. The log keeps what documents state
/// and gets an entry of the change; figures are published again only when all documents have followed. What was published stays.
/// </summary>
public sealed class FollowFacilityCode(IndicatorsDb db) : IFollowCodeChange
{
    private const int Batch = 200;

    public async Task<int> Follow(FacilityCode stated, FacilityCode current, int atMost, CancellationToken ct)
    {
        await new FactLog(db).LockAtLast(ct);
        var row = await db.FacilityCodes.SingleOrDefaultAsync(x => x.Stated == stated.Value, ct);
        if ((row?.Current ?? stated.Value) != current.Value)
            return await Begin(row, stated.Value, current.Value, ct);
        if (row is null)
            return 0;
        var facts = await db.Documents.AsNoTracking().Where(x => x.StatedFacility == row.Stated && x.Facility != row.Current)
            .OrderBy(x => x.Kind).ThenBy(x => x.DocumentId).Take(Math.Min(atMost, Batch))
            .Join(db.Log, x => new { x.Kind, x.DocumentId, x.Version }, x => new { x.Kind, x.DocumentId, x.Version }, (_, logged) =>
                logged).ToListAsync(ct);
        await new CountDocuments(db, new FacilitiesInUse(db), Refresh.Today(db.Origin.Clock))
            .Again([.. facts.Select(x => (x, row.Current))], ct);
        return facts.Count > 0 ? facts.Count : await End(row, ct);
    }

    private async Task<int> Begin(FacilityCodeRow? row, string stated, string current, CancellationToken ct)
    {
        // A version from before this column, still running beside this one, leaves it empty.
        await db.Documents.Where(x => x.StatedFacility == "")
            .ExecuteUpdateAsync(x => x.SetProperty(fact => fact.StatedFacility, fact => fact.Facility), ct);
        var now = db.Origin.Clock.Now();
        if (row is null)
            db.FacilityCodes.Add(row = new FacilityCodeRow { Stated = stated, Current = stated, Previous = stated });
        (row.Previous, row.Current, row.At) = (row.Current, current, now);
        row.Version++;
        var state = ReferenceLookup.StateOf(current, "");
        var change = new FacilityCodeChanged(stated, current, row.Version, now, now, DateOnly.FromDateTime(now.UtcDateTime));
        await new FactLog(db).Append(DocumentKind.Code, stated, current, state == ReferenceLookup.StateOf(stated, "") ? "" : state,
            change, ct);
        await JudgeAgain.Request(db, DocumentKind.Code, [stated], ct);
        return 1;
    }

    // Who has to report has changed, on every day, for the groups of each of the codes.
    private async Task<int> End(FacilityCodeRow row, CancellationToken ct)
    {
        if (await db.Pending.SingleOrDefaultAsync(x => x.Kind == DocumentKind.Code && x.Code == row.Stated, ct) is not { } pending)
            return 0;
        db.Pending.Remove(pending);
        string[] codes = [.. new[] { row.Stated, row.Previous, row.Current }.Distinct()];
        if (!await WasCounted([.. codes.Where(x => x != row.Current)], row.Stated, ct))
            return 1;
        List<string> kept = [];
        foreach (var code in codes)
            if (code == row.Current || !await Forget(code, ct))
                kept.Add(code);
        await JudgeAgain.Request(db, DocumentKind.Facility, kept, ct);
        await JudgeAgain.RequestMembers(db, await JudgeAgain.GroupsOf(db, codes, ct), ct);
        return 1;
    }

    /// <summary>Most changes are of codes of which this service never heard anything: no figure changes with them.</summary>
    private async Task<bool> WasCounted(string[] before, string stated, CancellationToken ct) =>
        await db.FacilityVersions.AnyAsync(x => before.Contains(x.Code), ct)
        || await db.Figures.AnyAsync(x => x.Level == Dimension.Facility && before.Contains(x.Code), ct)
        || await db.Documents.AnyAsync(x => x.StatedFacility == stated, ct);

    /// <summary>A code under which nothing is counted any longer, and nothing was published, has no figures.</summary>
    private async Task<bool> Forget(string code, CancellationToken ct)
    {
        if (await db.Documents.AnyAsync(x => x.Facility == code, ct)
            || await db.Figures.AnyAsync(x => x.Level == Dimension.Facility && x.Code == code
                && (x.Counts != Counts.Zero || x.ReportingDays != 0 || x.Reporting != 0), ct)
            || await db.Figures.AnyAsync(x => x.Level == Dimension.Facility && x.Code == code && x.Published > 0, ct))
            return false;
        // They add nothing to their groups any longer.
        await db.Figures.Where(x => x.Level == Dimension.Facility && x.Code == code).ExecuteDeleteAsync(ct);
        return true;
    }
}
