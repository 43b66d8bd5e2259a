using System.Globalization;

namespace Supply.PurchaseOrders.Domain;

/// <summary>
/// How urgent a line is: months of stock at the destination ascending, then vital before essential before the rest, rural before
/// urban, older first; the id makes the order total, so that pages neither repeat nor miss one. An order is as urgent as its most urgent
/// line.
/// </summary>
/// <param name="Months">Usable pieces and pieces in transit over the monthly demand, 4 places; null: no demand is published, which comes
/// last.</param>
/// <param name="Ven"><c>V</c>, <c>E</c>, <c>N</c> or unknown.</param>
/// <param name="Rural">Unknown counts as urban.</param>
public sealed record Priority(decimal? Months, string? Ven, bool Rural, DateOnly IssuedOn, Guid Order) : IComparable<Priority>
{
    // Thirteen digits of ten-thousandths of a month; the last value is that of the unknown.
    private const long Unknown = 9_999_999_999_999;
    private const decimal Most = (Unknown - 1) / 10_000m;

    /// <summary>Months that the stock lasts, 0 and more, rounded to 4 places half away from zero; null without a CPM above zero.</summary>
    /// <param name="monthly">Approved pieces a month at the destination.</param>
    public static decimal? MonthsOfStock(long usable, long inTransit, decimal? monthly) => monthly is > 0 and var cpm
        ? Math.Min(Most, decimal.Round((usable + inTransit) / cpm, 4, MidpointRounding.AwayFromZero))
        : null;

    /// <summary>
    /// The part of a buyer's monthly demand that is the destination's: all of it for a warehouse, which serves the others, else an equal
    /// share, as demand is published by buyer only.
    /// </summary>
    /// <param name="units">The buyer's facilities that hand out; 0 where none is known.</param>
    public static decimal ShareOf(decimal buyerMonthly, bool warehouse, int units) => warehouse ? buyerMonthly
        : buyerMonthly / Math.Max(1, units);

    public int CompareTo(Priority? other) => other is null ? 1 : string.CompareOrdinal(Key, other.Key);

    /// <summary>
    /// Digits and lower-case hexadecimal only: every database sorts it the same under any collation, and it is the cursor of the list.
    /// </summary>
    public string Key => string.Create(CultureInfo.InvariantCulture,
        $"{(Months is { } months ? (long)(months * 10_000m) : Unknown):D13}{VenRank}{(Rural ? 0 : 1)}{IssuedOn:yyyyMMdd}{Order:N}");

    /// <summary>The same of one line of the order.</summary>
    public string KeyOf(int line) => string.Create(CultureInfo.InvariantCulture, $"{Key}{line:D4}");

    private int VenRank => Ven switch { "V" => 0, "E" => 1, _ => 2 };

    public static bool operator <(Priority a, Priority b) => a.CompareTo(b) < 0;
    public static bool operator >(Priority a, Priority b) => a.CompareTo(b) > 0;
    public static bool operator <=(Priority a, Priority b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Priority a, Priority b) => a.CompareTo(b) >= 0;
}
