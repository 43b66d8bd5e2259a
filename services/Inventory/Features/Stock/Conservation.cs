using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;

namespace Supply.Inventory.Features.Stock;

/// <summary>Whether every piece is accounted for: what is kept beside the ledger against the ledger, as of the last check.</summary>
/// <param name="AsOf">When it was checked; null: never yet.</param>
/// <param name="Checked">Balances and pairs that were compared, and the nation; 0 before the first check.</param>
/// <param name="Differences">How many of them do not agree; 0 unless somebody changed the data behind the service, null before the first
/// check.</param>
/// <param name="Balances">Balances that are not the sum of their movements.</param>
/// <param name="Pairs">Facilities and claves whose discrepancy is not the one in the ledger.</param>
/// <param name="Transit">Shipped + surplus less received, in transit and resolved.</param>
public sealed record Conservation(
    DateTimeOffset? AsOf, long Checked, long? Differences, long Balances, long Pairs, long Transit, long Shipped, long Surplus,
    long Received, long InTransit, long Resolved)
{
    public static async Task<Conservation> Latest(InventoryDb db, CancellationToken ct)
    {
        if (await db.ConservationChecks.AsNoTracking().OrderByDescending(x => x.AsOf).FirstOrDefaultAsync(ct) is not { } x)
            return new(null, 0, null, 0, 0, 0, 0, 0, 0, 0, 0);
        return new(
            x.AsOf, x.Checked, x.Differences, x.Balances, x.Pairs, x.Transit, x.Shipped, x.Surplus, x.Received, x.InTransit, x.Resolved);
    }

    /// <summary>
    /// Compares what is kept with the sums of the ledger. Each comparison is one statement, so that work going on meanwhile does not
    /// disturb it;
    /// entries that have not been summed up are added where they matter and their pairs left out where not.
    /// </summary>
    public static async Task<ConservationCheck> SumUp(InventoryDb db, DateTimeOffset now, CancellationToken ct)
    {
        var (balances, pairs) = (await db.Balances.LongCountAsync(ct), await db.Pairs.LongCountAsync(ct));
        var wrongBalances = await db.Balances.Where(x => x.OnHand != x.LedgerOnHand)
            .LongCountAsync(x => db.Pairs.Any(p => p.Facility == x.Facility && p.Clave == x.Clave && p.LedgerChecked == p.LastNumber), ct);
        var wrongPairs = await db.Pairs.LongCountAsync(x => x.LedgerChecked == x.LastNumber && x.Discrepancy != x.LedgerDiscrepancy, ct);
        var waiting = db.Pairs.Where(x => x.LedgerChecked < x.LastNumber)
            .Join(db.Movements, p => new { p.Facility, p.Clave }, m => new { m.Facility, m.Clave }, (p, m) => new { Pair = p, Entry = m })
            .Where(x => x.Entry.Number > x.Pair.LedgerChecked).Select(x => x.Entry)
            .Where(x => x.Document == DocumentKind.Shipment && x.Reason != Reason.Corrected && x.Reason != Reason.Discrepancy);
        var parts = await db.Pairs.Where(x => x.LedgerShipped != 0).Select(x => new { Part = "shipped", Pieces = x.LedgerShipped })
            .Concat(db.Pairs.Where(x => x.LedgerReceived != 0).Select(x => new { Part = "received", Pieces = x.LedgerReceived }))
            .Concat(waiting.Where(x => x.PartOf == Guid.Empty).Select(x => new { Part = "shipped", Pieces = -x.Quantity }))
            .Concat(
                waiting.Where(x => db.Receptions.Any(r => r.Id == x.PartOf)).Select(x => new { Part = "received", Pieces = x.Quantity }))
            .Concat(db.Pairs.Where(x => x.InTransit != 0).Select(x => new { Part = "inTransit", Pieces = x.InTransit }))
            .Concat(db.ShipmentLots.Where(x => x.Surplus > 0).Select(x => new { Part = "surplus", Pieces = (long)x.Surplus }))
            .Concat(db.ShipmentLots.Where(x => x.Resolved > 0).Select(x => new { Part = "resolved", Pieces = (long)x.Resolved }))
            .GroupBy(x => x.Part)
            .Select(x => new { x.Key, Pieces = x.Sum(y => y.Pieces) })
            .ToDictionaryAsync(x => x.Key, x => x.Pieces, ct);
        var (shipped, received, inTransit) = (
            parts.GetValueOrDefault("shipped"), parts.GetValueOrDefault("received"), parts.GetValueOrDefault("inTransit"));
        var (surplus, resolved) = (parts.GetValueOrDefault("surplus"), parts.GetValueOrDefault("resolved"));
        var transit = shipped + surplus - received - inTransit - resolved;
        return new ConservationCheck
        {
            Id = Guid.CreateVersion7(now), AsOf = now, Checked = balances + pairs + 1,
            Differences = wrongBalances + wrongPairs + (transit == 0 ? 0 : 1),
            Balances = wrongBalances, Pairs = wrongPairs, Transit = transit, Shipped = shipped, Surplus = surplus, Received = received,
            InTransit = inTransit, Resolved = resolved,
        };
    }
}
