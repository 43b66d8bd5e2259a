using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;

namespace Supply.Indicators.Features.Publications;

/// <summary>Begins a rebuild anew whose process ended in the middle, where no other copy is at it; otherwise does nothing.</summary>
public sealed class ContinueRebuild(IndicatorsDb db, IEnumerable<ScheduledJob> jobs) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var rebuild = jobs.Single(x => x.Service == db.Service && x.Name == Rebuild.Name);
        if (!await db.Rollovers.AnyAsync(x => x.RebuildUnfinished, ct)
            || await rebuild.Runner.Last(rebuild.Name, ct) is { Status: "running" })
            return;
        var run = await rebuild.Runner.Run(rebuild, "continue-rebuild", ct);
        progress.Did(1, $"rebuild {run.Status}: {run.Note}");
    }
}
