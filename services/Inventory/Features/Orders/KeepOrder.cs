using Microsoft.EntityFrameworkCore;
using Supply.Contracts.PurchaseOrders;
using Supply.Inventory.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Orders;

/// <summary>Keeps when an order was issued, which never changes: what its later versions say is nothing to stock.</summary>
public sealed class KeepOrder(InventoryDb db) : IHandle<SupplyOrderChanged>
{
    public async Task Handle(SupplyOrderChanged message, CancellationToken ct)
    {
        if (await db.Orders.AnyAsync(x => x.Id == message.Id, ct))
            return;
        await db.LockByName($"order {message.Id}", ct);
        if (!await db.Orders.AnyAsync(x => x.Id == message.Id, ct))
            db.Orders.Add(new KnownOrder { Id = message.Id, IssuedOn = message.LocalDate });
    }
}
