namespace Supply.Inventory.Persistence;

/// <summary>What the last check found in the nation; the newest row is the answer.</summary>
public sealed class ConservationCheck
{
    public required Guid Id { get; init; }
    public required DateTimeOffset AsOf { get; init; }
    public required long Checked { get; init; }
    public required long Differences { get; init; }
    public required long Balances { get; init; }
    public required long Pairs { get; init; }
    public required long Transit { get; init; }
    public required long Shipped { get; init; }
    public required long Surplus { get; init; }
    public required long Received { get; init; }
    public required long InTransit { get; init; }
    public required long Resolved { get; init; }
}
