namespace Supply.PurchaseOrders.Persistence;

/// <summary>How a copy of the version before locks an order. Nothing else uses it; it goes when none of those can run any more.</summary>
public sealed class OrderTurn
{
    public required Guid OrderId { get; init; }
    public long Taken { get; init; }
}
