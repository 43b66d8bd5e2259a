using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Samples;

/// <summary>Its first run does not end by itself; each later one is done at once.</summary>
public sealed class Linger(BetaDb db) : ISupplyJob
{
    public static readonly Guid Key = new("0197f3a0-0000-7000-8000-000000000001");

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var times = await db.Write(async () => (await Effects.Count(db, db.Effects, Key, "linger", ct)).Times, ct);
        for (progress.Did(1, $"run {times}"); times == 1; progress.Did(1))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
    }
}
