using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Persistence;
using Supply.Platform.Persistence;
using Supply.Platform.Feeds;

namespace Supply.Inventory.Features.Feeds;

/// <summary>The stock-out days of every pair and month, as they were last told.</summary>
public sealed class StreamStockOutDays(InventoryDb db) : IFeed
{
    private const int Rows = 500;

    public async Task<IReadOnlyList<StreamedFact>> After(string key, CancellationToken ct)
    {
        var at = key.Length == 0 ? ["", "", ""] : ResumeKeyException.Parts(key, 3);
        var (facility, clave, month, now) = (at[0], at[1], at[2], db.Origin.Clock.Now());
        var rows = await db.StockOutMonths.AsNoTracking()
            .Where(x =>
                x.Facility.CompareTo(facility) >= 0
                && (x.Facility != facility || (x.Clave.CompareTo(clave) >= 0 && (x.Clave != clave || x.Month.CompareTo(month) > 0))))
            .OrderBy(x => x.Facility).ThenBy(x => x.Clave).ThenBy(x => x.Month).Take(Rows)
            .Select(x => new
            {
                Row = x,
                KnownFrom = db.Pairs
                    .Where(p => p.Facility == x.Facility && p.Clave == x.Clave)
                    .Select(p => p.KnownFrom)
                    .SingleOrDefault(),
            })
            .ToListAsync(ct);
        var facts = new List<StreamedFact>(rows.Count);
        foreach (var zoned in rows.GroupBy(x => x.Row.Facility))
        {
            var today = Zones.DateAt(now, await db.Zone(FacilityCode.Stored(zoned.Key), ct));
            facts.AddRange(zoned.Select(x => (x.Row, x.KnownFrom, Key: $"{x.Row.Facility}|{x.Row.Clave}|{x.Row.Month}"))
                .Select(x => StreamedFact.Of(x.Row.ToFact(x.KnownFrom, now, today), x.Key, x.Key)));
        }
        return facts;
    }
}
