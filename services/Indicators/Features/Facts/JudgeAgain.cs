using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Facts;

/// <summary>
/// Reference data came or changed: what depends on it is judged again from the log, without a new message of a document; a facility's
/// days and periods move to the groups that it is in now; then who has to report in its groups is computed again.
/// </summary>
internal sealed class JudgeAgain(IndicatorsDb db, FacilitiesInUse places, DateOnly today, JobProgress progress)
{
    private const int Batch = 200;
    private const int Periods = 60;

    // The documents have been judged again, and what follows are the facility's days or the clave's figures. No id begins so.
    private const string Days = "~";

    /// <summary>The next run judges again what depends on it.</summary>
    public static async Task Request(IndicatorsDb db, string kind, IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        if (codes.Count == 0)
            return;
        var known = await db.Pending.Where(x => x.Kind == kind && codes.Contains(x.Code)).ToDictionaryAsync(x => x.Code, ct);
        foreach (var code in codes)
        {
            if (!known.TryGetValue(code, out var pending))
                db.Pending.Add(pending = new PendingReference { Kind = kind, Code = code });
            pending.After = "";
            pending.Changes++;
        }
        var now = db.Origin.Clock.Now();
        await db.LogHeads.Where(x => x.BehindSince == null).ExecuteUpdateAsync(x => x.SetProperty(head => head.BehindSince, now), ct);
    }

    /// <summary>The groups have other members, or members that have to report on other days.</summary>
    public static Task RequestMembers(IndicatorsDb db, IEnumerable<Group> groups, CancellationToken ct) =>
        Request(db, DocumentKind.Members, groups.Select(x => $"{x.Level} {x.Code}").ToHashSet(StringComparer.Ordinal), ct);

    /// <summary>Does the next part of the first reference that is pending. A reference that fails is set aside.</summary>
    /// <returns>0: nothing was pending; else how many documents or figures were looked at, and 1 for the reference.</returns>
    public async Task<int> Next(CancellationToken ct)
    {
        // Facilities and items before the members of groups, in the order of their names.
        if (await db.Pending.AsNoTracking().Where(x => x.Kind != DocumentKind.Code).OrderBy(x => x.Kind).ThenBy(x => x.Code)
            .FirstOrDefaultAsync(ct) is not { } pending)
            return 0;
        var (item, judged) = ($"{pending.Kind} {pending.Code}", 0);
        var done = await progress.Try(item, async () => judged = await db.Write(() => Page(pending.Kind, pending.Code, ct), ct));
        db.ChangeTracker.Clear();
        if (!done)
        {
            places.Forget();
            await db.Write(async () =>
            {
                await db.Pending.Where(x => x.Kind == pending.Kind && x.Code == pending.Code).ExecuteDeleteAsync(ct);
                await UncountedItems.Add(db, UncountedItem.Reference, item, 0, byDate: false, "It could not be judged again.", ct);
            }, ct);
        }
        db.ChangeTracker.Clear();
        return judged + 1;
    }

    private async Task<int> Page(string kind, string code, CancellationToken ct)
    {
        await new FactLog(db).LockAtLast(ct);
        if (await db.Pending.SingleOrDefaultAsync(x => x.Kind == kind && x.Code == code, ct) is not { } pending)
            return 0;
        return kind == DocumentKind.Members ? await Members(pending, ct)
            : pending.After.StartsWith(Days, StringComparison.Ordinal)
                ? kind == DocumentKind.Facility ? await FacilityDays(pending, ct) : await Clave(pending, ct)
            : await Documents(pending, ct);
    }

    private async Task<int> Documents(PendingReference pending, CancellationToken ct)
    {
        var after = pending.After;
        var facts = await Documents(pending.Kind, pending.Code).AsNoTracking().Where(x => string.Compare(x.DocumentId, after) > 0)
            .OrderBy(x => x.DocumentId).Take(Batch)
            .Join(db.Log, x => new { x.Kind, x.DocumentId, x.Version }, x => new { x.Kind, x.DocumentId, x.Version }, (fact, row) =>
                new { fact.Facility, Row = row })
            .OrderBy(x => x.Row.DocumentId).ToListAsync(ct);
        await new CountDocuments(db, places, today).Again([.. facts.Select(x => (x.Row, x.Facility))], ct);
        pending.After = facts.Count > 0 ? facts[^1].Row.DocumentId : Days;
        return facts.Count;
    }

    private IQueryable<DocumentFact> Documents(string kind, string code) => kind == DocumentKind.Item
        ? db.Documents.Where(x => x.Kind == DocumentKind.Order && db.OrderClaves.Any(y => y.DocumentId == x.DocumentId && y.Clave == code))
        : db.Documents.Where(x => x.Facility == code
            && (x.Kind == DocumentKind.Order || x.Kind == DocumentKind.Stock || (x.Kind == DocumentKind.Prescription
                && (x.Outcome == Judgement.Unverified || x.Outcome == Judgement.SetAside))));

    private async Task<int> FacilityDays(PendingReference pending, CancellationToken ct)
    {
        var (code, after) = (pending.Code, pending.After[Days.Length..]);
        var figures = db.Figures.AsNoTracking().Where(x => x.Level == Dimension.Facility && x.Code == code && x.Grain == Grain.Day);
        var periods = await figures.Where(x => string.Compare(x.Period, after) > 0).Select(x => x.Period).Distinct().OrderBy(x => x)
            .Take(Periods).ToListAsync(ct);
        if (periods.Count == 0)
        {
            await JudgeAgain.RequestMembers(db, await GroupsOf(db, [code], ct), ct);
            await Done(pending, ct);
            return 0;
        }
        var changes = new FigureChanges(db, places, today);
        var days = await figures.Where(x => periods.Contains(x.Period)).Select(x => new { x.Family, x.EndsOn, x.State }).ToListAsync(ct);
        foreach (var x in days.Where(x => x.Family != Family.Hospital))
            changes.LookAgain(x.Family, code, Period.Of(Grain.Day, x.EndsOn));
        await changes.Save(ct);
        pending.After = Days + periods[^1];
        return days.Count;
    }

    // Its figures leave those of the class that it was in, and become part of those of the one that it is in now.
    private Task<int> Clave(PendingReference pending, CancellationToken ct) =>
        Figures(pending, new(Dimension.Clave, pending.Code), new(db, places, today), Days, ct);

    /// <summary>All groups that the facilities are or were in.</summary>
    public static async Task<IEnumerable<Group>> GroupsOf(IndicatorsDb db, IReadOnlyList<string> codes, CancellationToken ct)
    {
        var versions = await db.FacilityVersions.AsNoTracking().Where(x => codes.Contains(x.Code)).ToListAsync(ct);
        return versions.SelectMany(x => Group.Of(x.State, x.ToVersion()))
            .Concat(codes.Select(x => new Group(Dimension.State, ReferenceLookup.StateOf(x, ""))).Where(x => x.Code.Length > 0))
            .Append(Group.Nation).Distinct();
    }

    private async Task<int> Members(PendingReference pending, CancellationToken ct)
    {
        var space = pending.Code.IndexOf(' ', StringComparison.Ordinal);
        var group = new Group(Enum.Parse<Dimension>(pending.Code[..space]), pending.Code[(space + 1)..]);
        var changes = new GroupChanges(db, places, today);
        if (pending.After == "")
            foreach (var family in Enum.GetValues<Family>())
                foreach (var period in Period.Around(today))
                    changes.LookAgain(family, group, period);
        return await Figures(pending, group, changes, "", ct);
    }

    /// <summary>Looks at the group's next figures again.</summary>
    /// <param name="changes">With those that are to be looked at besides.</param>
    /// <param name="mark">How <see cref="PendingReference.After"/> begins meanwhile; a period follows.</param>
    private async Task<int> Figures(PendingReference pending, Group group, GroupChanges changes, string mark, CancellationToken ct)
    {
        var after = pending.After[mark.Length..];
        var figures = db.Figures.AsNoTracking().Where(x => x.Level == group.Level && x.Code == group.Code);
        var periods = await figures.Where(x => string.Compare(x.Period, after) > 0).Select(x => x.Period).Distinct().OrderBy(x => x)
            .Take(Periods).ToListAsync(ct);
        var some = await figures.Where(x => periods.Contains(x.Period)).Select(x => new { x.Family, x.Period }).ToListAsync(ct);
        some.ForEach(x => changes.LookAgain(x.Family, group, Period.Stored(x.Period)));
        await changes.Save(ct);
        if (periods.Count < Periods)
            await Done(pending, ct);
        else
            pending.After = mark + periods[^1];
        return some.Count;
    }

    private async Task Done(PendingReference pending, CancellationToken ct)
    {
        db.Pending.Remove(pending);
        var item = $"{pending.Kind} {pending.Code}";
        await db.Uncounted.Where(x => x.Kind == UncountedItem.Reference && x.Item == item).ExecuteDeleteAsync(ct);
    }
}
