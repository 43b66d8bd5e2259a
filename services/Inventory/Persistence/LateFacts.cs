using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Persistence;

/// <summary>
/// Reads what the replays of pairs need, for all pairs of a transaction together, and keeps the checkpoints that they make.
/// </summary>
internal static class LateFacts
{
    private const int Together = 500; // SQL Server takes 2,100 parameters

    private sealed record Open(StockPair Pair, LateReplay Replay, Dictionary<DateTimeOffset, Guid> Checkpoints);

    /// <returns>The replay of each pair, done.</returns>
    public static async Task<Dictionary<PairLedger, LateReplay>> Replay(
        InventoryDb db, IReadOnlyCollection<PairLedger> late, RingFence fence, DateTimeOffset now, CancellationToken ct)
    {
        if (late.Count == 0)
            return [];
        var stored = (await db.Checkpoints
            .WithKeys(x => new { x.Facility, x.Clave }, late.Select(x => new { x.Pair.Facility, x.Pair.Clave }))
            .Select(x => new { x.Facility, x.Clave, x.At, x.Id }).ToListAsync(ct)).ToLookup(x => (x.Facility, x.Clave));
        var replays = late.ToDictionary(x => x, x =>
        {
            var checkpoints = stored[(x.Pair.Facility, x.Pair.Clave)].ToDictionary(y => y.At, y => y.Id);
            return new Open(x.Pair, new(x.Change.Added, x.Change.Removed, checkpoints.Keys, x.NamesNoSource, fence), checkpoints);
        });
        var begun = false;
        for (var open = replays.Values.ToList(); open.Count > 0; open.RemoveAll(x => x.Replay.IsDone))
        {
            var states = await States(db, open.SelectMany(x =>
                new[] { begun ? null : x.Replay.From, x.Replay.End }.OfType<DateTimeOffset>().Select(at => x.Checkpoints[at])), ct);
            if (!begun)
                open.ForEach(x => x.Replay.Begin(State(x, x.Replay.From)));
            begun = true;
            var facts = (await db.Facts.WithRanges(x => new { x.Facility, x.Clave }, x => x.OccurredAt, open.Select(x =>
                    (new { x.Pair.Facility, x.Pair.Clave }, x.Replay.After, x.Replay.Through)))
                .AsNoTracking().ToListAsync(ct)).ToLookup(x => (x.Facility, x.Clave));
            open.ForEach(x => x.Replay.Take(facts[(x.Pair.Facility, x.Pair.Clave)], State(x, x.Replay.End)));

            BookState? State(Open x, DateTimeOffset? at) =>
                at is { } known && states.TryGetValue(x.Checkpoints[known], out var state) ? PairCheckpoint.Read(state) : null;
        }
        await Delete(db, replays.Values.SelectMany(x => x.Replay.Dropped.Select(at => x.Checkpoints[at])), ct);
        db.Checkpoints.AddRange(replays.Values.SelectMany(x => x.Replay.Made.Select(y => PairCheckpoint.Of(x.Pair, y, now))));
        return replays.ToDictionary(x => x.Key, x => x.Value.Replay);
    }

    /// <summary>Forgets what is not to be trusted: a copy of an older release has worked on these pairs.</summary>
    public static async Task Forget(InventoryDb db, IReadOnlyCollection<StockPair> pairs, CancellationToken ct)
    {
        if (pairs.Count == 0)
            return;
        var ids = await db.Checkpoints.WithKeys(x => new { x.Facility, x.Clave }, pairs.Select(x => new { x.Facility, x.Clave }))
            .Select(x => x.Id).ToListAsync(ct);
        await Delete(db, ids, ct);
    }

    private static async Task Delete(InventoryDb db, IEnumerable<Guid> ids, CancellationToken ct)
    {
        foreach (var some in ids.Chunk(Together))
            await db.Checkpoints.Where(x => some.Contains(x.Id)).ExecuteDeleteAsync(ct);
    }

    private static async Task<Dictionary<Guid, byte[]>> States(InventoryDb db, IEnumerable<Guid> ids, CancellationToken ct)
    {
        var states = new Dictionary<Guid, byte[]>();
        foreach (var some in ids.Chunk(Together))
            foreach (var x in await db.Checkpoints.AsNoTracking().Where(x => some.Contains(x.Id)).ToListAsync(ct))
                states[x.Id] = x.State;
        return states;
    }
}
