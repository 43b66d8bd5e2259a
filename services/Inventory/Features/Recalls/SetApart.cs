using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;

namespace Supply.Inventory.Features.Recalls;

/// <summary>
/// Pieces that a recall put into quarantine: its own entries, and while it held what was told late of the lot, which is entered for the
/// document that told it. Where another recall held the lot too, late pieces are set apart by both.
/// </summary>
internal sealed class SetApart
{
    public Guid Recall { get; init; }
    public string Facility { get; init; } = "";
    public long Pieces { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>An entry each.</summary>
    /// <param name="seen">The part of the ledger that the caller may see.</param>
    public static IQueryable<SetApart> By(IQueryable<Recall> recalls, IQueryable<Movement> seen, InventoryDb db) =>
        recalls.Join(seen, x => new { x.Clave, x.Lot }, x => new { x.Clave, x.Lot }, (recall, entry) => new { recall, entry })
            .Where(x => x.entry.Condition == StockCondition.Quarantine && x.entry.RecordedAt >= x.recall.RecalledAt
                && ((x.entry.Document == DocumentKind.Recall && x.entry.DocumentId == x.recall.Id
                        && !LiftedBy(db).Any(f => f.DocumentId == x.recall.Id && f.PartOf == x.entry.PartOf))
                    || (x.entry.Reason == Reason.Corrected
                        && (x.recall.LiftedAt == null || x.entry.RecordedAt <= x.recall.LiftedAt)
                        && (x.recall.Scope == null || x.recall.Scope == x.entry.State || x.recall.Scope == x.entry.Facility))))
            .Select(x => new SetApart
            {
                Recall = x.recall.Id, Facility = x.entry.Facility, Pieces = x.entry.Quantity, At = x.entry.RecordedAt,
            });

    /// <summary>A lifting has parts of its own: what they moved is what it gave back.</summary>
    public static IQueryable<StockFact> LiftedBy(InventoryDb db) =>
        db.Facts.Where(x => x.Document == DocumentKind.Recall && x.Kind == FactKind.Lift);
}
