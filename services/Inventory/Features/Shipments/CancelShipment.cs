using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Shipments;

public static class CancelShipment
{
    public static void MapCancelShipment(this IEndpointRouteBuilder inventory) => inventory.MapPost("/shipments/{id:guid}/cancel", Handle)
        .WithSummary("A held shipment does not leave; what was set aside for it is free again.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy);

    private static Task<Reply<ShipmentView>> Handle(
        Guid id, IfMatch match, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct) =>
        HeldShipment.Settle(id, ShipmentStatus.Cancelled, match, caller, db, clock.Now(), ct);
}
