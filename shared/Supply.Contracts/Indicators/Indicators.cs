namespace Supply.Contracts.Indicators;

/// <summary>A closed or restated figure; immutable.</summary>
/// <param name="Version">1 for the close, more for each restatement of the same figure.</param>
/// <param name="Position">The fact log is covered up to and including this sequence.</param>
public sealed record FillRatePublished(
    Guid Id, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate,
    string Indicator, string Period, string Level, string Code, string Status, decimal? Value, long Numerator, long Denominator,
    string Rule, long Position) : IFact;
