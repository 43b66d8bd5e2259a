using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;

namespace Supply.Inventory.Features.Stock;

/// <summary>Whether every piece is accounted for. Summed by the database, from the ledger against what is kept
/// beside it; each comparison is one statement, so that work going on meanwhile does not disturb it.</summary>
/// <param name="Checked">Balances and pairs that were compared, and the nation.</param>
/// <param name="Differences">How many of them do not agree; 0 unless somebody changed the data behind the service.</param>
/// <param name="Balances">Balances that are not the sum of their movements.</param>
/// <param name="Pairs">Facilities and claves whose discrepancy is not the one in the ledger.</param>
/// <param name="Transit">Shipped + surplus less received, in transit and resolved.</param>
public sealed record Conservation(
    DateTimeOffset AsOf, long Checked, long Differences, long Balances, long Pairs, long Transit, long Shipped, long Surplus, long Received, long InTransit, long Resolved)
{
    public static async Task<Conservation> Of(InventoryDb db, DateTimeOffset now, CancellationToken ct)
    {
        var balances = await db.Balances.LongCountAsync(ct);
        var pairs = await db.Pairs.LongCountAsync(ct);
        var wrongBalances = await db.Balances.LongCountAsync(b => b.OnHand != db.Movements.Where(m => m.Facility == b.Facility && m.Clave == b.Clave && m.Balance == b.Number).Sum(m => m.Quantity), ct);
        var wrongPairs = await db.Pairs.LongCountAsync(
            p => p.Discrepancy != db.Movements.Where(m => m.Facility == p.Facility && m.Clave == p.Clave && m.Reason == Reason.Discrepancy).Sum(m => m.Quantity)
                || db.Balances.Where(b => b.Facility == p.Facility && b.Clave == p.Clave).Sum(b => b.OnHand) != db.Movements.Where(m => m.Facility == p.Facility && m.Clave == p.Clave).Sum(m => m.Quantity), ct);
        // With what was taken back and what followed a change of codes; not what others were charged because of it.
        var ofShipments = db.Movements.Where(x => x.Document == DocumentKind.Shipment && x.Reason != Reason.Corrected && x.Reason != Reason.Discrepancy);
        var parts = await ofShipments.Where(x => x.PartOf == Guid.Empty).Select(x => new { Part = "shipped", Pieces = -x.Quantity })
            .Concat(ofShipments.Where(x => db.Receptions.Any(r => r.Id == x.PartOf)).Select(x => new { Part = "received", Pieces = x.Quantity }))
            .Concat(db.Pairs.Where(x => x.InTransit != 0).Select(x => new { Part = "inTransit", Pieces = x.InTransit }))
            .Concat(db.ShipmentLots.Where(x => x.Surplus != 0).Select(x => new { Part = "surplus", Pieces = (long)x.Surplus }))
            .Concat(db.ShipmentLots.Where(x => x.Resolved != 0).Select(x => new { Part = "resolved", Pieces = (long)x.Resolved }))
            .GroupBy(x => x.Part).Select(x => new { x.Key, Pieces = x.Sum(y => y.Pieces) }).ToDictionaryAsync(x => x.Key, x => x.Pieces, ct);
        var (shipped, received, inTransit) = (parts.GetValueOrDefault("shipped"), parts.GetValueOrDefault("received"), parts.GetValueOrDefault("inTransit"));
        var (surplus, resolved) = (parts.GetValueOrDefault("surplus"), parts.GetValueOrDefault("resolved"));
        var transit = shipped + surplus - received - inTransit - resolved;
        return new(now, balances + pairs + 1, wrongBalances + wrongPairs + (transit == 0 ? 0 : 1), wrongBalances, wrongPairs, transit, shipped, surplus, received, inTransit, resolved);
    }
}
