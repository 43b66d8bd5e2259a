using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Inventory;
using Supply.Platform.Messaging;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Recalls;

/// <summary>Keeps from when to when a recall held its lot; orders that wait for its pieces follow its lifting.</summary>
public sealed class KeepRecall(OrdersDb db) : IHandle<LotRecalled>
{
    public async Task Handle(LotRecalled message, CancellationToken ct)
    {
        await LotLocks.Take(db, [(message.Clave, message.Lot)], ct);
        var recall = await db.Recalls.SingleOrDefaultAsync(x => x.Id == message.Id, ct);
        if (recall is null)
            db.Recalls.Add(recall = new LotRecall { Id = message.Id, Clave = message.Clave, Lot = message.Lot, Scope = message.Scope });
        if (message.Status == RecallStatus.Recalled)
            recall.RecalledAt = message.OccurredAt;
        else if (recall.LiftedAt is null)
            (recall.LiftedAt, recall.Following) = (message.OccurredAt, true);
        await db.SaveChangesAsync(ct); // the orders read it
        if (recall.Following)
            await FollowLiftedRecalls.Next(db, recall, ct);
    }
}
