using Supply.Contracts.Catalog;

namespace Supply.Indicators.Tests;

public sealed record DocumentsAnswer(List<DocumentAnswer> Items, string? Next, long? Total, long Numerator, long Denominator,
    List<ReasonAnswer>? Reasons);
