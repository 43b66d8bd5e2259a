using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Inventory;
using Supply.Platform.Messaging;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.SupplyOrders;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Deliveries;

/// <summary>A shipment that names an order moves its lines, also when it is heard of before the order.</summary>
public sealed class ApplyShipment(OrdersDb db) : IHandle<ShipmentChanged>
{
    public Task Handle(ShipmentChanged message, CancellationToken ct) => message.SupplyOrder is { } order
        ? db.Take("shipment", message.Id, order, message.Version, message.To, Supplying.Of(message), ct)
        : Task.CompletedTask;
}

/// <summary>Good pieces of a supplier's receipt that names an order count toward it.</summary>
public sealed class ApplyReceipt(OrdersDb db) : IHandle<ReceiptRecorded>
{
    public Task Handle(ReceiptRecorded message, CancellationToken ct) => message.SupplyOrder is { } order
        ? db.Take("receipt", message.Id, order, message.Version, message.Facility, Supplying.Of(message), ct)
        : Task.CompletedTask;
}

internal static class DeliveryTaking
{
    /// <summary>Keeps the newest version of the delivery and brings its order, where it is known, to what all deliveries say.</summary>
    public static async Task Take(
        this OrdersDb db, string kind, Guid id, Guid orderId, int version, string place, DeliveryContent content, CancellationToken ct)
    {
        await db.Turn(orderId, ct);
        var delivery = await db.Deliveries.SingleOrDefaultAsync(x => x.Kind == kind && x.Id == id, ct);
        if (delivery is null)
            db.Deliveries.Add(delivery = new Delivery { Kind = kind, Id = id, OrderId = orderId });
        else if (delivery.Version >= version)
            return;
        (delivery.Version, delivery.OrderId, delivery.Place, delivery.Content) = (version, orderId, place, MessageJson.Write(content));

        if (await db.Orders.SingleOrDefaultAsync(x => x.Id == orderId, ct) is not { } order)
            return; // it counts when the order is issued
        var lines = await db.Lines.Where(x => x.OrderId == orderId).ToListAsync(ct);
        var before = order.Status;
        if (await db.Advance(order, lines, ct))
            db.Publish(order, lines, before, reason: null);
    }
}
