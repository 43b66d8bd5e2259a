using Supply.Platform.Jobs;

namespace Supply.Samples;

/// <summary>Says that it ran, and takes long enough to meet another run.</summary>
public sealed class Tick : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        progress.Did(1, "tick");
    }
}
