namespace Supply.Inventory.Persistence;

/// <summary>The version of a prescription that the stock reflects.</summary>
public sealed class PostedPrescription
{
    public required Guid Id { get; init; }
    public int Version { get; set; }
}
