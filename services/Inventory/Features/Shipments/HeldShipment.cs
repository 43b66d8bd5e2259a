using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Shipments;

/// <summary>What dispatching and cancelling have in common: both end the holding, once.</summary>
internal static class HeldShipment
{
    public static async Task<Reply<ShipmentView>> Settle(
        Guid id, ShipmentStatus status, IfMatch match, Caller caller, InventoryDb db, DateTimeOffset now, CancellationToken ct) =>
        await db.Write<Outcome<ShipmentView>>(async () =>
        {
            if (await db.Shipment(id, ct) is not { } shipment)
                return Refusals.NoSuchShipment();
            if (await caller.MayActForStored(db, [shipment.StatedSender], "from", ct) is { } foreign)
                return foreign;
            if (shipment.Status == status || (status == ShipmentStatus.Dispatched && shipment.Status == ShipmentStatus.Received))
                return ShipmentView.Of(shipment);
            if (match.MayBe(shipment.Version) is { } stale)
                return stale;
            if (shipment.Status != ShipmentStatus.Held)
                return Refusals.NotHeld(shipment);

            var ledger = await ShipmentLedger.Open(db, shipment, [], ct);
            foreach (var lot in shipment.Lots)
                ledger[shipment.From, lot.Clave].Promise(lot.Holding, -lot.Shipped);
            shipment.Status = status;
            (shipment.OccurredAt, shipment.LocalDate) = (now, ledger[shipment.From, shipment.Lots[0].Clave].DateAt(now));
            if (status == ShipmentStatus.Dispatched && await Unfit(shipment, db, ledger, now, ct) is { } why)
                return why;
            db.Audit(status == ShipmentStatus.Dispatched ? "shipment.dispatched" : "shipment.cancelled", id.ToString());
            shipment.Publish(db, now);
            return ShipmentView.Of(shipment);
        }, ct);

    // Time has passed since the picking: a lot may have expired, been recalled, or been handed out.
    private static async Task<Refusal?> Unfit(Shipment shipment, InventoryDb db, Ledger ledger, DateTimeOffset now, CancellationToken ct)
    {
        var recalls = await db.RecallsAt(FacilityCode.Stored(shipment.From), shipment.Lots.Select(x => x.Clave), ct);
        return shipment.Lots.FirstOrDefault(x => recalls.Hold(x.Clave, x.Lot) || !x.Holding.IsUsable(shipment.LocalDate)) is { } unfit
            ? Refusals.LotUnfit(unfit)
            : await ShipmentDispatch.Post(ledger, shipment, null, now, ct);
    }
}
