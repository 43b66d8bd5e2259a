using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Inventory;
using Supply.Inventory.Persistence;
using Supply.Platform.Persistence;
using Supply.Platform.Feeds;

namespace Supply.Inventory.Features.Feeds;

/// <summary>What every facility has of every clave now.</summary>
public sealed class StreamPositions(InventoryDb db) : IFeed
{
    private const int Rows = 500;

    public async Task<IReadOnlyList<StreamedFact>> After(string key, CancellationToken ct)
    {
        var at = key.Length == 0 ? ["", ""] : ResumeKeyException.Parts(key, 2);
        var (facility, clave, now) = (at[0], at[1], db.Origin.Clock.Now());
        var rows = await db.Pairs
            .AsNoTracking()
            .Where(x =>
                x.PositionVersion > 0
                && x.Facility.CompareTo(facility) >= 0 && (x.Facility != facility || x.Clave.CompareTo(clave) > 0))
            .OrderBy(x => x.Facility).ThenBy(x => x.Clave).Take(Rows).ToListAsync(ct);
        var facts = new List<StreamedFact>(rows.Count);
        foreach (var zoned in rows.GroupBy(x => x.Facility))
        {
            var today = Zones.DateAt(now, await db.Zone(FacilityCode.Stored(zoned.Key), ct));
            facts.AddRange(zoned.Select(x => StreamedFact.Of(x.ToFact(now, today), $"{x.Facility}|{x.Clave}", $"{x.Facility}|{x.Clave}")));
        }
        return facts;
    }
}
