using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Facts;

/// <summary>Reference data came or changed: what it decides is judged again from the log, without a new message of the document.</summary>
internal sealed class JudgeAgain(IndicatorsDb db, DateOnly today)
{
    private const int Batch = 200;

    /// <returns>False: nothing was pending.</returns>
    public async Task<bool> Next(CancellationToken ct)
    {
        if (await db.Pending.AsNoTracking().OrderBy(x => x.Kind).ThenBy(x => x.Code).FirstOrDefaultAsync(ct) is not { } pending)
            return false;
        var documents = pending.Kind == FactKind.Item
            ? db.Documents.Where(x => x.Kind == FactKind.Order && db.OrderClaves.Any(y => y.DocumentId == x.DocumentId && y.Clave == pending.Code))
            : db.Documents.Where(x => x.Facility == pending.Code && (x.Kind == FactKind.Order || (x.Kind == FactKind.Prescription && x.Outcome == Judgement.Unverified)));
        for (var after = ""; after is not null;)
        {
            after = await Page(documents, after, ct);
            db.ChangeTracker.Clear();
        }
        await db.Write(() => Settle(pending, ct), ct);
        db.ChangeTracker.Clear();
        return true;
    }

    private Task<string?> Page(IQueryable<DocumentFact> documents, string after, CancellationToken ct) => db.Write(async () =>
    {
        await db.LockLog(ct);
        var facts = await documents.AsNoTracking().Where(x => string.Compare(x.DocumentId, after) > 0).OrderBy(x => x.DocumentId).Take(Batch)
            .Join(db.Log, x => new { x.Kind, x.DocumentId, x.Version }, x => new { x.Kind, x.DocumentId, x.Version }, (_, row) => row).OrderBy(x => x.DocumentId).ToListAsync(ct);
        foreach (var row in facts)
        {
            var classOf = row.Kind == FactKind.Order
                ? await db.Classes(await db.OrderClaves.Where(x => x.DocumentId == row.DocumentId).Select(x => x.Clave).ToListAsync(ct), ct)
                : Facts.ClassOf;
            var judged = LogReader.Judge(row, await db.Place(row.Facility, row.LocalDate, ct), classOf);
            await db.Apply(row.Kind, row.DocumentId, row.Version, row.Facility, row.State, row.LocalDate, judged, ct);
        }
        return facts.Count < Batch ? null : facts[^1].DocumentId;
    }, ct);

    // Who has to report changes with the facility too: its days, and every figure of its groups, are made again.
    private async Task Settle(PendingReference pending, CancellationToken ct)
    {
        db.Pending.Remove(pending);
        if (pending.Kind != FactKind.Facility)
            return;
        await db.FacilityDays.Where(x => x.Facility == pending.Code).ExecuteUpdateAsync(x => x.SetProperty(day => day.Dirty, true).SetProperty(day => day.Changes, day => day.Changes + 1), ct);
        var place = new Place((await db.PlaceVersions.AsNoTracking().Where(x => x.Code == pending.Code).ToListAsync(ct)).Select(x => x.ToPlace()));
        var marks = new MarkList(db);
        foreach (var group in place.Groups.Where(x => x.Level != Level.Nation))
        {
            var days = await db.Figures.AsNoTracking().Where(x => x.Level == group.Level && x.Code == group.Code && x.Grain == Grain.Day).Select(x => x.EndsOn).Distinct().ToListAsync(ct);
            foreach (var day in days.Append(today))
                marks.Add(group, day);
        }
        await marks.Save(ct);
    }
}
