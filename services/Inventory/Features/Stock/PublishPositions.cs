using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Stock;

/// <summary>
/// Tells the others of the positions that have changed, once however often they changed in the meantime: a day's
/// prescriptions that come in one batch are one message a pair, not one a line.
/// </summary>
public sealed class PublishPositions(InventoryDb db) : ISupplyJob
{
    private const int BatchSize = 200;

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        for (int told; (told = await db.Write(() => Tell(ct), ct)) > 0;)
        {
            db.ChangeTracker.Clear();
            progress.Did(told, "positions");
        }
    }

    private async Task<int> Tell(CancellationToken ct)
    {
        var now = db.Origin.Clock.Now();
        var pairs = await db.Pairs.Where(x => x.PositionDueSince != null).OrderBy(x => x.PositionDueSince).Take(BatchSize).ToListAsync(ct);
        foreach (var zoned in pairs.GroupBy(x => x.Facility))
        {
            var today = Zones.DateAt(now, await db.Zone(FacilityCode.Stored(zoned.Key), ct));
            foreach (var pair in zoned)
            {
                pair.PositionDueSince = null;
                db.Enqueue(pair.ToFact(now, today));
            }
        }
        return pairs.Count;
    }
}
