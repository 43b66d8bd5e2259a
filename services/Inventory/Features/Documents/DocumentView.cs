using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Features.Stock;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Documents;

/// <summary>
/// A document of stock as every route of it answers: what it said, what it did to the stock, and whether it was taken back.
/// </summary>
/// <param name="Number">Of a receipt: <c>EN-13-2026-00123</c>; null: recorded before receipts had numbers.</param>
/// <param name="Document">The answer that it got when it was recorded.</param>
/// <param name="Movements">The ledger's entries of it, also those that took it back; the first 1,000.</param>
/// <param name="Reversal">Null: it stands.</param>
public sealed record DocumentView(
    Guid Id, StockDocumentKind Kind, int Version, string Facility, Guid? Shipment, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt,
    string By, JsonElement Document, IReadOnlyList<ListMovements.Item> Movements, DocumentView.TakenBack? Reversal,
    string? Number = null, string? Supplier = null, Guid? SupplyOrder = null) : IVersioned
{
    internal const int MaxMovements = 1000;

    public sealed record TakenBack(DateTimeOffset At, string By, string Reason);

    /// <summary>The document that the caller may see, or why not.</summary>
    public static async Task<Reply<DocumentView>> Get(
        StockDocumentKind kind, Guid id, Guid? shipment, Caller caller, InventoryDb db, CancellationToken ct)
    {
        if (await db.Documents
            .AsNoTracking()
            .SingleOrDefaultAsync(x => x.Id == id && x.Kind == kind && x.Shipment == shipment, ct) is not { } document)
            return Refusals.NoSuchDocument();
        return await caller.MayActForStored(db, [document.StatedFacility], "facility", ct) is { } foreign
            ? foreign
            : await Of(document, db, ct);
    }

    public static async Task<DocumentView> Of(StockDocument x, InventoryDb db, CancellationToken ct)
    {
        var (ledgerId, part) = (x.Shipment ?? x.Id, x.Shipment is null ? Guid.Empty : x.Id);
        var movements = await db.Movements.AsNoTracking().Where(m => m.DocumentId == ledgerId && m.PartOf == part)
            .OrderBy(m => m.RecordedAt)
            .ThenBy(m => m.Facility)
            .ThenBy(m => m.Clave)
            .ThenBy(m => m.Number)
            .Take(MaxMovements)
            .ToListAsync(ct);
        var facility = await db.Resolve(FacilityCode.Stored(x.StatedFacility), ct);
        return new(
            x.Id, x.Kind, x.Version, facility.Value, x.Shipment, x.OccurredAt, x.RecordedAt, x.By,
            JsonSerializer.Deserialize<JsonElement>(x.Body),
            [.. movements.Select(ListMovements.Describe)],
            x.ReversedAt is { } at ? new TakenBack(at, x.ReversedBy!, x.ReversalReason!) : null,
            x.Number, x.Supplier, x.SupplyOrder);
    }
}
