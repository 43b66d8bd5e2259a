namespace Supply.Inventory.Persistence;

public enum ShipmentStatus
{
    Held,
    Dispatched,

    /// <summary>Nothing is left in transit.</summary>
    Received,

    Cancelled,
}
