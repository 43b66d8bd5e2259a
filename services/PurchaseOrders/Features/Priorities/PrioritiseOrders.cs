using Microsoft.EntityFrameworkCore;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Priorities;

/// <summary>Gives the open orders that were marked a new priority.</summary>
public sealed class PrioritiseOrders(OrdersDb db) : ISupplyJob
{
    // Each order is read and written by itself; the file's other writers wait for a batch.
    internal const int Batch = 25;

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        while (await Next(ct) is { Count: > 0 } marked)
        {
            await db.Write(() => db.Prioritise(marked, ct), ct);
            db.ChangeTracker.Clear();
            progress.Did(marked.Count);
        }
    }

    private Task<List<Guid>> Next(CancellationToken ct) =>
        db.Orders.Where(x => x.Open && x.PriorityMark != x.PriorityDone).OrderBy(x => x.PriorityKey).Select(x => x.Id).Take(Batch).ToListAsync(ct);
}

/// <summary>Nightly: every open order again, for what changed in the catalogue (vital or not, rural or not, new units of a buyer) or with the month.</summary>
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
            await db.Write(() => db.Prioritise(batch.Select(x => x.Id), ct), ct);
            db.ChangeTracker.Clear();
            progress.Did(batch.Count);
            after = batch[^1].IssueKey;
        }
    }
}
