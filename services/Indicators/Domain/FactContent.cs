using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;

namespace Supply.Indicators.Domain;

/// <summary>What a document must be to be judged. Its owner checks more; this keeps what got past it from stopping the figures.</summary>
public static class FactContent
{
    /// <summary>Ten times what a form of the owner can hold.</summary>
    public const int MaxLines = 10_000;

    // A prescription is presented on the day it is recorded; one day more for the zones.
    private const int DaysAhead = 2;

    /// <returns>Null: it can be judged; otherwise why not.</returns>
    public static string? WhyNot(PrescriptionChanged doc, DateOnly today)
    {
        if (doc.Lines.Count > MaxLines)
            return $"It has {doc.Lines.Count} lines; {MaxLines} at most.";
        if (doc.Lines.FirstOrDefault(x => x.Prescribed < 0 || x.Dispensed < 0) is { } negative)
            return $"Line {negative.Line} has fewer than zero pieces.";
        if ((doc.Deliveries ?? []).Any(x => x.Lines.Count > MaxLines || x.Lines.Any(line => line.Quantity < 0)))
            return "A delivery has fewer than zero pieces, or too many lines.";
        return TooEarly(doc.LocalDate, today);
    }

    /// <inheritdoc cref="WhyNot(PrescriptionChanged,DateOnly)"/>
    public static string? WhyNot(DailyReportMade doc, DateOnly today) => TooEarly(doc.LocalDate, today);

    /// <inheritdoc cref="WhyNot(PrescriptionChanged,DateOnly)"/>
    public static string? WhyNot(SupplyOrderChanged doc) =>
        doc.Lines.Count > MaxLines ? $"It has {doc.Lines.Count} lines; {MaxLines} at most."
        : doc.Lines.FirstOrDefault(x => x.Ordered < 0 || x.Good < 0) is { } negative ? $"Line {negative.Line} has fewer than zero pieces."
        : null;

    private static string? TooEarly(DateOnly date, DateOnly today) =>
        date > today.AddDays(DaysAhead) ? $"Its date is {date:yyyy-MM-dd}; today is {today:yyyy-MM-dd}." : null;
}
