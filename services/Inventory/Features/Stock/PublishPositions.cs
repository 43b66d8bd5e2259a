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
                    && (string.Compare(x.Facility, facility) > 0 || (x.Facility == facility && string.Compare(x.Clave, clave) > 0)))
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
        foreach (var ofFacility in some.GroupBy(x => x.Facility, x => x.Clave))
        {
            var claves = ofFacility.ToList();
            var today = Zones.DateAt(now, await db.Zone(FacilityCode.Stored(ofFacility.Key), ct));
            var pairs = await db.Pairs
                .Where(x => x.Facility == ofFacility.Key && claves.Contains(x.Clave) && x.PositionDueSince != null)
                .OrderBy(x => x.Clave)
                .ToListAsync(ct);
            foreach (var pair in pairs)
            {
                pair.PositionDueSince = null;
                db.Enqueue(pair.ToFact(now, today));
            }
        }
    }
}
