namespace Supply.Contracts.PurchaseOrders;

/// <summary>The statuses of a supply order, as answered and sent. What leads from one to another is in docs/supply-orders.md.</summary>
public static class SupplyOrderStatus
{
    public const string Issued = "issued";
    public const string Approved = "approved";
    public const string Rejected = "rejected";
    public const string InSupply = "inSupply";
    public const string Supplied = "supplied";
    public const string ClosedShort = "closedShort";
    public const string Cancelled = "cancelled";
}
