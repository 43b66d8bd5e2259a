using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Facts;

/// <summary>Reference data came or changed: what it decides is judged again from the log, without a new message of the document.</summary>
internal sealed class JudgeAgain(IndicatorsDb db, DateOnly today, JobProgress progress)
{
    private const int Batch = 200;

    /// <summary>Reference data has changed; the next run judges again what depends on it.</summary>
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
    }

    /// <summary>Judges the next documents of the first reference that is pending. A reference that fails is set aside.</summary>
    /// <returns>0: nothing was pending; else how many were looked at, and 1 for the reference.</returns>
    public async Task<int> Next(CancellationToken ct)
    {
        if (await db.Pending.AsNoTracking().Where(x => x.Kind != DocumentKind.Code).OrderBy(x => x.Kind).ThenBy(x => x.Code)
            .FirstOrDefaultAsync(ct) is not { } pending)
            return 0;
        var (item, judged) = ($"{pending.Kind} {pending.Code}", 0);
        var done = await progress.Try(item, async () => judged = await db.Write(() => Page(pending.Kind, pending.Code, ct), ct));
        db.ChangeTracker.Clear();
        if (!done)
            await db.Write(async () =>
            {
                await db.Pending.Where(x => x.Kind == pending.Kind && x.Code == pending.Code).ExecuteDeleteAsync(ct);
                await UncountedItems.Add(db, UncountedItem.Reference, item, 0, byDate: false, "It could not be judged again.", ct);
            }, ct);
        db.ChangeTracker.Clear();
        return judged + 1;
    }

    private async Task<int> Page(string kind, string code, CancellationToken ct)
    {
        await new FactLog(db).LockAtLast(ct);
        if (await db.Pending.SingleOrDefaultAsync(x => x.Kind == kind && x.Code == code, ct) is not { } pending)
            return 0;
        var after = pending.After;
        var facts = await Documents(kind, code).AsNoTracking().Where(x => string.Compare(x.DocumentId, after) > 0)
            .OrderBy(x => x.DocumentId).Take(Batch)
            .Join(db.Log, x => new { x.Kind, x.DocumentId, x.Version }, x => new { x.Kind, x.DocumentId, x.Version }, (fact, row) =>
                new { fact.Facility, Row = row })
            .OrderBy(x => x.Row.DocumentId).ToListAsync(ct);
        await new DocumentTallies(db).Count([.. facts.Select(x => (x.Row, x.Facility))], ct);
        if (facts.Count == 0)
            await Settle(pending, ct);
        else
            pending.After = facts[^1].Row.DocumentId;
        return facts.Count;
    }

    private IQueryable<DocumentFact> Documents(string kind, string code) => kind == DocumentKind.Item
        ? db.Documents.Where(x => x.Kind == DocumentKind.Order && db.OrderClaves.Any(y => y.DocumentId == x.DocumentId && y.Clave == code))
        : db.Documents.Where(x => x.Facility == code
            && (x.Kind == DocumentKind.Order || (x.Kind == DocumentKind.Prescription
                && (x.Outcome == Judgement.Unverified || x.Outcome == Judgement.SetAside))));

    // Who has to report changes with the facility too: its days, and every figure of its groups, are made again.
    private async Task Settle(PendingReference pending, CancellationToken ct)
    {
        db.Pending.Remove(pending);
        var item = $"{pending.Kind} {pending.Code}";
        await db.Uncounted.Where(x => x.Kind == UncountedItem.Reference && x.Item == item).ExecuteDeleteAsync(ct);
        if (pending.Kind != DocumentKind.Facility)
            return;
        await db.FacilityDays.Where(x => x.Facility == pending.Code)
            .ExecuteUpdateAsync(x => x.SetProperty(day => day.Dirty, true).SetProperty(day => day.Changes, day => day.Changes + 1), ct);
        var place = new FacilityHistory((await db.FacilityVersions.AsNoTracking().Where(x => x.Code == pending.Code).ToListAsync(ct))
            .Select(x => x.ToVersion()));
        var stale = new StaleFigures(db);
        foreach (var group in place.Groups)
            await stale.AddDaysOf(group, today, ct);
        await stale.Save(ct);
    }
}
