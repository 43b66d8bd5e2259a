using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Prescriptions;

/// <summary>
/// What was handed out leaves the stock, whether or not the book has it. The facts of the newest version take the place
/// of those of the version before; a voided prescription has none.
/// </summary>
public sealed class PostPrescription(InventoryDb db, TimeProvider clock) : IHandle<PrescriptionChanged>
{
    public async Task Handle(PrescriptionChanged message, CancellationToken ct)
    {
        var posted = await db.Prescriptions.SingleOrDefaultAsync(x => x.Id == message.Id, ct);
        if (posted is null)
            db.Prescriptions.Add(posted = new PostedPrescription { Id = message.Id });
        else if (posted.Version >= message.Version)
            return;
        var isFirst = posted.Version == 0;
        posted.Version = message.Version;

        PrescriptionStockFacts.Require(message, clock.Now());
        var facility = await db.Resolve(FacilityCode.Stored(message.Facility), ct);
        var said = PrescriptionStockFacts.Of(message, facility.Value, clock.Now());
        var before = isFirst
            ? []
            : await db.Facts.Where(x => x.DocumentId == message.Id && x.Document == DocumentKind.Prescription).ToListAsync(ct);
        var removed = before.Where(x => !said.Any(x.SaysTheSameAs)).ToList();
        var added = said.Where(x => !before.Any(x.SaysTheSameAs)).ToList();
        if (removed.Count + added.Count == 0)
            return;

        var ledger = await Ledger.Open(db, removed.Concat(added).Select(x => (x.Facility, x.Clave)), ct);
        foreach (var fact in removed)
            ledger[fact.Facility, fact.Clave].Remove(fact);
        foreach (var fact in added)
            ledger[fact.Facility, fact.Clave].Add(fact);
        await ledger.Post(ct);
    }
}
