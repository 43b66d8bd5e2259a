using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

#pragma warning disable CA1309 // the database compares, by its own collation; no other comparison is translated

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
        var (facility, clave) = ("", "");
        while (true)
        {
            var due = await db.Pairs.AsNoTracking()
                .Where(x =>
                    x.PositionDueSince != null
                    && string.Compare(x.Facility, facility) >= 0 && (x.Facility != facility || string.Compare(x.Clave, clave) > 0))
                .OrderBy(x => x.Facility).ThenBy(x => x.Clave).Take(BatchSize).Select(x => new { x.Facility, x.Clave }).ToListAsync(ct);
            if (due.Count == 0)
                return;
            await PairBatch.Run(progress, [.. due.Select(x => (x.Facility, x.Clave))], some => db.Write(() => Tell(some, ct), ct), ct);
            db.ChangeTracker.Clear();
            (facility, clave) = (due[^1].Facility, due[^1].Clave);
        }
    }

    private async Task Tell(IReadOnlyList<(string Facility, string Clave)> some, CancellationToken ct)
    {
        db.ChangeTracker.Clear(); // what an attempt before has left
        var now = db.Origin.Clock.Now();
        var pairs = await db.Pairs
            .LockWithKeys(x => new { x.Facility, x.Clave }, some.Select(x => new { x.Facility, x.Clave })).ToListAsync(ct);
        var zones = await db.ZonesOf(some.Select(x => x.Facility), ct);
        foreach (var pair in pairs.Where(x => x.PositionDueSince is not null))
        {
            pair.PositionDueSince = null;
            db.Enqueue(pair.ToFact(now, Zones.DateAt(now, zones[pair.Facility])));
        }
    }
}
