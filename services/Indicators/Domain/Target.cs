namespace Supply.Indicators.Domain;

public sealed record Target(int Year, decimal Value, string Source);
