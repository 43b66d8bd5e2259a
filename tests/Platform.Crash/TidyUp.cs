using Supply.Platform.Jobs;

namespace Supply.Samples;

public sealed class TidyUp(Runs runs) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        await runs.Take(ct);
        progress.Did(3, "three notes");
    }
}
