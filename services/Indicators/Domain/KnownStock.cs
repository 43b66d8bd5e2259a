namespace Supply.Indicators.Domain;

/// <summary>What Inventory has told of a facility's clave, as far as a month needs it.</summary>
/// <param name="KnownFrom">The first receipt or count.</param>
/// <param name="EmptyFrom">The day on which it ran out of usable pieces; null: it has some.</param>
/// <param name="Told">By month, back to a year before.</param>
public sealed record KnownStock(string Clave, DateOnly KnownFrom, DateOnly? EmptyFrom, IReadOnlyDictionary<Month, ToldStockOut> Told)
{
    /// <summary>How long a clave may be without a piece until it is no longer one that the facility keeps.</summary>
    public const int MonthsKept = 12;

    /// <summary>Null: it is no part of the month up to the day.</summary>
    public StockLine? In(Month month, DateOnly through)
    {
        var (first, last) = (KnownFrom > month.First ? KnownFrom : month.First, month.LastUpTo(through));
        if (last < first)
            return null;
        var (isEmpty, empty) = (IsEmpty(month, through), 0);
        for (var day = first; day <= last; day = day.AddDays(1))
            empty += isEmpty(day) ? 1 : 0;
        return new(Clave, last.DayNumber - first.DayNumber + 1, empty, isEmpty(last));
    }

    /// <summary>
    /// It had no usable piece for the whole month and the twelve before it: without a formulary that says otherwise, the facility does not
    /// keep it.
    /// </summary>
    /// <param name="now">What it is in the month.</param>
    public bool IsGivenUp(Month month, StockLine now) => now.Empty == now.Days
        && Enumerable.Range(1, MonthsKept).All(x => Told.GetValueOrDefault(month.Add(-x)) is { } told
            && told.Days == (int)((1L << month.Add(-x).Days) - 1));

    // What follows the last day that was told as empty is told when the month ends, or when something comes in: in the running month a
    // pair that has nothing has had nothing since.
    private Func<DateOnly, bool> IsEmpty(Month month, DateOnly through)
    {
        var told = Told.GetValueOrDefault(month);
        var lastTold = told is null ? 0 : 32 - int.LeadingZeroCount(told.Days);
        var since = EmptyFrom is null || Month.Of(through) != month ? (DateOnly?)null
            : told is null && Told.GetValueOrDefault(month.Add(-1)) is { ClosedEmpty: true } ? month.First : EmptyFrom;
        return day => day.Day <= lastTold ? (told!.Days & 1 << (day.Day - 1)) != 0 : day >= since;
    }
}
