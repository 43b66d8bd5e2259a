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
        var after = "";
        while (await Next(after, ct) is { Count: > 0 } marked)
        {
            await Set(db, [.. marked.Select(x => x.Id)], progress, ct);
            after = marked[^1].IssueKey;
        }
    }

    /// <summary>All of them in one transaction, or each in its own where one of them fails: that one is set aside.</summary>
    internal static async Task Set(OrdersDb db, IReadOnlyList<Guid> orders, JobProgress progress, CancellationToken ct)
    {
        try
        {
            await db.Write(() => OrderPriorities.Set(db, orders, ct), ct);
            foreach (var id in orders)
                await progress.Try(id.ToString(), () => Task.CompletedTask); // an earlier run may have set it aside
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            db.ChangeTracker.Clear();
            foreach (var id in orders)
            {
                await progress.Try(id.ToString(), () => db.Write(() => OrderPriorities.Set(db, [id], ct), ct));
                db.ChangeTracker.Clear();
            }
        }
        db.ChangeTracker.Clear();
        progress.Did(orders.Count);
    }

    // Those that are marked while it runs are done by the next run.
    private async Task<List<(Guid Id, string IssueKey)>> Next(string after, CancellationToken ct) =>
        [.. (await db.Orders.AsNoTracking().Where(x => x.Open && x.PriorityMark != x.PriorityDone && x.IssueKey.CompareTo(after) > 0)
            .OrderBy(x => x.IssueKey).Select(x => new { x.Id, x.IssueKey }).Take(Batch).ToListAsync(ct)).Select(x => (x.Id, x.IssueKey))];
}
