using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Inventory;
using Supply.Platform.Messaging;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Priorities;

/// <summary>Keeps what a facility has of a clave, and with it the urgency of the orders that wait for it there.</summary>
public sealed class KeepPosition(OrdersDb db) : IHandle<StockPositionChanged>
{
    public async Task Handle(StockPositionChanged message, CancellationToken ct)
    {
        var facility = (await db.Resolve(FacilityCode.Stored(message.Facility), ct)).Value;
        var position = await db.Positions.SingleOrDefaultAsync(x => x.Facility == message.Facility && x.Clave == message.Clave, ct);
        if (position is null)
            db.Positions.Add(position = new Position { Facility = message.Facility, CurrentFacility = facility, Clave = message.Clave });
        else if (position.Version >= message.Version)
            return;
        (position.Version, position.Usable, position.InTransit) = (message.Version, message.Usable, message.InTransit);

        var waiting = await db.Orders.Where(x => x.Destination == facility && x.Open)
            .Where(x => db.Lines.Any(line => line.OrderId == x.Id && line.Clave == message.Clave)).Select(x => x.Id).ToListAsync(ct);
        await OrderPriorities.Set(db, waiting, ct);
    }
}
