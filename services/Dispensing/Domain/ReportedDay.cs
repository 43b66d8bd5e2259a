namespace Supply.Dispensing.Domain;

/// <summary>What a facility has said of one of its days, as the coverage of figures counts it (docs/rules.md).</summary>
/// <param name="Expected">It is open and attends that day, and the day has come.</param>
/// <param name="Prescriptions">Standing ones presented that day.</param>
public sealed record ReportedDay(DateOnly Date, bool Expected, string Status, int Prescriptions)
{
    public const string Reported = "reported", WithoutActivity = "withoutActivity", Missing = "missing", NotExpected = "notExpected",
        Ahead = "ahead";

    /// <param name="mustReport">By its calendar, were the day here.</param>
    /// <param name="isIdle">It stated that nothing was dispensed.</param>
    public static ReportedDay Of(DateOnly date, bool mustReport, DateOnly today, int prescriptions, bool isIdle) =>
        new(date, mustReport && date <= today,
            prescriptions > 0 ? Reported
            : isIdle ? WithoutActivity
            : !mustReport ? NotExpected
            : date > today ? Ahead
            : Missing,
            prescriptions);
}
