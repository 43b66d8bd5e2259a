using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.Platform.Telemetry;

namespace Supply.Platform.Operations;

/// <summary>Messages that have not left yet.</summary>
public static class OutboxOperations
{
    /// <param name="OldestAge">Seconds; absent where none waits.</param>
    public sealed record OutboxView(long Depth, double? OldestAge, IReadOnlyList<OutboxType> Types);

    public sealed record OutboxType(string Type, long Count);

    internal static async Task<Reply<OutboxView>> GetOutbox<TDb>(TDb db, CancellationToken ct) where TDb : SupplyDb
    {
        var state = await OutboxState.Of(db, ct);
        var types = await db.Outbox.GroupBy(x => x.Type).Select(x => new { x.Key, Count = x.LongCount() })
            .OrderByDescending(x => x.Count).ThenBy(x => x.Key).ToListAsync(ct);
        return new OutboxView(state.Depth, state.OldestAge, [.. types.Select(x => new OutboxType(x.Key, x.Count))]);
    }
}
