using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Adjustments;

public static class ListAdjustments
{
    public static void MapListAdjustments(this IEndpointRouteBuilder inventory) => inventory.MapGet("/adjustments", Handle)
        .WithSummary("Adjustments, the last recorded first.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static Task<Reply<Page<DocumentList.Item>>> Handle(
        string? facility, string? state, string? after, int? limit, Caller caller, InventoryDb db,
        CancellationToken ct) =>
        DocumentList.Get(StockDocumentKind.Adjustment, new(facility, state, after, limit), caller, db, ct);
}
