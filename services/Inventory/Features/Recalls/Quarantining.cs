using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;

namespace Supply.Inventory.Features.Recalls;

/// <summary>What a recall does to stock: a fact for each facility that has the lot, which lifting the recall removes again.</summary>
internal static class Quarantining
{
    private const int Batch = 50;

    /// <summary>Moves the usable pieces of the lot at some facilities of the scope; how many facilities that were.</summary>
    public static async Task<int> Next(InventoryDb db, Recall recall, DateTimeOffset now, CancellationToken ct)
    {
        var facilities = await db.Balances
            .Where(x => x.Clave == recall.Clave && x.Lot == recall.Lot && x.Condition == StockCondition.Usable && x.OnHand > 0)
            .Where(x => recall.Scope == null || x.State == recall.Scope || x.Facility == recall.Scope)
            .Select(x => x.Facility).Distinct().OrderBy(x => x).Take(Batch).ToListAsync(ct);
        var ledger = await Ledger.Open(db, facilities.Select(x => (x, recall.Clave)), ct);
        var run = Guid.CreateVersion7(now);
        for (var i = 0; i < facilities.Count; i++)
        {
            var pair = ledger[facilities[i], recall.Clave];
            pair.Add(new StockLine.Recall(Source(recall, facilities[i], pair.After(now), pair.DateAt(now), run, i + 1, now), recall.Lot));
        }
        await ledger.Post(ct);
        return facilities.Count;
    }

    /// <summary>
    /// Gives back what a lifted recall had moved, at some facilities; how many facilities that were. Where another recall holds the lot,
    /// that one quarantines it just after, so that it is never usable in between.
    /// </summary>
    public static async Task<int> GiveBack(InventoryDb db, Recall recall, DateTimeOffset now, CancellationToken ct)
    {
        var facilities = await Waiting(db)
            .Where(x => x.DocumentId == recall.Id)
            .Select(x => x.Facility)
            .Distinct()
            .OrderBy(x => x)
            .Take(Batch)
            .ToListAsync(ct);
        var ledger = await Ledger.Open(db, facilities.Select(x => (x, recall.Clave)), ct);
        var run = Guid.CreateVersion7(now);
        var recalls = await db.RecallsOf([recall.Clave], ct);
        for (var i = 0; i < facilities.Count; i++)
        {
            var pair = ledger[facilities[i], recall.Clave];
            var at = pair.After(now);
            pair.Add(new StockLine.RecallLifted(
                Source(recall, facilities[i], at, pair.DateAt(now), run, i + 1, now) with { Note = recall.LiftReason }, recall.Lot));
            if (recalls(FacilityCode.Stored(facilities[i])).Of(recall.Clave, recall.Lot) is { } other)
                pair.Add(new StockLine.Recall(
                    Source(other, facilities[i], at.AddMicroseconds(1), pair.DateAt(now), run, i + 1, now), recall.Lot));
        }
        await ledger.Post(ct);
        return facilities.Count;
    }

    /// <summary>What recalls have moved at facilities where they have not been lifted.</summary>
    public static IQueryable<StockFact> Waiting(InventoryDb db) => db.Facts.AsNoTracking().Where(x => x.Kind == FactKind.Recall
        && !db.Facts.Any(lift => lift.DocumentId == x.DocumentId && lift.Kind == FactKind.Lift && lift.Facility == x.Facility));

    private static LineSource Source(
        Recall recall, string facility, DateTimeOffset at, DateOnly on, Guid run, int line, DateTimeOffset now) =>
        new(recall.Id, run, line, facility, facility, recall.Clave, at, on, now, recall.Reason);
}
