using Microsoft.EntityFrameworkCore;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Platform.Messaging;

/// <summary>
/// Forgets messages that were handled over 30 days ago, in small pieces. A message that another handler still has parked
/// is remembered: its replay may bring the others a second copy.
/// </summary>
public sealed class PruneInbox<TDb>(TDb db) : ISupplyJob where TDb : SupplyDb
{
    private const int BatchSize = 500;
    private static readonly TimeSpan kept = TimeSpan.FromDays(30);

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var before = db.Origin.Clock.Now() - kept;
        while (true)
        {
            var old = await db.Inbox.AsNoTracking().Where(x => x.At < before && !db.Parked.Any(p => p.MessageId == x.MessageId))
                .OrderBy(x => x.At).ThenBy(x => x.MessageId).Take(BatchSize).Select(x => x.MessageId).ToListAsync(ct);
            if (old.Count == 0)
                return;
            var deleted = await db.Write(() => db.Inbox.Where(x => x.At < before && old.Contains(x.MessageId)).ExecuteDeleteAsync(ct), ct);
            progress.Did(deleted, $"before {before:yyyy-MM-dd}");
        }
    }
}
