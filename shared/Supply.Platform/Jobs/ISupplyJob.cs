namespace Supply.Platform.Jobs;

/// <summary>Work on a schedule. Idempotent: a repeated run gives the same rows. It finds by itself what earlier runs missed.</summary>
public interface ISupplyJob
{
    Task Run(JobProgress progress, CancellationToken ct);
}
