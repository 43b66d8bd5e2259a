using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>Keeps the list of what could not be counted: adds documents with a date that can be in no figure, strikes out what was
/// mended.</summary>
internal sealed class UncountedItems(IndicatorsDb db, FacilitiesInUse places, JobProgress progress)
{
    private const int Batch = 200;

    /// <summary>Notes a fact or a figure that cannot be counted, in the present transaction.</summary>
    public static async Task Add(IndicatorsDb db, string kind, string item, int version, bool byDate, string reason, CancellationToken ct)
    {
        if (await db.Uncounted.FindAsync([kind, item], ct) is not { } row)
            db.Uncounted.Add(row = new UncountedItem { Kind = kind, Item = item, Reason = "" });
        row.Because(version, byDate, reason, db.Origin.Clock.Now());
    }

    public async Task Look(DateOnly today, CancellationToken ct)
    {
        await FindDates(today, ct);
        await Count(today, ct);
    }

    private async Task FindDates(DateOnly today, CancellationToken ct)
    {
        var latest = CountedDates.Latest(today);
        foreach (var kind in DocumentKind.Counted)
            for (var found = Batch; found == Batch;)
            {
                var some = await db.Documents.AsNoTracking()
                    .Where(x => x.Kind == kind && (x.LocalDate < CountedDates.Earliest || x.LocalDate > latest))
                    .Where(x => !db.Uncounted.Any(y => y.Kind == x.Kind && y.Item == x.DocumentId && y.Version == x.Version))
                    .OrderBy(x => x.DocumentId).Take(Batch).ToListAsync(ct);
                found = some.Count;
                if (found == 0)
                    continue;
                await db.Write(async () =>
                {
                    foreach (var x in some)
                        await Add(db, x.Kind, x.DocumentId, x.Version, byDate: true, Why(x), ct);
                    // Earlier versions have begun figures of such dates.
                    var last = Period.Of(Grain.Year, latest).To;
                    await db.Figures.Where(x => !x.Final && (x.EndsOn < CountedDates.Earliest || x.EndsOn > last)).ExecuteDeleteAsync(ct);
                }, ct);
                db.ChangeTracker.Clear();
                some.ForEach(x => progress.SetAside($"{x.Kind} {x.DocumentId}", new InvalidDataException(Why(x))));
            }
    }

    private static string Why(DocumentFact x) => $"Its date is {x.LocalDate:yyyy-MM-dd}.";

    // An order may be dated ahead; a day comes on which its date can be in a figure.
    private async Task Count(DateOnly today, CancellationToken ct)
    {
        var latest = CountedDates.Latest(today);
        var due = db.Uncounted.Where(x => x.ByDate).Join(db.Documents, x => new { x.Kind, Id = x.Item },
                x => new { x.Kind, Id = x.DocumentId }, (_, fact) => fact)
            .Where(x => x.LocalDate >= CountedDates.Earliest && x.LocalDate <= latest).OrderBy(x => x.Kind).ThenBy(x => x.DocumentId);
        if (!await due.AnyAsync(ct))
            return;
        var counted = await db.Write(async () =>
        {
            await new FactLog(db).LockAtLast(ct);
            var rows = await due.Take(Batch).Join(db.Log, x => new { x.Kind, x.DocumentId, x.Version },
                x => new { x.Kind, x.DocumentId, x.Version }, (fact, row) => new { fact.Facility, Row = row })
                .AsNoTracking().ToListAsync(ct);
            return await new CountDocuments(db, places, today).Again([.. rows.Select(x => (x.Row, x.Facility))], ct);
        }, ct);
        db.ChangeTracker.Clear();
        progress.Tell(counted);
    }
}
