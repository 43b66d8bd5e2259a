using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Receipts;

public static class ListReceipts
{
    public static void MapListReceipts(this IEndpointRouteBuilder inventory) => inventory.MapGet("/receipts", Handle)
        .WithSummary("Receipts, the last recorded first; number=EN-13-2026-00123 finds one as it is read aloud.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static Task<Reply<Page<DocumentList.Item>>> Handle(
        string? facility, string? state, string? number, string? after, int? limit, Caller caller, InventoryDb db,
        CancellationToken ct) =>
        DocumentList.Get(StockDocumentKind.Receipt, new(facility, state, after, limit, number), caller, db, ct);
}
