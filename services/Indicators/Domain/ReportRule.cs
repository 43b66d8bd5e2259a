using Supply.Contracts.Dispensing;

namespace Supply.Indicators.Domain;

/// <summary>A statement that nothing was dispensed makes the day a reported one; it adds to no rate.</summary>
public static class ReportRule
{
    public static Judgement Judge(DailyReportMade doc) =>
        new(Judgement.NoActivity, doc.Activity ? Counts.Zero : Counts.Of((Counter.Statements, 1)));
}
