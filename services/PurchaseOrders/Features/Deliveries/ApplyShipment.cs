using Supply.Contracts.Inventory;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Deliveries;

/// <summary>A shipment that names an order moves its lines, also when it is heard of before the order.</summary>
public sealed class ApplyShipment(OrdersDb db, TimeProvider clock) : IHandleGroup<ShipmentChanged>
{
    private readonly OrderDeliveries deliveries = new(db, Delivery.Shipment);

    public Task Load(IReadOnlyList<ShipmentChanged> group, CancellationToken ct) =>
        deliveries.Load([.. group.Select(Heard).OfType<OrderDeliveries.Heard>()], ct);

    public Task Handle(ShipmentChanged message, CancellationToken ct)
    {
        if (Heard(message) is not { } heard)
            return Task.CompletedTask;
        if (message.Receptions?.FirstOrDefault(x => !DateRules.IsPossible(x.ReceivedOn, clock.Now())) is { } impossible)
            throw new ImpossibleFactException($"A reception of it is dated {impossible.ReceivedOn:yyyy-MM-dd}.");
        return deliveries.Keep(heard, ct);
    }

    private static OrderDeliveries.Heard? Heard(ShipmentChanged message) => message.SupplyOrder is { } order
        ? new(message.Id, order, message.Version, message.To, Supplying.Of(message))
        : null;
}
