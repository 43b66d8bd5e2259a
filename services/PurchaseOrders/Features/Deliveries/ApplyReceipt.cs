using Supply.Contracts.Inventory;
using Supply.Platform.Messaging;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Deliveries;

/// <summary>Usable pieces of a supplier's receipt that names an order count toward it.</summary>
public sealed class ApplyReceipt(OrdersDb db) : IHandle<ReceiptRecorded>
{
    public Task Handle(ReceiptRecorded message, CancellationToken ct) => message.SupplyOrder is { } order
        ? OrderDeliveries.Keep(db, Delivery.Receipt, message.Id, order, message.Version, message.Facility, Supplying.Of(message), ct)
        : Task.CompletedTask;
}
