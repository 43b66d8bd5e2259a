using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Shipments;

public static class DispatchShipment
{
    public static void MapDispatchShipment(this IEndpointRouteBuilder inventory) => inventory
        .MapPost("/shipments/{id:guid}/dispatch", Handle)
        .WithSummary("A held shipment leaves with the lots that were picked for it.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy);

    private static Task<Reply<ShipmentView>> Handle(
        Guid id, IfMatch match, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct) =>
        HeldShipment.Settle(id, ShipmentStatus.Dispatched, match, caller, db, clock.Now(), ct);
}
