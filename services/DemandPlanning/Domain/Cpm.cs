namespace Supply.DemandPlanning.Domain;

/// <summary>What is known of a facility, a clave and a closed local month.</summary>
/// <param name="Days">D: days of the month on which the facility was open, 0 to 31.</param>
/// <param name="StockOutDays">s: open days that ended without a usable piece and on which nothing was dispensed.</param>
/// <param name="Dispensed">q: pieces given to patients or to the facility's own wards.</param>
/// <param name="Prescribed">Pieces asked for.</param>
/// <param name="Reported">The facility said something in the month: a prescription, a ward issue, or that there was no activity.</param>
/// <param name="StockUnknown">The month, or part of it, lies before the pair's first receipt or count, where s is taken as 0.</param>
public sealed record MonthFacts(Month Month, int Days, int StockOutDays, long Dispensed, long Prescribed, bool Reported, bool StockUnknown = false);

/// <param name="Reason">Why the month does not count: <c>not-reported</c> or <c>stock-out</c>; null when it counts.</param>
public sealed record JudgedMonth(MonthFacts Facts, bool Counted, string? Reason);

/// <param name="Value">Pieces a month, 4 decimals; null unless <paramref name="Status"/> is computed.</param>
/// <param name="PlanningQuantity">Whole pieces a month to plan with; null with insufficient data.</param>
/// <param name="Months">The months in which the facility was open, oldest first.</param>
public sealed record CpmResult(string Status, decimal? Value, long? PlanningQuantity, IReadOnlyList<JudgedMonth> Months);

/// <summary>Average monthly consumption (CPM) of a facility and a clave, rule <c>cpm-1</c> of docs/rules.md.</summary>
public static class Cpm
{
    public const string Rule = "cpm-1";
    public const int DefaultWindow = 12;

    public const string Computed = "computed";
    public const string Insufficient = "insufficient-data";
    public const string FromDemand = "from-demand";

    public const string NotReported = "not-reported";
    public const string StockOut = "stock-out";

    private const int LeastStockedDays = 15;

    public static bool IsWindow(int months) => months is 3 or 6 or 12 or 24;

    /// <summary>
    /// The mean of the counted months, each raised to what a month without stock-out days would have given. A value needs
    /// a quarter of <paramref name="window"/>; months before the facility opened are no months of it but do not make it shorter.
    /// </summary>
    public static CpmResult Compute(int window, IEnumerable<MonthFacts> months)
    {
        JudgedMonth[] judged = [.. months.Where(x => x.Days > 0).Select(Judge)];
        var adjusted = judged.Where(x => x.Counted).Select(x => Adjust(x.Facts)).ToList();
        if (adjusted.Count >= (window + 3) / 4)
        {
            var mean = Math.Round(adjusted.Sum() / adjusted.Count, 4, MidpointRounding.AwayFromZero);
            return new(Computed, mean, (long)Math.Ceiling(mean), judged);
        }
        return adjusted.Count == 0 && Asked(judged) is { } asked ? new(FromDemand, null, asked, judged) : new(Insufficient, null, null, judged);
    }

    private static JudgedMonth Judge(MonthFacts month)
    {
        var stocked = month.Days - month.StockOutDays;
        var reason = !month.Reported ? NotReported
            : stocked >= LeastStockedDays || (month.Days < month.Month.Days && 2 * stocked >= month.Days) ? null
            : StockOut;
        return new(month, reason is null, reason);
    }

    private static decimal Adjust(MonthFacts month) => (decimal)month.Dispensed * month.Days / (month.Days - month.StockOutDays);

    // Prescribed pieces over reported months, upwards to whole pieces; null when nothing was prescribed in them.
    private static long? Asked(JudgedMonth[] judged)
    {
        var reported = judged.Where(x => x.Facts.Reported).ToList();
        var prescribed = reported.Sum(x => x.Facts.Prescribed);
        return prescribed > 0 ? (prescribed + reported.Count - 1) / reported.Count : null;
    }
}
