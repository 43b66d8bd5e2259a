namespace Supply.Kernel;

/// <summary>The days on which a unit's pharmacy has to report (docs/rules.md, coverage): those on which it is open and attends.</summary>
/// <param name="OpensOn">Null: since before records.</param>
/// <param name="ClosesOn">The last day; null: still open.</param>
/// <param name="OpenWeekdays">Null: every day.</param>
public readonly record struct ReportingDays(DateOnly? OpensOn, DateOnly? ClosesOn, Weekdays? OpenWeekdays)
{
    public bool Has(DateOnly date) =>
        (OpensOn is null || OpensOn <= date) && (ClosesOn is null || date <= ClosesOn) && (OpenWeekdays is not { } days || days.Has(date));

    /// <summary>How many there are from the first to the last, both included.</summary>
    public int Count(DateOnly from, DateOnly to)
    {
        var (first, last) = (OpensOn > from ? OpensOn.Value : from, ClosesOn < to ? ClosesOn.Value : to);
        return OpenWeekdays is { } days ? days.Count(first, last) : Math.Max(0, last.DayNumber - first.DayNumber + 1);
    }
}
