using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Counts;

public static class GetCount
{
    public static void MapGetCount(this IEndpointRouteBuilder inventory) => inventory.MapGet("/counts/{id:guid}", Handle)
        .WithSummary("A count with what it did to the stock, and whether, by whom and why it was taken back.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static Task<Reply<DocumentView>> Handle(Guid id, Caller caller, InventoryDb db, CancellationToken ct) =>
        DocumentView.Get(StockDocumentKind.Count, id, null, caller, db, ct);
}
