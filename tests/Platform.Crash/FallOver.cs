using Supply.Platform.Jobs;

namespace Supply.Samples;

public sealed class FallOver : ISupplyJob
{
    public Task Run(JobProgress progress, CancellationToken ct) => throw new InvalidOperationException("fell over");
}
