using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Contracts.Inventory;
using Supply.Inventory.Domain;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Receipts;

public static class ReverseReceipt
{
    public static void MapReverseReceipt(this IEndpointRouteBuilder inventory) => inventory.MapPut("/receipts/{id:guid}/reversal", Handle)
        .WithSummary("Takes a receipt back as a whole, for a reason.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy);

    private static Task<Reply<DocumentView>> Handle(
        Guid id, Body<Reversal.Request> body, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.Now();
        return Reversal.Put(StockDocumentKind.Receipt, id, null, body, caller, db, now, x => Undo(x, db, now, ct), ct);
    }

    private static async Task<Outcome<bool>> Undo(StockDocument document, InventoryDb db, DateTimeOffset now, CancellationToken ct)
    {
        var told = MessageJson.Read<ReceiptRecorded>(document.Effect!);
        db.Enqueue(told with
        {
            Version = document.Version, RecordedAt = now, Facility = document.Facility, State = document.State, Status = "reversed",
        });
        return await Reversal.RemoveFacts(db, DocumentKind.Receipt, document.Id, ct);
    }
}
