using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;

#pragma warning disable CA1309 // the database compares, by its own collation; no other comparison is translated

namespace Supply.Inventory.Persistence;

/// <summary>
/// Computes the stock-out days of a locked pair from its facts and publishes the months that differ from what was published.
/// </summary>
internal static class StockOutDays
{
    public static async Task Publish(PairLedger ledger, InventoryDb db, StockPair pair, DateTimeOffset now, CancellationToken ct)
    {
        var today = ledger.DateAt(now);
        var marks = pair.DirtyMarks;
        if (pair.KnownFrom is { } known)
        {
            var since = pair.DirtySince ?? pair.CheckedThrough?.AddDays(1) ?? known;
            var first = Month.Of(since < known ? known : since).First;
            var from = first < known ? known : first;
            var empty = await ledger.EmptyDays(from, today, ct);
            var wasEmpty = await db.StockOutMonths
                .AsNoTracking()
                .Where(x => x.Facility == pair.Facility && x.Clave == pair.Clave && string.Compare(x.Month, Month.Of(from).ToString()) < 0)
                .OrderByDescending(x => x.Month).Select(x => x.ClosedEmpty).FirstOrDefaultAsync(ct);
            for (var month = Month.Of(from); month.First < today; month = month.Add(1))
                wasEmpty = await Publish(db, pair, month, empty, wasEmpty, today, now, ct);
            pair.CheckedThrough = today.AddDays(-1);
        }
        await TakeBack(db, pair, today, now, ct);
        pair.CheckOn = NextCheck(ledger, pair, today);
        if (pair.DirtyMarks == marks)
            pair.DirtySince = null;
        ledger.JudgePosition(now);
    }

    /// <summary>
    /// Months before the stock is known have no empty days, whatever was told while more was known: a receipt was taken back, or a code has
    /// changed.
    /// </summary>
    private static async Task TakeBack(InventoryDb db, StockPair pair, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var first = pair.KnownFrom is { } known ? Month.Of(known).ToString() : "9999-12";
        var told = await db.StockOutMonths
            .Where(x =>
                x.Facility == pair.Facility
                && x.Clave == pair.Clave
                && string.Compare(x.Month, first) < 0
                && (x.Days != 0 || x.ClosedEmpty))
            .ToListAsync(ct);
        foreach (var month in told)
        {
            (month.Version, month.Days, month.ClosedEmpty) = (month.Version + 1, 0, false);
            db.Enqueue(month.ToFact(pair.KnownFrom, now, today));
        }
    }

    /// <returns>The month has ended and its last day was empty.</returns>
    private static async Task<bool> Publish(
        InventoryDb db, StockPair pair, Month month, IReadOnlySet<DateOnly> empty, bool wasEmpty, DateOnly today, DateTimeOffset now,
        CancellationToken ct)
    {
        var days = Enumerable.Range(1, month.Days).Where(x => empty.Contains(new DateOnly(month.Year, month.Number, x))).ToList();
        var mask = days.Aggregate(0, (sum, day) => sum | 1 << (day - 1));
        var closedEmpty = month.Last < today && empty.Contains(month.Last);
        var key = month.ToString();
        var stored = await db.StockOutMonths.SingleOrDefaultAsync(
            x => x.Facility == pair.Facility && x.Clave == pair.Clave && x.Month == key, ct);
        if (stored is null && (days.Count > 0 || wasEmpty))
            db.StockOutMonths.Add(stored = new StockOutMonth { Facility = pair.Facility, Clave = pair.Clave, Month = key });
        else if (stored is null || (stored.Days == mask && stored.ClosedEmpty == closedEmpty))
            return closedEmpty;
        (stored.Version, stored.Days, stored.ClosedEmpty) = (stored.Version + 1, mask, closedEmpty);
        db.Enqueue(stored.ToFact(pair.KnownFrom, now, today));
        return closedEmpty;
    }

    /// <summary>The first date on which the days change although nothing is recorded.</summary>
    private static DateOnly? NextCheck(PairLedger ledger, StockPair pair, DateOnly today)
    {
        var tomorrow = today.AddDays(1);
        if (pair.LatestAt is { } latest && ledger.DateAt(latest) >= today)
            return tomorrow; // today has not ended
        var expires = ledger.FirstExpiry(today)?.AddDays(1);
        return expires ?? Month.Of(today).Add(1).First; // empty: until the month ends
    }
}
