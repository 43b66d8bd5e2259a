using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Shipments;

public static class GetShipment
{
    public static void MapGetShipment(this IEndpointRouteBuilder inventory) => inventory.MapGet("/shipments/{id:guid}", Handle)
        .WithSummary("A shipment with its lots and receptions; sender and receiver see it.")
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
        return ShipmentView.Of(shipment);
    }
}
