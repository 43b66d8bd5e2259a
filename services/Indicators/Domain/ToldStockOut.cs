namespace Supply.Indicators.Domain;

/// <param name="Days">Bit n-1 is day n: it ended without a usable piece.</param>
/// <param name="ClosedEmpty">The month has ended, and its last day without a usable piece.</param>
public sealed record ToldStockOut(int Days, bool ClosedEmpty);
