using Supply.Platform.Jobs;

namespace Supply.Samples;

/// <summary>Takes as long as a test wants.</summary>
public sealed class WaitForGate(Runs runs) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        await runs.Gate.WaitAsync(ct);
        progress.Did(1);
    }
}
