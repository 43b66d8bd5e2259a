namespace Supply.Benchmarks;

public sealed record ToFind(
    Guid Id, string Facility, string State, string Folio, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt,
    DateOnly LocalDate, string Status, IReadOnlyList<Line> Lines);
