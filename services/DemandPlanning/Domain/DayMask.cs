using System.Numerics;

namespace Supply.DemandPlanning.Domain;

/// <summary>The days of a month as bits: the lowest is day 1, the 31st day 31.</summary>
public static class DayMask
{
    public static int All(Month month) => (int)((1u << month.Days) - 1);

    public static int Of(IEnumerable<int> days) => days.Where(x => x is >= 1 and <= 31).Aggregate(0, (mask, day) => mask | 1 << day - 1);

    /// <summary>The days from the first of the month on that fulfil the condition.</summary>
    public static int Where(Month month, Func<DateOnly, bool> holds) =>
        Of(Enumerable.Range(1, month.Days).Where(day => holds(new DateOnly(month.Year, month.Number, day))));

    public static int Count(int mask) => BitOperations.PopCount((uint)mask);

    /// <summary>Open days that ended empty and on which nothing was dispensed: never more than the open days.</summary>
    public static int StockOutDays(int open, int endedEmpty, int dispensed) => Count(open & endedEmpty & ~dispensed);
}
