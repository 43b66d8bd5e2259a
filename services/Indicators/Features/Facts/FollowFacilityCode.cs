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
        await db.LockLog(ct);
        var row = await db.FacilityCodes.SingleOrDefaultAsync(x => x.Stated == stated.Value, ct);
        if ((row?.Current ?? stated.Value) != current.Value)
            return await Begin(row, stated.Value, current.Value, ct);
        if (row is null)
            return 0;
        var facts = await db.Documents.AsNoTracking().Where(x => x.StatedFacility == row.Stated && x.Facility != row.Current)
            .OrderBy(x => x.Kind).ThenBy(x => x.DocumentId).Take(Math.Min(atMost, Batch))
            .Join(db.Log, x => new { x.Kind, x.DocumentId, x.Version }, x => new { x.Kind, x.DocumentId, x.Version }, (_, logged) => logged).ToListAsync(ct);
        foreach (var fact in facts)
            await db.JudgeFromLog(fact, row.Current, ct);
        return facts.Count > 0 ? facts.Count : await End(row, ct);
    }

    private async Task<int> Begin(FacilityCodeRow? row, string stated, string current, CancellationToken ct)
    {
        // A version from before this column, still running beside this one, leaves it empty.
        await db.Documents.Where(x => x.StatedFacility == "").ExecuteUpdateAsync(x => x.SetProperty(fact => fact.StatedFacility, fact => fact.Facility), ct);
        var now = db.Origin.Clock.Now();
        if (row is null)
            db.FacilityCodes.Add(row = new FacilityCodeRow { Stated = stated, Current = stated, Previous = stated });
        (row.Previous, row.Current, row.At) = (row.Current, current, now);
        row.Version++;
        var state = Facts.StateOf(current, "");
        var change = new FacilityCodeChanged(stated, current, row.Version, now, now, DateOnly.FromDateTime(now.UtcDateTime));
        await db.Append(FactKind.Code, stated, current, state == Facts.StateOf(stated, "") ? "" : state, change, ct);
        await db.Pend(FactKind.Code, stated, ct);
        return 1;
    }

    // Who has to report has changed, on every day, for the groups of each of the codes.
    private async Task<int> End(FacilityCodeRow row, CancellationToken ct)
    {
        if (await db.Pending.SingleOrDefaultAsync(x => x.Kind == FactKind.Code && x.Code == row.Stated, ct) is not { } pending)
            return 0;
        db.Pending.Remove(pending);
        string[] codes = [.. new[] { row.Stated, row.Previous, row.Current }.Distinct()];
        var today = Refresh.Today(db.Origin.Clock);
        foreach (var code in codes)
        {
            if (code != row.Current && await Forget(code, ct))
                continue;
            await db.FacilityDays.Where(x => x.Facility == code)
                .ExecuteUpdateAsync(x => x.SetProperty(day => day.Dirty, true).SetProperty(day => day.Changes, day => day.Changes + 1), ct);
        }
        var stale = new StaleFigures(db);
        var versions = await db.PlaceVersions.AsNoTracking().Where(x => codes.Contains(x.Code)).ToListAsync(ct);
        foreach (var group in versions.GroupBy(x => x.Code).SelectMany(x => new Place(x.Select(y => y.ToPlace())).Groups)
            .Concat(codes.Select(x => new Group(Level.State, Facts.StateOf(x, "")))).Distinct())
            await stale.AddDaysOf(group, today, ct);
        await stale.Save(ct);
        return 1;
    }

    /// <summary>A code under which nothing is counted any longer, and nothing was published, has no figures.</summary>
    private async Task<bool> Forget(string code, CancellationToken ct)
    {
        if (await db.Documents.AnyAsync(x => x.Facility == code, ct)
            || await db.Figures.AnyAsync(x => x.Level == Level.Facility && x.Code == code && x.Published > 0, ct))
            return false;
        await db.FacilityDays.Where(x => x.Facility == code).ExecuteDeleteAsync(ct);
        await db.Figures.Where(x => x.Level == Level.Facility && x.Code == code).ExecuteDeleteAsync(ct);
        await db.Marks.Where(x => x.Level == Level.Facility && x.Code == code).ExecuteDeleteAsync(ct);
        return true;
    }
}
