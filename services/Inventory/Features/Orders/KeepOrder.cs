using Microsoft.EntityFrameworkCore;
using Supply.Contracts.PurchaseOrders;
using Supply.Inventory.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Orders;

/// <summary>Keeps when an order was issued, which never changes: what its later versions say is nothing to stock.</summary>
public sealed class KeepOrder(InventoryDb db) : IHandleGroup<SupplyOrderChanged>
{
    private readonly HashSet<Guid> kept = [];

    public async Task Load(IReadOnlyList<SupplyOrderChanged> group, CancellationToken ct)
    {
        await Find(group.Select(x => x.Id), ct);
        var added = group.Select(x => x.Id).Where(x => !kept.Contains(x)).Distinct().ToList();
        if (added.Count == 0)
            return;
        await db.LockByNames(added.Select(x => $"order {x}"), ct);
        await Find(added, ct);
    }

    public Task Handle(SupplyOrderChanged message, CancellationToken ct)
    {
        if (kept.Add(message.Id))
            db.Orders.Add(new KnownOrder { Id = message.Id, IssuedOn = message.LocalDate });
        return Task.CompletedTask;
    }

    private async Task Find(IEnumerable<Guid> orders, CancellationToken ct)
    {
        Guid[] ids = [.. orders.Distinct()];
        kept.UnionWith(await db.Orders.Where(x => ids.Contains(x.Id)).Select(x => x.Id).ToListAsync(ct));
    }
}
