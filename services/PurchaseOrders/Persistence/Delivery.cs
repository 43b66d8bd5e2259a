using System.ComponentModel.DataAnnotations;
using Supply.PurchaseOrders.Domain;

namespace Supply.PurchaseOrders.Persistence;

/// <summary>The newest version of a shipment or receipt that names an order.</summary>
public sealed class Delivery
{
    public const string Shipment = "shipment";
    public const string Receipt = "receipt";

    /// <summary><see cref="Shipment"/> or <see cref="Receipt"/>.</summary>
    [MaxLength(10)] public required string Kind { get; init; }

    public required Guid Id { get; init; }
    public required Guid OrderId { get; set; }

    /// <summary>The version applied.</summary>
    public int Version { get; set; }

    /// <summary>
    /// The code that the place has now where the pieces go, as it was when the order last took them; they count only at the
    /// order's destination. <see cref="StatedPlace"/> is the code under which it was heard.
    /// </summary>
    [MaxLength(11)] public string Place { get; set; } = "";

    [MaxLength(11)] public string StatedPlace { get; set; } = "";

    /// <summary>JSON of <see cref="DeliveryContent"/>.</summary>
    public byte[] Content { get; set; } = [];
}
