namespace Supply.Indicators.Domain;

/// <param name="Days">Days of the month on which the facility's stock of the clave was known.</param>
/// <param name="Empty">Those of them that ended without a usable piece.</param>
/// <param name="EmptyAtEnd">The last of them did.</param>
public sealed record StockLine(string Clave, int Days, int Empty, bool EmptyAtEnd);
