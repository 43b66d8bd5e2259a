using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Features.Stock;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;

namespace Supply.Inventory.Features.Shipments;

public static class GetShipment
{
    public static void MapGetShipment(this IEndpointRouteBuilder inventory) => inventory.MapGet("/shipments/{id:guid}", Handle)
        .WithSummary("A shipment with its lots, its receptions and what it did to the stock that the caller may see; sender and "
            + "receiver see it.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<ShipmentView>> Handle(Guid id, Caller caller, InventoryDb db, CancellationToken ct)
    {
        if (await db.Shipments
            .AsNoTracking()
            .Include(x => x.Lots)
            .Include(x => x.Receptions)
            .SingleOrDefaultAsync(x => x.Id == id, ct) is not { } shipment)
            return Refusals.NoSuchShipment();
        if (await caller.MayActForStored(db, [shipment.StatedSender, shipment.StatedReceiver], "from", ct) is { } foreign)
            return foreign;
        var (from, to) = await ShipmentLedger.Ends(db, shipment, ct);
        (shipment.From, shipment.To) = (from.Value, to.Value); // as it will be when it has followed a change of code
        var seen = await caller.WithMovingRows(db, ct);
        var movements = await db.Movements.AsNoTracking().Where(x => x.DocumentId == id && x.Document == DocumentKind.Shipment)
            .VisibleTo(seen, x => x.State, x => x.Facility)
            .OrderBy(x => x.RecordedAt).ThenBy(x => x.Facility).ThenBy(x => x.Clave).ThenBy(x => x.Number)
            .Take(DocumentView.MaxMovements)
            .ToListAsync(ct);
        var resolutions = await db.Documents.AsNoTracking()
            .Where(x => x.Kind == StockDocumentKind.Resolution && x.State == shipment.State && x.RecordedAt >= shipment.RecordedAt
                && x.Shipment == id)
            .OrderBy(x => x.RecordedAt).ThenBy(x => x.Id).ToListAsync(ct);
        return ShipmentView.Of(shipment) with
        {
            Movements = [.. movements.Select(ListMovements.Describe)], Resolutions = [.. resolutions.Select(Describe)],
        };
    }

    private static ShipmentView.Settlement Describe(StockDocument x) => new(
        x.Id, x.RecordedAt, x.By, MessageJson.Read<PutResolution.Response>(x.Body).Lines, x.ReversedAt is not null);
}
