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
            pair.Add(Fact(recall, facilities[i], facilities[i], pair.After(now), pair.DateAt(now), run, i + 1, 0, now));
        }
        await ledger.Post(ct);
        return facilities.Count;
    }

    /// <summary>Goods of a recalled lot go to quarantine as they come; where they are told late, at the moment of the recall.</summary>
    /// <param name="document">The receipt, reception or resolution by which they came.</param>
    public static void OnArrival(PairLedger pair, Recall? recall, StockFact arrived, Guid document, DateTimeOffset now)
    {
        if (recall is null || arrived.Condition != StockCondition.Usable)
            return;
        var at = recall.RecalledAt > arrived.OccurredAt ? recall.RecalledAt : arrived.OccurredAt;
        var on = recall.RecalledAt > arrived.OccurredAt ? pair.DateAt(at) : arrived.LocalDate;
        pair.Add(
            Fact(recall, arrived.Facility, arrived.StatedFacility ?? arrived.Facility, at, on, document, arrived.Line, arrived.Part, now));
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
        for (var i = 0; i < facilities.Count; i++)
        {
            var pair = ledger[facilities[i], recall.Clave];
            var at = pair.After(now);
            pair.Add(Fact(
                recall, facilities[i], facilities[i], at, pair.DateAt(now), run, i + 1, 0, now, FactKind.Lift,
                StockCondition.Quarantine, StockCondition.Usable));
            var holding = await db.RecallsAt(FacilityCode.Stored(facilities[i]), [recall.Clave], ct);
            if (holding.Of(recall.Clave, recall.Lot) is { } other)
                pair.Add(Fact(other, facilities[i], facilities[i], at.AddMicroseconds(1), pair.DateAt(now), run, i + 1, 0, now));
        }
        await ledger.Post(ct);
        return facilities.Count;
    }

    /// <summary>What recalls have moved at facilities where they have not been lifted.</summary>
    public static IQueryable<StockFact> Waiting(InventoryDb db) => db.Facts.AsNoTracking().Where(x => x.Kind == FactKind.Recall
        && !db.Facts.Any(lift => lift.DocumentId == x.DocumentId && lift.Kind == FactKind.Lift && lift.Facility == x.Facility));

    private static StockFact Fact(
        Recall recall, string facility, string stated, DateTimeOffset at, DateOnly on, Guid partOf, int line, int part, DateTimeOffset now,
        FactKind kind = FactKind.Recall, StockCondition from = StockCondition.Usable,
        StockCondition to = StockCondition.Quarantine) => new()
        {
            Id = Guid.CreateVersion7(now), Facility = facility, StatedFacility = stated, Clave = recall.Clave,
            Document = DocumentKind.Recall, DocumentId = recall.Id, PartOf = partOf, Line = line, Part = part,
            OccurredAt = at, LocalDate = on, Kind = kind, Reason = Reason.Recalled, Quantity = 0,
            Lot = recall.Lot, Condition = from, ToCondition = to, Note = kind == FactKind.Lift ? recall.LiftReason : recall.Reason,
        };
}
