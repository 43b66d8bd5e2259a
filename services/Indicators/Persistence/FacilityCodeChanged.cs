using Supply.Contracts;

namespace Supply.Indicators.Persistence;

/// <summary>In the fact log: from here on documents that state the code are the current code's.</summary>
public sealed record FacilityCodeChanged(
    string Stated, string Current, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate) : IFact;
