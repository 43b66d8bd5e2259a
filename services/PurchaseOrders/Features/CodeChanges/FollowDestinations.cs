using Microsoft.EntityFrameworkCore;
using Supply.Platform.Reference;
using Supply.PurchaseOrders.Features.SupplyOrders;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.CodeChanges;

/// <summary>Orders for a unit whose code changed are the unit's under its present code, and count what was delivered there under any of
/// them.</summary>
public sealed class FollowDestinations(OrdersDb db) : IFollowCodeChange
{
    internal const int AtOnce = 25; // orders, each with its lines and deliveries

    public async Task<int> Follow(FacilityCode stated, FacilityCode current, int atMost, CancellationToken ct)
    {
        var (from, to) = (stated.Value, current.Value);
        var ids = await db.Orders.Where(x => x.StatedDestination == from && x.Destination != to).OrderBy(x => x.Id).Select(x => x.Id)
            .Take(Math.Min(atMost, AtOnce)).ToListAsync(ct);
        await OrderLocks.Take(db, ids, ct);
        var progress = await OrderProgress.Load(db, ids, ct); // it gives the orders the codes that their destinations have now
        foreach (var id in ids)
            await progress.BringUpToDate(id, ct);
        return ids.Count;
    }
}
