using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.Platform.Telemetry;

/// <summary>What waits in a service's outbox.</summary>
/// <param name="OldestAge">Seconds since the oldest message was written; null where none waits.</param>
public sealed record OutboxState(long Depth, double? OldestAge)
{
    public static async Task<OutboxState> Of(SupplyDb db, CancellationToken ct)
    {
        var depth = await db.Outbox.LongCountAsync(ct);
        var oldest = depth == 0 ? null : await db.Outbox.MinAsync(x => (DateTimeOffset?)x.CreatedAt, ct);
        return new(depth, oldest is { } at ? Math.Max(0, (db.Origin.Clock.GetUtcNow() - at).TotalSeconds) : null);
    }
}
