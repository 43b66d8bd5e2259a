namespace Supply.Indicators.Persistence;

/// <summary>The last day through which the stock of every facility was stated.</summary>
public sealed class StockRollover
{
    public required int Id { get; init; }
    public DateOnly Through { get; set; }
}
