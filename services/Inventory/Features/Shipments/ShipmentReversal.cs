using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Inventory.Features.Shipments;

/// <summary>What taking back a reception or a resolution does to its shipment and to both stocks.</summary>
internal static class ShipmentReversal
{
    public static async Task<Outcome<bool>> Undo(StockDocument document, InventoryDb db, DateTimeOffset now, CancellationToken ct)
    {
        var shipment = (await db.Shipment(document.Shipment!.Value, ct))!;
        var effects = MessageJson.Read<LotEffect[]>(document.Effect!);
        var facts = await db.Facts
            .Where(x => x.DocumentId == shipment.Id && x.Document == DocumentKind.Shipment && x.PartOf == document.Id)
            .ToListAsync(ct);
        var lots = effects.Select(x => (Effect: x, Lot: shipment.Lots.Single(lot => lot.Line == x.Line))).ToList();
        var ledger = await ShipmentLedger.Open(db, shipment, facts.Select(x => (x.Facility, x.Clave)), ct);
        foreach (var (effect, lot) in lots)
            ledger[shipment.To, lot.Clave].Transit(lot.TakeBack(effect));
        foreach (var fact in facts)
            ledger[fact.Facility, fact.Clave].Remove(fact);
        await ledger.Post(ct);
        if (shipment.Receptions.SingleOrDefault(x => x.Id == document.Id) is { } reception)
            reception.IsReversed = true;
        shipment.Status = shipment.Lots.All(x => x.InTransit == 0) ? ShipmentStatus.Received : ShipmentStatus.Dispatched;
        shipment.Publish(db, now);
        return true;
    }
}
