using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;

namespace Supply.Inventory.Persistence;

/// <summary>Reads of one pair's history.</summary>
internal sealed class PairFacts(InventoryDb db, StockPair pair)
{
    private IQueryable<StockFact> All => db.Facts.AsNoTracking().Where(x => x.Facility == pair.Facility && x.Clave == pair.Clave);

    /// <summary>The facts since the last count before the moment, which decide what is true at the moment and after it.</summary>
    public async Task<List<StockFact>> Deciding(DateTimeOffset moment, CancellationToken ct)
    {
        var count = await All
            .Where(x => x.Kind == FactKind.Count && x.OccurredAt < moment)
            .MaxAsync(x => (DateTimeOffset?)x.OccurredAt, ct);
        return await (count is { } anchor ? All.Where(x => x.OccurredAt >= anchor) : All).ToListAsync(ct);
    }

    /// <summary>The facts that decide the stock from the date on: those since the last count before it.</summary>
    public async Task<List<StockFact>> DecidingFrom(DateOnly date, CancellationToken ct) =>
        await Deciding(await All.Where(x => x.LocalDate >= date).MinAsync(x => (DateTimeOffset?)x.OccurredAt, ct)
            ?? DateTimeOffset.MaxValue, ct);

    /// <summary>When the clave was last counted on the day; null: it was not.</summary>
    public Task<DateTimeOffset?> CountedOn(DateOnly day, CancellationToken ct) =>
        All.Where(x => x.Kind == FactKind.Count && x.LocalDate == day).MaxAsync(x => (DateTimeOffset?)x.OccurredAt, ct);

    public Task<bool> CountedAt(DateTimeOffset moment, CancellationToken ct) =>
        All.AnyAsync(x => x.Kind == FactKind.Count && x.OccurredAt == moment, ct);

    /// <summary>Since when it is known what the facility has of the clave, by the facts without these.</summary>
    public Task<DateOnly?> KnownFromWithout(IReadOnlyCollection<StockFact> facts, CancellationToken ct)
    {
        var gone = facts.Select(x => x.Id).ToList();
        return All
            .Where(x => !gone.Contains(x.Id))
            .Where(x => x.Reason == Reason.Receipt || x.Reason == Reason.Received || x.Reason == Reason.Counted)
            .MinAsync(x => (DateOnly?)x.LocalDate, ct);
    }

    /// <summary>What the documents of these facts have posted of their own.</summary>
    public Task<List<Movement>> PostedBy(IEnumerable<StockFact> facts, CancellationToken ct)
    {
        var documents = facts.Select(x => x.DocumentId).Distinct().ToList();
        return db.Movements.AsNoTracking()
            .Where(x =>
                x.Facility == pair.Facility
                && x.Clave == pair.Clave
                && documents.Contains(x.DocumentId)
                && x.Reason != Reason.Corrected
                && x.Reason != Reason.Discrepancy)
            .OrderBy(x => x.Number).ToListAsync(ct);
    }
}
