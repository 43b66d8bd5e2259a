namespace Supply.Platform.Telemetry;

/// <summary>A number read from a service's database.</summary>
/// <param name="Name">Of the gauge: <c>supply.stock.differences</c>.</param>
/// <param name="Of">The handler it is about, if it is about one.</param>
public sealed record GaugeReading(string Name, double Value, string? Of = null);
