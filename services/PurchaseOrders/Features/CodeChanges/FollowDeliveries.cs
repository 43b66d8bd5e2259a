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
        foreach (var order in found.GroupBy(x => x.OrderId).OrderBy(x => x.Key))
        {
            await OrderTurns.Take(db, order.Key, ct);
            foreach (var one in order)
                if (await db.Deliveries.SingleAsync(x => x.Kind == one.Kind && x.Id == one.Id, ct) is { } delivery
                    && delivery.StatedPlace == from)
                    delivery.Place = to;
            await OrderProgress.BringUpToDate(db, order.Key, ct);
        }
        return found.Count;
    }
}
