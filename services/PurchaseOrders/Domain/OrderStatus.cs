namespace Supply.PurchaseOrders.Domain;

/// <summary>Where a supply order stands. The table of transitions is docs/supply-orders.md.</summary>
public enum OrderStatus
{
    Issued,
    Approved,
    Rejected,
    InSupply,
    Supplied,
    ClosedShort,
    Cancelled,
}
