using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Receipts;

public static class GetReceipt
{
    public static void MapGetReceipt(this IEndpointRouteBuilder inventory) => inventory.MapGet("/receipts/{id:guid}", Handle)
        .WithSummary("A receipt with what it did to the stock, and whether, by whom and why it was taken back.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static Task<Reply<DocumentView>> Handle(Guid id, Caller caller, InventoryDb db, CancellationToken ct) =>
        DocumentView.Get(StockDocumentKind.Receipt, id, null, caller, db, ct);
}
