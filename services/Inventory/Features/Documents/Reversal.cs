using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Documents;

/// <summary>
/// Takes a document back as a whole: its facts go, the ledger gets linked entries, and what has been used up meanwhile is a
/// discrepancy. Repeating it answers the same; a reversal is a state of the document and cannot be taken back itself.
/// </summary>
internal static class Reversal
{
    public sealed record Request(string? Reason);

    /// <param name="undo">What the reversal of this kind of document does beside removing its facts.</param>
    public static async Task<Reply<DocumentView>> Put(
        StockDocumentKind kind, Guid id, Guid? shipment, Body<Request> body, Caller caller, InventoryDb db, DateTimeOffset now,
        Func<StockDocument, Task<Outcome<bool>>> undo, CancellationToken ct)
    {
        if (RequestParsing.Text(body.Value.Reason, "reason").Refused(out var why, out var reason))
            return why;
        return await db.Write<Outcome<Created<DocumentView>>>(async () =>
        {
            if (await db.Documents
                .SingleOrDefaultAsync(x => x.Id == id && x.Kind == kind && x.Shipment == shipment, ct) is not { } document)
                return Refusals.NoSuchDocument();
            if (await caller.MayActForStored(db, [document.StatedFacility], "facility", ct) is { } foreign)
                return foreign;
            if (document.ReversedAt is not null)
                return document.ReversalReason == reason
                    ? new Created<DocumentView>(await DocumentView.Of(document, db, ct), Repeated: true)
                    : Refusals.AlreadyReversed(document);
            (document.Version, document.ReversedAt) = (document.Version + 1, now);
            (document.ReversedBy, document.ReversalReason) = (db.Origin.Subject, reason);
            if ((await undo(document)).Refused(out var cannot, out _))
                return cannot;
            db.Audit($"{kind.ToString().ToLowerInvariant()}.reversed", id.ToString());
            await db.SaveChangesAsync(ct); // its entries are part of the answer
            return new Created<DocumentView>(await DocumentView.Of(document, db, ct), Repeated: false);
        }, ct);
    }

    /// <summary>Removes all facts of a document that is not part of a shipment.</summary>
    public static async Task<Outcome<bool>> RemoveFacts(InventoryDb db, DocumentKind kind, Guid id, CancellationToken ct)
    {
        var facts = await db.Facts.Where(x => x.DocumentId == id && x.Document == kind).ToListAsync(ct);
        var ledger = await Ledger.Open(db, facts.Select(x => (x.Facility, x.Clave)), ct);
        foreach (var fact in facts)
            ledger[fact.Facility, fact.Clave].Remove(fact);
        await ledger.Post(ct);
        return true;
    }
}
