namespace Supply.PurchaseOrders.Domain;

/// <summary>Pieces of a clave that one shipment or receipt, or all of them, brought.</summary>
/// <param name="Good">Usable when they came: only these supply an order.</param>
/// <param name="Quarantined">Came intact, but expired, recalled or otherwise held back.</param>
public sealed record Delivered(string Clave, long Shipped, long InTransit, long Good, long Damaged, long Quarantined)
{
    public static Delivered Nothing(string clave) => new(clave, 0, 0, 0, 0, 0);

    public Delivered Plus(Delivered other) => new(
        Clave, Shipped + other.Shipped, InTransit + other.InTransit, Good + other.Good, Damaged + other.Damaged,
        Quarantined + other.Quarantined);

    /// <summary>With so many of the quarantined pieces usable after all.</summary>
    public Delivered Freed(long pieces) => this with { Good = Good + pieces, Quarantined = Quarantined - pieces };
}
