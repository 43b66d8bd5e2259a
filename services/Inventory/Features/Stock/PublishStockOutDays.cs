using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

#pragma warning disable CA1309 // the database compares, by its own collation; no other comparison is translated

namespace Supply.Inventory.Features.Stock;

/// <summary>
/// Tells which days of a month ended without a usable piece, for the pairs and months that changed: by an entry, by the
/// end of a day or a month, or because a lot expired. Days count by the facility's wall, once they have ended.
/// </summary>
public sealed class PublishStockOutDays(InventoryDb db, TimeProvider clock) : ISupplyJob
{
    private const int Batch = 20;

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var (facility, clave) = ("", "");
        while (true)
        {
            // The latest date on any wall in the country; each pair is then judged by its own.
            var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            var due = await db.Pairs.AsNoTracking()
                .Where(x =>
                    (x.DirtySince != null || x.CheckOn <= today)
                    && string.Compare(x.Facility, facility) >= 0 && (x.Facility != facility || string.Compare(x.Clave, clave) > 0))
                .OrderBy(x => x.Facility).ThenBy(x => x.Clave).Take(Batch).Select(x => new { x.Facility, x.Clave }).ToListAsync(ct);
            if (due.Count == 0)
                return;
            var pairs = due.Select(x => (x.Facility, x.Clave)).ToList();
            await PairBatch.Run(progress, pairs, some => db.Write(() => Publish(some, ct), ct), ct);
            db.ChangeTracker.Clear();
            (facility, clave) = (due[^1].Facility, due[^1].Clave);
        }
    }

    private async Task Publish(IReadOnlyList<(string Facility, string Clave)> pairs, CancellationToken ct)
    {
        db.ChangeTracker.Clear(); // what an attempt before has left
        var now = clock.Now();
        var ledger = await Ledger.Open(db, pairs, ct);
        foreach (var (facility, clave) in pairs)
            await Publish(ledger[facility, clave], now, ct);
    }

    /// <summary>Tells the months of a locked pair that differ from what was told.</summary>
    private async Task Publish(PairLedger ledger, DateTimeOffset now, CancellationToken ct)
    {
        var (pair, today) = (ledger.Pair, ledger.DateAt(now));
        var marks = pair.DirtyMarks;
        var rows = await db.StockOutMonths.Where(x => x.Facility == pair.Facility && x.Clave == pair.Clave)
            .ToDictionaryAsync(x => x.Month, StringComparer.Ordinal, ct);
        var told = rows.Values.Select(x => x.Told).ToList();
        if (pair.KnownFrom is { } known)
        {
            var from = StockOutDays.From(known, pair.DirtySince, pair.CheckedThrough);
            Tell(StockOutDays.Changed(from, today, await ledger.EmptyDays(from, today, ct), told));
            pair.CheckedThrough = today.AddDays(-1);
        }
        Tell(StockOutDays.TakenBack(pair.KnownFrom, told));
        pair.CheckOn = StockOutDays.NextCheck(
            today, pair.LatestAt is { } latest ? ledger.DateAt(latest) : null, ledger.FirstExpiry(today));
        if (pair.DirtyMarks == marks)
            pair.DirtySince = null;
        ledger.JudgePosition(now);

        void Tell(IEnumerable<StockOutDays> months)
        {
            foreach (var month in months)
            {
                if (!rows.TryGetValue(month.Month, out var row))
                    db.StockOutMonths.Add(
                        row = new StockOutMonth { Facility = pair.Facility, Clave = pair.Clave, Month = month.Month });
                (row.Version, row.Days, row.ClosedEmpty) = (row.Version + 1, month.Days, month.ClosedEmpty);
                db.Enqueue(row.ToFact(pair.KnownFrom, now, today));
            }
        }
    }
}
