namespace Supply.Contracts.Inventory;

/// <summary>Statuses of shipments and receipts by which those who hear of them decide; a message may carry others.</summary>
public static class DeliveryStatus
{
    /// <summary>A shipment whose pieces are reserved and have not left.</summary>
    public const string Held = "held";

    /// <summary>A shipment that never left.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Taken back as a whole.</summary>
    public const string Reversed = "reversed";
}
