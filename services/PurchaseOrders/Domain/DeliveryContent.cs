namespace Supply.PurchaseOrders.Domain;

/// <summary>What a shipment or receipt means for the order that it names.</summary>
public sealed record DeliveryContent(IReadOnlyList<Delivered> Claves, IReadOnlyList<GoodsIn> Received);
