using Microsoft.EntityFrameworkCore;
using Supply.Platform.Jobs;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Priorities;

/// <summary>Nightly: every open order again, for what changed in the catalogue (vital or not, rural or not, new units of a buyer) or with
/// the month.</summary>
public sealed class RefreshPriorities(OrdersDb db) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var after = "";
        while (true)
        {
            var from = after;
            var batch = await db.Orders.AsNoTracking().Where(x => x.Open && x.IssueKey.CompareTo(from) > 0)
                .OrderBy(x => x.IssueKey).Select(x => new { x.Id, x.IssueKey }).Take(PrioritiseOrders.Batch).ToListAsync(ct);
            if (batch.Count == 0)
                return;
            await PrioritiseOrders.Set(db, [.. batch.Select(x => x.Id)], progress, ct);
            after = batch[^1].IssueKey;
        }
    }
}
