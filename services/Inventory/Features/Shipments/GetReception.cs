using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Shipments;

public static class GetReception
{
    public static void MapGetReception(this IEndpointRouteBuilder inventory) => inventory
        .MapGet("/shipments/{id:guid}/receptions/{receptionId:guid}", Handle)
        .WithSummary("A reception with what it did to the receiver's stock, and whether, by whom and why it was taken back.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static Task<Reply<DocumentView>> Handle(Guid id, Guid receptionId, Caller caller, InventoryDb db, CancellationToken ct) =>
        DocumentView.Get(StockDocumentKind.Reception, receptionId, id, caller, db, ct);
}
