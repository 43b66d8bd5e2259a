using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;

namespace Supply.Inventory.Features.CodeChanges;

/// <summary>
/// Two stocks that are one now were counted apart: the later count set the balance of both, as if the present code had been used from the
/// beginning, and what the other stock had is in no balance. Nobody can know what is on the shelf: a person is asked to count again.
/// </summary>
internal static class MergedCounts
{
    /// <param name="merged">The pair of the present code, posted.</param>
    /// <param name="facts">What comes into it from the pairs of the stated code.</param>
    public static async Task Tell(
        InventoryDb db, PairLedger merged, FacilityCode stated, FacilityCode current, string clave, IReadOnlyCollection<StockFact> facts,
        CancellationToken ct)
    {
        var there = db.Facts.AsNoTracking().Where(x => x.Facility == current.Value && x.Clave == clave);
        var counted = await there.Where(x => x.Kind == FactKind.Count).OrderByDescending(x => x.OccurredAt).FirstOrDefaultAsync(ct);
        var last = facts.Where(x => x.Kind == FactKind.Count).Append(counted).MaxBy(x => x?.OccurredAt);
        if (last is null)
            return;
        var (at, by) = (last.OccurredAt, last.StatedFacility ?? last.Facility);
        var heard = await db.CodeChanges.Where(x => x.Stated == stated.Value).Select(x => (DateTimeOffset?)x.RequestedAt)
            .SingleOrDefaultAsync(ct);
        if (heard <= at)
            return; // who counted then knew of one facility
        var swallowed = facts.Any(x => (x.StatedFacility ?? x.Facility) != by && x.OccurredAt < at && x.Brings)
            || await there.AnyAsync(x => (x.StatedFacility ?? x.Facility) != by && x.OccurredAt < at
                && (x.Kind == FactKind.In || (x.Kind == FactKind.Count && x.Quantity > 0)), ct);
        if (swallowed && merged.AskForCount(at))
            db.Audit(
                "stock.count-set-merged-balance", current.Value,
                string.Create(CultureInfo.InvariantCulture, $"{clave}: the count of {by} at {at:u} set the balance of {stated} too"));
    }
}
