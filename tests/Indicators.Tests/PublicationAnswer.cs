using Supply.Contracts.Catalog;

namespace Supply.Indicators.Tests;

public sealed record CauseAnswer(int FirstClose, long Late, long Corrected, long Voided, long Catalogue);

public sealed record PublicationAnswer(int Number, DateTimeOffset PublishedAt, string Status, decimal? Value, long Numerator,
    long Denominator, decimal? Difference, CauseAnswer Cause, long Position, string? Hash);
