namespace Supply.PurchaseOrders.Persistence;

/// <summary>
/// A row for every order that anybody has named, also before the order itself is known here. All who change an order
/// take its row first, so a delivery and the order that it names cannot miss each other.
/// </summary>
public sealed class OrderTurn
{
    public required Guid OrderId { get; init; }
    public long Taken { get; init; }
}
