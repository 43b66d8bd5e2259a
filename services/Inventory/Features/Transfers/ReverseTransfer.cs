using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Domain;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Transfers;

public static class ReverseTransfer
{
    public static void MapReverseTransfer(this IEndpointRouteBuilder inventory) => inventory.MapPut("/transfers/{id:guid}/reversal", Handle)
        .WithSummary("Takes a transfer back as a whole, for a reason.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.Central);

    private static Task<Reply<DocumentView>> Handle(
        Guid id, Body<Reversal.Request> body, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct) =>
        Reversal.Put(
            StockDocumentKind.Transfer, id, null, body, caller, db, clock.Now(),
            _ => Reversal.RemoveFacts(db, DocumentKind.Transfer, id, ct), ct);
}
