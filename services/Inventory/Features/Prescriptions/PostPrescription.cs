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
public sealed class PostPrescription(InventoryDb db, TimeProvider clock) : IHandleGroup<PrescriptionChanged>
{
    private Dictionary<Guid, PostedPrescription> posted = [];
    private ILookup<Guid, StockFact> before = Enumerable.Empty<StockFact>().ToLookup(x => x.DocumentId);
    private readonly Dictionary<PrescriptionChanged, List<StockFact>> said = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Guid, List<StockFact>> facts = [];
    private Ledger ledger = null!;

    public async Task Load(IReadOnlyList<PrescriptionChanged> group, CancellationToken ct)
    {
        var ids = group.Select(x => x.Id).Distinct().ToList();
        posted = await db.Prescriptions.Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
        var known = posted.Keys.ToList();
        if (known.Count > 0)
            before = (await db.Facts.Where(x => x.Document == DocumentKind.Prescription && known.Contains(x.DocumentId)).ToListAsync(ct))
                .ToLookup(x => x.DocumentId);
        var current = await db.Resolve(group.Select(x => x.Facility), ct);
        foreach (var message in group.Where(x => IsNew(x) && PrescriptionStockFacts.WhyNot(x, clock.Now()) is null))
            said[message] = PrescriptionStockFacts.Of(message, current[message.Facility], clock.Now());
        var touched = said.SelectMany(x => x.Value.Concat(before[x.Key.Id]));
        ledger = await Ledger.Open(db, touched.Select(x => (x.Facility, x.Clave)), ct);
    }

    public Task Handle(PrescriptionChanged message, CancellationToken ct)
    {
        if (!IsNew(message))
            return Task.CompletedTask;
        if (!said.TryGetValue(message, out var stated))
            throw new ImpossibleFactException(PrescriptionStockFacts.WhyNot(message, clock.Now())!);
        if (!posted.TryGetValue(message.Id, out var row))
            posted[message.Id] = db.Prescriptions.Add(row = new PostedPrescription { Id = message.Id }).Entity;
        row.Version = message.Version;

        var old = facts.GetValueOrDefault(message.Id) ?? [.. before[message.Id]];
        var kept = old.Where(x => stated.Exists(x.SaysTheSameAs)).ToList();
        var added = stated.Where(x => !old.Exists(x.SaysTheSameAs)).ToList();
        foreach (var fact in old.Except(kept))
            ledger[fact.Facility, fact.Clave].Remove(fact);
        foreach (var fact in added)
            ledger[fact.Facility, fact.Clave].Add(fact);
        facts[message.Id] = [.. kept, .. added];
        return Task.CompletedTask;
    }

    public Task Complete(CancellationToken ct) => ledger.PostLast(ct);

    private bool IsNew(PrescriptionChanged message) =>
        !posted.TryGetValue(message.Id, out var known) || known.Version < message.Version;
}
