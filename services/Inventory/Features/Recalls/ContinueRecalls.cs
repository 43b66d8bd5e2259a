using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Recalls;

/// <summary>
/// Quarantines what is left of recalled lots, also pieces that became usable again, by a count or a correction; gives back
/// what is left of lifted ones.
/// </summary>
public sealed class ContinueRecalls(InventoryDb db, TimeProvider clock) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var holding = db.Recalls.AsNoTracking().Where(x => x.LiftedAt == null && db.Balances.Any(b =>
            b.Clave == x.Clave && b.Lot == x.Lot && b.Condition == StockCondition.Usable && b.OnHand > 0
            && (x.Scope == null || x.Scope == b.State || x.Scope == b.Facility))
            // One that is still to follow a change of its unit's code, or of one taken back, waits: the code is another unit's now.
            && !db.CodeChanges.Any(c => c.Stated == (x.StatedScope ?? x.Scope) && c.Current != x.Scope));
        var lifted = db.Recalls.AsNoTracking().Where(x => x.LiftedAt != null && Quarantining.Waiting(db).Any(f => f.DocumentId == x.Id));
        foreach (var recall in await holding.OrderBy(x => x.RecalledAt).ToListAsync(ct))
            await progress.Try($"recall {recall.Id}", () => Repeat(progress, () => Quarantining.Next(db, recall, clock.Now(), ct), ct));
        foreach (var recall in await lifted.OrderBy(x => x.RecalledAt).ToListAsync(ct))
            await progress.Try($"recall {recall.Id}", () => Repeat(progress, () => Quarantining.GiveBack(db, recall, clock.Now(), ct), ct));
    }

    private async Task Repeat(JobProgress progress, Func<Task<int>> batch, CancellationToken ct)
    {
        for (int done; (done = await db.Write(batch, ct)) > 0;)
        {
            ct.ThrowIfCancellationRequested();
            db.ChangeTracker.Clear();
            progress.Did(done);
        }
    }
}
