namespace Supply.PurchaseOrders.Domain;

/// <summary>What a shipment or receipt means for the order that it names.</summary>
/// <param name="Held">Lots that came intact and could not be used; null: nothing is known of lots.</param>
public sealed record DeliveryContent(
    IReadOnlyList<Delivered> Claves, IReadOnlyList<GoodsIn> Received, IReadOnlyList<HeldBack>? Held = null);
