using Supply.Contracts.Inventory;
using Supply.Platform.Messaging;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Deliveries;

/// <summary>Usable pieces of a supplier's receipt that names an order count toward it.</summary>
public sealed class ApplyReceipt(OrdersDb db) : IHandleGroup<ReceiptRecorded>
{
    private readonly OrderDeliveries deliveries = new(db, Delivery.Receipt);

    public Task Load(IReadOnlyList<ReceiptRecorded> group, CancellationToken ct) =>
        deliveries.Load([.. group.Select(Heard).OfType<OrderDeliveries.Heard>()], ct);

    public Task Handle(ReceiptRecorded message, CancellationToken ct) =>
        Heard(message) is { } heard ? deliveries.Keep(heard, ct) : Task.CompletedTask;

    private static OrderDeliveries.Heard? Heard(ReceiptRecorded message) => message.SupplyOrder is { } order
        ? new(message.Id, order, message.Version, message.Facility, Supplying.Of(message))
        : null;
}
