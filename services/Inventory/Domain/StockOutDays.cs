namespace Supply.Inventory.Domain;

/// <summary>The days of a month that ended without a usable piece, as they are told.</summary>
/// <param name="Month"><c>2026-10</c>.</param>
/// <param name="Days">Bit n-1 is day n.</param>
/// <param name="ClosedEmpty">The month has ended, and its last day without a usable piece.</param>
public sealed record StockOutDays(string Month, int Days, bool ClosedEmpty)
{
    /// <summary>From where on the days are computed again: the beginning of the month of the first day that may have changed.</summary>
    /// <param name="known">Before it the stock is unknown.</param>
    /// <param name="dirtySince">The first day of which something was told; null: of none.</param>
    /// <param name="checkedThrough">The last day whose end was judged; null: of none.</param>
    public static DateOnly From(DateOnly known, DateOnly? dirtySince, DateOnly? checkedThrough)
    {
        var since = dirtySince ?? checkedThrough?.AddDays(1) ?? known;
        var first = Kernel.Month.Of(since < known ? known : since).First;
        return first < known ? known : first;
    }

    /// <summary>Months through today's that are not as they were told.</summary>
    /// <param name="empty">The days from <paramref name="from"/> to yesterday that ended without a usable piece.</param>
    /// <param name="told">What was told of the pair.</param>
    public static IEnumerable<StockOutDays> Changed(
        DateOnly from, DateOnly today, IReadOnlySet<DateOnly> empty, IReadOnlyCollection<StockOutDays> told)
    {
        var first = Kernel.Month.Of(from);
        var wasEmpty = told.Where(x => IsBefore(x, first)).MaxBy(x => x.Month, StringComparer.Ordinal) is { ClosedEmpty: true };
        for (var month = first; month.First < today; month = month.Add(1))
        {
            var days = Enumerable.Range(1, month.Days).Where(x => empty.Contains(new DateOnly(month.Year, month.Number, x)));
            var now = new StockOutDays(
                month.ToString(), days.Aggregate(0, (sum, day) => sum | 1 << (day - 1)), month.Last < today && empty.Contains(month.Last));
            var before = told.FirstOrDefault(x => x.Month == now.Month);
            // A month without such a day is told where the one before it ended without a piece: nothing was empty any more.
            if (before is null ? now.Days != 0 || wasEmpty : before != now)
                yield return now;
            wasEmpty = now.ClosedEmpty;
        }
    }

    /// <summary>
    /// Months before the stock is known have no empty days, whatever was told while more was known: a receipt was taken back, or a code has
    /// changed.
    /// </summary>
    public static IEnumerable<StockOutDays> TakenBack(DateOnly? known, IEnumerable<StockOutDays> told) => told
        .Where(x => (known is not { } day || IsBefore(x, Kernel.Month.Of(day))) && (x.Days != 0 || x.ClosedEmpty))
        .Select(x => x with { Days = 0, ClosedEmpty = false });

    /// <summary>The first date on which the days change although nothing is recorded.</summary>
    /// <param name="latest">The date of the latest that is known.</param>
    /// <param name="firstExpiry">When the first of the usable lots expires; null: nothing is usable.</param>
    public static DateOnly NextCheck(DateOnly today, DateOnly? latest, DateOnly? firstExpiry) =>
        latest >= today ? today.AddDays(1) // today has not ended
        : firstExpiry?.AddDays(1) ?? Kernel.Month.Of(today).Add(1).First; // empty: until the month ends

    private static bool IsBefore(StockOutDays told, Kernel.Month month) => string.CompareOrdinal(told.Month, month.ToString()) < 0;
}
