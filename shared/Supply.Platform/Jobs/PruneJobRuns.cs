using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.Platform.Jobs;

/// <summary>Forgets runs that began over 90 days ago, in small pieces, job by job; the last run of each job stays, however old.</summary>
public sealed class PruneJobRuns<TDb>(TDb db) : ISupplyJob where TDb : SupplyDb
{
    private const int BatchSize = 500;
    private static readonly TimeSpan kept = TimeSpan.FromDays(90);

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var before = db.Origin.Clock.Now() - kept;
        foreach (var job in await db.JobRuns.Select(x => x.Job).Distinct().ToListAsync(ct))
        {
            var last = await db.JobRuns.Where(x => x.Job == job).MaxAsync(x => x.StartedAt, ct);
            var limit = last < before ? last : before;
            while (await db.JobRuns.Where(x => x.Job == job && x.StartedAt < limit).OrderBy(x => x.StartedAt).ThenBy(x => x.Id)
                .Take(BatchSize).Select(x => x.Id).ToListAsync(ct) is { Count: > 0 } old)
                progress.Did(await db.Write(() => db.JobRuns.Where(x => old.Contains(x.Id)).ExecuteDeleteAsync(ct), ct),
                    $"before {before:yyyy-MM-dd}");
        }
    }
}
