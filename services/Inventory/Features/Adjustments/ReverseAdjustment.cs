using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Domain;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Adjustments;

public static class ReverseAdjustment
{
    public static void MapReverseAdjustment(this IEndpointRouteBuilder inventory) => inventory
        .MapPut("/adjustments/{id:guid}/reversal", Handle)
        .WithSummary("Takes a adjustment back as a whole, for a reason.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy);

    private static Task<Reply<DocumentView>> Handle(
        Guid id, Body<Reversal.Request> body, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct) =>
        Reversal.Put(
            StockDocumentKind.Adjustment, id, null, body, caller, db, clock.Now(),
            _ => Reversal.RemoveFacts(db, DocumentKind.Adjustment, id, ct), ct);
}
