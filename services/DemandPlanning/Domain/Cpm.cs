namespace Supply.DemandPlanning.Domain;

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
        return adjusted.Count == 0 && Asked(judged) is { } asked ? new(FromDemand, null, asked, judged)
            : new(Insufficient, null, null, judged);
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
