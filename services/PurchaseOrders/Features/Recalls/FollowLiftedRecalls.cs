using Microsoft.EntityFrameworkCore;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Features.SupplyOrders;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Recalls;

/// <summary>Orders that wait for pieces of a lifted recall follow it, beyond the first few that its message brought up to date.</summary>
public sealed class FollowLiftedRecalls(OrdersDb db) : ISupplyJob
{
    private const int AtOnce = 25; // orders, each with its lines and deliveries

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var waiting = await db.Recalls.AsNoTracking().Where(x => x.Following).OrderBy(x => x.LiftedAt).ThenBy(x => x.Id)
            .Select(x => x.Id).ToListAsync(ct);
        foreach (var id in waiting)
            await progress.Try($"recall {id}", async () =>
            {
                while (await db.Write(async () => await Next(db, await db.Recalls.SingleAsync(x => x.Id == id, ct), ct), ct))
                {
                    db.ChangeTracker.Clear();
                    progress.Did(AtOnce);
                    ct.ThrowIfCancellationRequested();
                }
                db.ChangeTracker.Clear();
            });
    }

    /// <returns>More orders wait.</returns>
    internal static async Task<bool> Next(OrdersDb db, LotRecall recall, CancellationToken ct)
    {
        var after = recall.FollowedTo ?? Guid.Empty;
        var orders = await db.HeldBackLots
            .Where(x => x.Clave == recall.Clave && x.Lot == recall.Lot && x.OrderId.CompareTo(after) > 0)
            .Select(x => x.OrderId).Distinct().OrderBy(x => x).Take(AtOnce).ToListAsync(ct);
        await OrderLocks.Take(db, orders, ct);
        var progress = await OrderProgress.Load(db, orders, ct);
        foreach (var id in orders)
            await progress.BringUpToDate(id, ct);
        recall.Following = orders.Count == AtOnce;
        recall.FollowedTo = orders.Count > 0 ? orders[^1] : recall.FollowedTo;
        return recall.Following;
    }
}
