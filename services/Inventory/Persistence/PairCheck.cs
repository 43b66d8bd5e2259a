using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;

namespace Supply.Inventory.Persistence;

/// <summary>Sums up the ledger of a pair: what was added since the last time, or all of it.</summary>
internal static class PairCheck
{
    /// <summary>To be called inside a write transaction; keeps others out of the pair until it ends.</summary>
    public static async Task Run(InventoryDb db, string facility, string clave, bool anew, CancellationToken ct)
    {
        if (await db.Pairs
            .Where(x => x.Facility == facility && x.Clave == clave)
            .ExecuteUpdateAsync(x => x
                .SetProperty(p => p.CheckpointVersion, p => p.CheckpointVersion == p.Version ? p.Version + 1 : p.CheckpointVersion)
                .SetProperty(p => p.Version, p => p.Version + 1), ct) == 0)
            return;
        var pair = await db.Pairs.SingleAsync(x => x.Facility == facility && x.Clave == clave, ct);
        var balances = await db.Balances.Where(x => x.Facility == facility && x.Clave == clave).ToListAsync(ct);
        var from = anew ? 0 : pair.LedgerChecked;
        var entries = db.Movements.Where(x => x.Facility == facility && x.Clave == clave && x.Number > from);
        var sums = await entries.GroupBy(x => x.Balance).Select(x => new { x.Key, Pieces = x.Sum(m => m.Quantity) }).ToListAsync(ct);
        var discrepancy = await entries.Where(x => x.Reason == Reason.Discrepancy).SumAsync(x => x.Quantity, ct);
        // With what was taken back and what followed a change of codes; not what others were charged because of it.
        var ofShipments = entries.Where(x =>
            x.Document == DocumentKind.Shipment
            && x.Reason != Reason.Corrected
            && x.Reason != Reason.Discrepancy);
        var shipped = await ofShipments.Where(x => x.PartOf == Guid.Empty).SumAsync(x => -x.Quantity, ct);
        var received = await ofShipments.Where(x => db.Receptions.Any(r => r.Id == x.PartOf)).SumAsync(x => x.Quantity, ct);

        var added = sums.ToDictionary(x => x.Key, x => x.Pieces);
        foreach (var balance in balances)
            balance.LedgerOnHand = (anew ? 0 : balance.LedgerOnHand) + added.GetValueOrDefault(balance.Number);
        pair.LedgerDiscrepancy = (anew ? 0 : pair.LedgerDiscrepancy) + discrepancy;
        pair.LedgerShipped = (anew ? 0 : pair.LedgerShipped) + shipped;
        pair.LedgerReceived = (anew ? 0 : pair.LedgerReceived) + received;
        pair.LedgerChecked = pair.LastNumber;
    }
}
