namespace Supply.Indicators.Domain;

/// <summary>The local dates that a document may have to be in a figure. Any other is a mistyped year.</summary>
public static class CountedDates
{
    private const int DaysAhead = 400; // an order may be issued for a date to come

    public static readonly DateOnly Earliest = DateRules.Earliest;

    public static bool IsCounted(DateOnly date, DateOnly today) => date >= Earliest && date <= Latest(today);

    public static DateOnly Latest(DateOnly today) => today.AddDays(DaysAhead);
}
