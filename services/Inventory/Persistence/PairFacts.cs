using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Persistence;

/// <summary>Reads of a pair's history.</summary>
internal sealed class PairFacts(InventoryDb db, StockPair pair)
{
    private IQueryable<StockFact> All => db.Facts.AsNoTracking().Where(x => x.Facility == pair.Facility && x.Clave == pair.Clave);

    /// <summary>The book after all facts until the moment.</summary>
    public async Task<Book> BookAt(DateTimeOffset moment, RingFence fence, CancellationToken ct)
    {
        var from = await CheckpointUntil(moment, fence, ct);
        var replay = new Replay(from, [], fence);
        replay.Take(await After(from).Where(x => x.OccurredAt <= moment).ToListAsync(ct));
        return replay.Book;
    }

    /// <summary>The days from the first to the last, both included, that ended without a usable piece.</summary>
    public async Task<IReadOnlyList<DateOnly>> EmptyDays(DateOnly first, DateOnly last, RingFence fence, CancellationToken ct)
    {
        var moment = await All.Where(x => x.LocalDate >= first).MinAsync(x => (DateTimeOffset?)x.OccurredAt, ct);
        var from = await CheckpointUntil(moment?.AddTicks(-1) ?? DateTimeOffset.MaxValue, fence, ct);
        return PairHistory.EmptyDays(await After(from).ToListAsync(ct), first, last, fence, from);
    }

    /// <summary>When the clave was last counted on the day; null: it was not.</summary>
    public Task<DateTimeOffset?> CountedOn(DateOnly day, CancellationToken ct) =>
        All.Where(x => x.Kind == FactKind.Count && x.LocalDate == day).MaxAsync(x => (DateTimeOffset?)x.OccurredAt, ct);

    public Task<bool> CountedAt(DateTimeOffset moment, CancellationToken ct) =>
        All.AnyAsync(x => x.Kind == FactKind.Count && x.OccurredAt == moment, ct);

    /// <summary>Since when it is known what the facilities have of the claves, by the facts without those that are removed.</summary>
    public static async Task<Dictionary<(string Facility, string Clave), DateOnly?>> KnownFromWithout(
        InventoryDb db, IReadOnlyCollection<PairLedger> pairs, CancellationToken ct)
    {
        if (pairs.Count == 0)
            return [];
        var gone = pairs.SelectMany(x => x.Change.Removed).Select(x => x.Id).ToList();
        return await db.Facts.WithKeys(x => new { x.Facility, x.Clave }, pairs.Select(x => new { x.Pair.Facility, x.Pair.Clave }))
            .Where(x => !gone.Contains(x.Id))
            .Where(x => x.Reason == Reason.Receipt || x.Reason == Reason.Received || x.Reason == Reason.Counted)
            .GroupBy(x => new { x.Facility, x.Clave })
            .Select(x => new { x.Key.Facility, x.Key.Clave, First = x.Min(y => (DateOnly?)y.LocalDate) })
            .ToDictionaryAsync(x => (x.Facility, x.Clave), x => x.First, ct);
    }

    /// <summary>What the documents of the removed facts have posted of their own.</summary>
    public static async Task<ILookup<(string Facility, string Clave), Movement>> PostedBy(
        InventoryDb db, IReadOnlyCollection<PairLedger> pairs, CancellationToken ct)
    {
        var removed = pairs.SelectMany(x => x.Change.Removed.Select(y => (x.Pair.Facility, x.Pair.Clave, y.DocumentId))).ToHashSet();
        var documents = removed.Select(x => x.DocumentId).Distinct().ToList();
        List<Movement> posted = documents.Count == 0 ? [] : await db.Movements
            .WithKeys(x => new { x.Facility, x.Clave }, pairs.Select(x => new { x.Pair.Facility, x.Pair.Clave })).AsNoTracking()
            .Where(x => documents.Contains(x.DocumentId) && x.Reason != Reason.Corrected && x.Reason != Reason.Discrepancy)
            .OrderBy(x => x.Number).ToListAsync(ct);
        return posted.Where(x => removed.Contains((x.Facility, x.Clave, x.DocumentId))).ToLookup(x => (x.Facility, x.Clave));
    }

    private IQueryable<StockFact> After(Checkpoint? from) => from is null ? All : All.Where(x => x.OccurredAt > from.At);

    /// <summary>The last checkpoint that is not after the moment; null: it has none, or the ring fence has changed since.</summary>
    private async Task<Checkpoint?> CheckpointUntil(DateTimeOffset moment, RingFence fence, CancellationToken ct)
    {
        var row = await db.Checkpoints.AsNoTracking()
            .Where(x => x.Facility == pair.Facility && x.Clave == pair.Clave && x.At <= moment)
            .OrderByDescending(x => x.At).FirstOrDefaultAsync(ct);
        return row is not null && PairCheckpoint.Read(row.State) is var state && state.HoldsUnder(fence) ? new(row.At, state) : null;
    }
}
