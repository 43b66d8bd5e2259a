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
    public async Task<int> Follow(FacilityCode stated, FacilityCode current, int atMost, CancellationToken ct)
    {
        var facts = await db.Facts
            .Where(x => (x.StatedFacility == stated.Value || (x.StatedFacility == null && x.Facility == stated.Value))
                && x.Facility != current.Value)
            .OrderBy(x => x.Facility).ThenBy(x => x.Clave).ThenBy(x => x.OccurredAt).Take(atMost).ToListAsync(ct);
        var batch = Few(WholePairs(facts, atMost));
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
        foreach (var fact in batch)
            fact.Facility = current.Value;
        return batch.Count;
    }

    /// <summary>A pair that does not fit any more waits for the next batch, unless it alone is more than a batch.</summary>
    private static List<StockFact> WholePairs(List<StockFact> facts, int atMost)
    {
        if (facts.Count < atMost)
            return facts;
        var (facility, clave) = (facts[^1].Facility, facts[^1].Clave);
        var whole = facts.Where(x => (x.Facility, x.Clave) != (facility, clave)).ToList();
        return whole.Count > 0 ? whole : facts;
    }

    // Who works with one of the pairs waits until all of the batch are moved: whole pairs, no further one once there are this many facts.
    private static List<StockFact> Few(List<StockFact> facts)
    {
        var few = new List<StockFact>();
        foreach (var pair in facts.GroupBy(x => (x.Facility, x.Clave)))
        {
            if (few.Count >= 50)
                break;
            few.AddRange(pair);
        }
        return few;
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
