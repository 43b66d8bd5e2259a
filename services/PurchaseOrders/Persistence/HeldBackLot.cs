using System.ComponentModel.DataAnnotations;

namespace Supply.PurchaseOrders.Persistence;

/// <summary>Names the orders whose deliveries brought pieces of a lot that could not be used, for when its recall is lifted.</summary>
public sealed class HeldBackLot
{
    /// <summary>Of the delivery: <see cref="Delivery.Shipment"/> or <see cref="Delivery.Receipt"/>.</summary>
    [MaxLength(10)] public required string Kind { get; init; }

    public required Guid DeliveryId { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }
    [MaxLength(40)] public required string Lot { get; init; }
    public required Guid OrderId { get; set; }
}
