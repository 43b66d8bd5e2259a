namespace Supply.Benchmarks;

// One type for each way, because every queue of a type gets all of them.
public sealed record TakenBare(
    Guid Id, string Facility, string State, string Folio, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt,
    DateOnly LocalDate, string Status, IReadOnlyList<Line> Lines);
