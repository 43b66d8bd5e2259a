namespace Supply.Indicators.Domain;

/// <summary>Who reported, of those who had to. States only where orders are counted: those with an order, of those that operate.</summary>
public readonly record struct Coverage(int Reporting, int Expected, int ReportingDays, int ExpectedDays, int StatesReporting = 0,
    int StatesExpected = 0)
{
    /// <summary>Of a facility's day.</summary>
    /// <param name="at">Null: the catalogue has not told of the facility; nobody expects it to report.</param>
    public static Coverage OfDay(Family family, FacilityVersion? at, DateOnly date, Counts counts, DateOnly today)
    {
        var expected = at is not null && at.IsExpected(family, date) && date <= today ? 1 : 0;
        var reporting = counts.IsReportFor(family) ? expected : 0;
        return new(reporting, expected, reporting, expected);
    }

    /// <summary>Of a facility's month or year.</summary>
    /// <param name="history">Null: the catalogue has not told of the facility; nobody expects it to report.</param>
    /// <param name="days">On which it has reported as it had to.</param>
    public static Coverage OfPeriod(Family family, FacilityHistory? history, string code, Period period, int days, DateOnly today)
    {
        var (isExpected, expectedDays) = history?.Expected(family, Group.Facility(code), period, today) ?? default;
        return new(days > 0 && isExpected ? 1 : 0, isExpected ? 1 : 0, days, expectedDays);
    }
}
