using Supply.Platform.Jobs;

namespace Supply.Samples;

/// <summary>Can do none of its items.</summary>
public sealed class Flood : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        for (var i = 0; i < 1500; i++)
            await progress.Try($"item {i}", () => throw new InvalidOperationException("no"));
    }
}
