using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Shipments;

public static class GetResolution
{
    public static void MapGetResolution(this IEndpointRouteBuilder inventory) => inventory
        .MapGet("/shipments/{id:guid}/resolutions/{resolutionId:guid}", Handle)
        .WithSummary("A resolution with what it did to the sender's stock, and whether, by whom and why it was taken back.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static Task<Reply<DocumentView>> Handle(Guid id, Guid resolutionId, Caller caller, InventoryDb db, CancellationToken ct) =>
        DocumentView.Get(StockDocumentKind.Resolution, resolutionId, id, caller, db, ct);
}
