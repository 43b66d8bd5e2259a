using Supply.Contracts.Inventory;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Deliveries;

/// <summary>A shipment that names an order moves its lines, also when it is heard of before the order.</summary>
public sealed class ApplyShipment(OrdersDb db, TimeProvider clock) : IHandle<ShipmentChanged>
{
    public Task Handle(ShipmentChanged message, CancellationToken ct)
    {
        if (message.SupplyOrder is not { } order)
            return Task.CompletedTask;
        if (message.Receptions?.FirstOrDefault(x => !DateRules.IsPossible(x.ReceivedOn, clock.Now())) is { } impossible)
            throw new ImpossibleFactException($"A reception of it is dated {impossible.ReceivedOn:yyyy-MM-dd}.");
        return OrderDeliveries.Keep(db, Delivery.Shipment, message.Id, order, message.Version, message.To, Supplying.Of(message), ct);
    }
}
