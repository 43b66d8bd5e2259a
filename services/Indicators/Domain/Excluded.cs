namespace Supply.Indicators.Domain;

public sealed record Excluded(string Reason, long Count);
