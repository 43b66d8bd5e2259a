using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Shipments;

public static class ReverseResolution
{
    public static void MapReverseResolution(this IEndpointRouteBuilder inventory) => inventory
        .MapPut("/shipments/{id:guid}/resolutions/{resolutionId:guid}/reversal", Handle)
        .WithSummary("The sender takes a resolution back as a whole, for a reason: its pieces are in transit again.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central);

    private static Task<Reply<DocumentView>> Handle(
        Guid id, Guid resolutionId, Body<Reversal.Request> body, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.Now();
        return Reversal.Put(
            StockDocumentKind.Resolution, resolutionId, id, body, caller, db, now, x => ShipmentReversal.Undo(x, db, now, ct), ct);
    }
}
