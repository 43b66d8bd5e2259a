using Supply.Platform.Jobs;

namespace Supply.Samples;

/// <summary>Finds nothing to do.</summary>
public sealed class Idle : ISupplyJob
{
    public Task Run(JobProgress progress, CancellationToken ct) => Task.CompletedTask;
}
