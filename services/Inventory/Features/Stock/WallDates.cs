using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Persistence;

namespace Supply.Inventory.Features.Stock;

/// <summary>The dates on the walls of the country: at most two at a time, the earlier one in the west.</summary>
/// <param name="EarlyZones">Zones of facilities where it is still the earlier one.</param>
/// <param name="EarlyStates">The same of states, for facilities that the catalogue has not told of.</param>
internal sealed record WallDates(DateOnly Early, DateOnly Late, string[] EarlyZones, string[] EarlyStates)
{
    public static async Task<WallDates> At(DateTimeOffset now, InventoryDb db, CancellationToken ct)
    {
        var (early, late) = (Zones.DateAt(now, "America/Tijuana"), Zones.DateAt(now, "America/Cancun"));
        return new(
            early, late,
            [.. (await db.Facilities.Where(x => x.Latest).Select(x => x.TimeZone).Distinct().ToListAsync(ct))
                .Where(x => Zones.DateAt(now, x) == early)],
            [.. FederalState.All.Where(x => Zones.DateAt(now, Zones.Of(x.Code)) == early).Select(x => x.Code)]);
    }
}
