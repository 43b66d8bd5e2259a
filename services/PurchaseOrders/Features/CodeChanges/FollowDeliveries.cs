using Microsoft.EntityFrameworkCore;
using Supply.Platform.Reference;
using Supply.PurchaseOrders.Features.SupplyOrders;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.CodeChanges;

/// <summary>Deliveries that were heard under a code that changed count, or count no longer, for the order that they name.</summary>
public sealed class FollowDeliveries(OrdersDb db) : IFollowCodeChange
{
    public async Task<int> Follow(FacilityCode stated, FacilityCode current, int atMost, CancellationToken ct)
    {
        var (from, to) = (stated.Value, current.Value);
        var found = await db.Deliveries.AsNoTracking().Where(x => x.StatedPlace == from && x.Place != to)
            .OrderBy(x => x.OrderId).ThenBy(x => x.Kind).ThenBy(x => x.Id)
            .Select(x => new { x.Kind, x.Id, x.OrderId }).Take(Math.Min(atMost, FollowDestinations.AtOnce)).ToListAsync(ct);
        var orders = found.Select(x => x.OrderId).Distinct().Order().ToList();
        await OrderLocks.Take(db, orders, ct);
        var deliveries = await db.Deliveries.Where(x => orders.Contains(x.OrderId)).ToListAsync(ct);
        foreach (var delivery in deliveries.Where(x => x.StatedPlace == from))
            delivery.Place = to;
        var progress = await OrderProgress.Load(db, orders, deliveries, [], ct);
        foreach (var id in orders)
            await progress.BringUpToDate(id, ct);
        return found.Count;
    }
}
