using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Reference;

namespace Supply.Inventory.Features.CodeChanges;

/// <summary>
/// Makes the stock of a code that has changed the stock of the facility's present code: each fact leaves the pair of the one and is
/// taken into the other in its own moment, so that counts keep what they counted. The ledger gets linked entries in both pairs.
/// </summary>
public sealed class FollowStockFacts(InventoryDb db) : IFollowCodeChange
{
    // Who works with one of the pairs waits until all of a batch is moved.
    private const int Pairs = 5;
    private const int Facts = 50;

    public async Task<int> Follow(FacilityCode stated, FacilityCode current, int atMost, CancellationToken ct)
    {
        var batch = await Next(stated, current, atMost, ct);
        var ledger = await Ledger.Open(
            db, batch.SelectMany(x => ((string, string)[])[(x.Facility, x.Clave), (current.Value, x.Clave)]), ct);
        var posted = await Posted(batch, ct);
        foreach (var fact in batch)
        {
            ledger[fact.Facility, fact.Clave].Leave(fact);
            ledger[current.Value, fact.Clave].Enter(
                fact, posted.GetValueOrDefault((fact.Facility, fact.Clave, fact.DocumentId, fact.PartOf, fact.Line)));
        }
        await ledger.Post(ct);
        foreach (var ofClave in batch.GroupBy(x => x.Clave))
            await MergedCounts.Tell(db, ledger[current.Value, ofClave.Key], stated, current, ofClave.Key, [.. ofClave], ct);
        foreach (var fact in batch)
            fact.Facility = current.Value;
        return batch.Count;
    }

    /// <summary>
    /// The next few pairs whole, so that each is computed once; of a pair that alone is more than that, as many facts as a batch may have.
    /// </summary>
    private async Task<List<StockFact>> Next(FacilityCode stated, FacilityCode current, int atMost, CancellationToken ct)
    {
        var waiting = db.Facts
            .Where(x => (x.StatedFacility == stated.Value || (x.StatedFacility == null && x.Facility == stated.Value))
                && x.Facility != current.Value)
            .OrderBy(x => x.Facility).ThenBy(x => x.Clave).ThenBy(x => x.OccurredAt).ThenBy(x => x.Id);
        var first = await waiting.AsNoTracking().Select(x => new { x.Facility, x.Clave }).Take(Facts + 1).ToListAsync(ct);
        var pairs = first.GroupBy(x => x).Select(x => x.Count()).Take(Pairs).ToList();
        if (pairs.Count > 1 && pairs.Sum() > Facts)
            pairs.RemoveAt(pairs.Count - 1); // it goes on beyond what was looked at
        return pairs is [> Facts]
            ? await waiting.Where(x => x.Facility == first[0].Facility && x.Clave == first[0].Clave).Take(atMost).ToListAsync(ct)
            : await waiting.Take(pairs.Sum()).ToListAsync(ct);
    }

    /// <summary>The first entry of each document's line in the pair that it leaves.</summary>
    private async Task<Dictionary<(string, string, Guid, Guid, int), Guid?>> Posted(List<StockFact> facts, CancellationToken ct)
    {
        var first = new Dictionary<(string, string, Guid, Guid, int), Guid?>();
        foreach (var pair in facts.GroupBy(x => (x.Facility, x.Clave)))
        {
            var documents = pair.Select(x => x.DocumentId).Distinct().ToList();
            var entries = await db.Movements.AsNoTracking()
                .Where(x => x.Facility == pair.Key.Facility && x.Clave == pair.Key.Clave && documents.Contains(x.DocumentId))
                .Where(x => x.Reason != Reason.Corrected && x.Reason != Reason.Discrepancy)
                .OrderBy(x => x.Number).Select(x => new { x.Id, x.DocumentId, x.PartOf, x.Line }).ToListAsync(ct);
            foreach (var entry in entries)
                first.TryAdd((pair.Key.Facility, pair.Key.Clave, entry.DocumentId, entry.PartOf, entry.Line), entry.Id);
        }
        return first;
    }
}
