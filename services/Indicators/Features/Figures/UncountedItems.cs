using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>Keeps the list of what could not be counted: adds what fails or has a date that can be in no figure, strikes out
/// what was mended.</summary>
internal sealed class UncountedItems(IndicatorsDb db, JobProgress progress)
{
    private const int Batch = 200;

    private readonly HashSet<(string Kind, string Item)> failed = [];
    private readonly List<(string Item, Exception? Failure)> untold = [];

    /// <summary>Notes a fact, a day or a figure that cannot be counted, in the present transaction.</summary>
    public static async Task Add(IndicatorsDb db, string kind, string item, int version, bool byDate, string reason, CancellationToken ct)
    {
        if (await db.Uncounted.FindAsync([kind, item], ct) is not { } row)
            db.Uncounted.Add(row = new UncountedItem { Kind = kind, Item = item, Reason = "" });
        row.Because(version, byDate, reason, db.Origin.Clock.Now());
    }

    public async Task Load(DateOnly today, CancellationToken ct)
    {
        await FindDates(today, ct);
        await StrikeOut(today, ct);
        failed.Clear();
        foreach (var x in await db.Uncounted.AsNoTracking().Where(x => x.Kind == UncountedItem.FacilityDay
            || x.Kind == UncountedItem.GroupFigures)
            .Select(x => new { x.Kind, x.Item }).OrderBy(x => x.Kind).ThenBy(x => x.Item).Take(10 * Batch).ToListAsync(ct))
            failed.Add((x.Kind, x.Item));
    }

    /// <param name="alone">It is the only one in its transaction, so its failure sets it aside; otherwise the failure is thrown.</param>
    public async Task Try(string kind, string item, bool alone, Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (alone
            && e is not OperationCanceledException and not System.Data.Common.DbException and not DbUpdateException)
        {
            // Of what it had done by then nothing is saved but that its turn is over.
            foreach (var entry in db.ChangeTracker.Entries<Figure>().ToList())
                entry.State = EntityState.Detached;
            failed.Add((kind, item));
            await UncountedItems.Add(db, kind, item, 0, byDate: false, $"{e.GetType().Name}: {e.Message}", ct);
            untold.Add(($"{kind} {item}", e));
            return;
        }
        if (failed.Remove((kind, item)) && await db.Uncounted.FindAsync([kind, item], ct) is { } mended)
        {
            db.Uncounted.Remove(mended);
            untold.Add(($"{kind} {item}", null));
        }
    }

    /// <summary>Shows operators what the last transaction set aside and mended; after it, because telling empties the context.</summary>
    public void Tell()
    {
        foreach (var (item, failure) in untold)
            if (failure is null)
                progress.Done(item);
            else
                progress.SetAside(item, failure);
        untold.Clear();
    }

    private async Task FindDates(DateOnly today, CancellationToken ct)
    {
        var latest = CountedDates.Latest(today);
        foreach (var kind in (string[])[DocumentKind.Prescription, DocumentKind.Report, DocumentKind.Order])
            for (var found = Batch; found == Batch;)
            {
                found = await db.Write(async () =>
                {
                    var some = await db.Documents.AsNoTracking()
                        .Where(x => x.Kind == kind && (x.LocalDate < CountedDates.Earliest || x.LocalDate > latest))
                        .Where(x => !db.Uncounted.Any(y => y.Kind == x.Kind && y.Item == x.DocumentId && y.Version == x.Version))
                            .OrderBy(x => x.DocumentId).Take(Batch).ToListAsync(ct);
                    foreach (var x in some)
                        await UncountedItems.Add(db, x.Kind, x.DocumentId, x.Version, byDate: true,
                            $"Its date is {x.LocalDate:yyyy-MM-dd}.", ct);
                    if (some.Count > 0)
                        await Forget(latest, ct);
                    some.ForEach(x => untold.Add(($"{x.Kind} {x.DocumentId}",
                        new InvalidDataException($"Its date is {x.LocalDate:yyyy-MM-dd}."))));
                    return some.Count;
                }, ct);
                db.ChangeTracker.Clear();
                Tell();
            }
    }

    // Earlier versions have begun figures of such dates.
    private async Task Forget(DateOnly latest, CancellationToken ct)
    {
        var last = Period.Of(Grain.Year, latest).To;
        await db.StaleGroupDays.Where(x => x.Day < CountedDates.Earliest || x.Day > latest).ExecuteDeleteAsync(ct);
        await db.Figures.Where(x => !x.Final && (x.EndsOn < CountedDates.Earliest || x.EndsOn > last)).ExecuteDeleteAsync(ct);
    }

    private async Task StrikeOut(DateOnly today, CancellationToken ct)
    {
        var latest = CountedDates.Latest(today);
        var mended = await db.Uncounted.AsNoTracking().Where(x => db.Documents.Any(y => y.Kind == x.Kind && y.DocumentId == x.Item
            && (x.ByDate ? y.LocalDate >= CountedDates.Earliest && y.LocalDate <= latest : y.Version > x.Version
                && y.Outcome != Judgement.SetAside))).ToListAsync(ct);
        if (mended.Count == 0)
            return;
        await db.Write(() =>
        {
            db.Uncounted.RemoveRange(mended);
            return Task.CompletedTask;
        }, ct);
        db.ChangeTracker.Clear();
        mended.ForEach(x => progress.Done($"{x.Kind} {x.Item}"));
    }
}
