using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Features.Shipments;
using Supply.Inventory.Persistence;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Inventory.Features.CodeChanges;

/// <summary>
/// Shipments from and to a code that has changed are the present code's: what is under way to it, and what is set aside at it.
/// </summary>
public sealed class FollowShipments(InventoryDb db) : IFollowCodeChange
{
    private const int Batch = 20; // a shipment has up to a thousand lines

    public async Task<int> Follow(FacilityCode stated, FacilityCode current, int atMost, CancellationToken ct)
    {
        var (code, now) = (stated.Value, current.Value);
        var shipments = await db.Shipments.Include(x => x.Lots).Include(x => x.Receptions)
            .Where(x => ((x.StatedFrom == code || (x.StatedFrom == null && x.From == code)) && x.From != now)
                || ((x.StatedTo == code || (x.StatedTo == null && x.To == code)) && x.To != now))
            .OrderBy(x => x.Id).Take(Math.Min(Batch, atMost)).AsSplitQuery().ToListAsync(ct);
        var ledger = await ShipmentLedger.Open(db, shipments, [], ct);
        await ledger.Post(ct);
        foreach (var shipment in shipments)
            shipment.Publish(db, db.Origin.Clock.Now());
        return shipments.Count;
    }
}
