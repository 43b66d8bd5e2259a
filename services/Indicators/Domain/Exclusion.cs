namespace Supply.Indicators.Domain;

public sealed record Exclusion(string Reason, Counter Counter);
