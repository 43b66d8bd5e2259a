using Hangfire.Server;

namespace Supply.Platform.Jobs;

/// <summary>
/// What Hangfire stores and fires: it names one of our jobs. One type for all of them, because a copy that meets a type it does not
/// have disables that schedule. Its name, its method's and the parameters are in every database: they must not change.
/// </summary>
public sealed class FireJob(IEnumerable<ScheduledJob> jobs)
{
    private const string Began = "Began";

    public async Task Fire(string service, string name, PerformContext context, CancellationToken ct)
    {
        var job = jobs.SingleOrDefault(x => x.Service == service && x.Name == name)
            ?? throw new InvalidOperationException($"This copy does not know {service}/{name}: the job is another version's.");
        var again = context.GetJobParameter<string>(Began) is not null; // the copy that began it died, or was told to stop
        if (!again)
            context.SetJobParameter(Began, context.ServerId);
        await job.Runner.Run(job, again ? JobRunner.ByRecovery : JobRunner.BySchedule, ct);
    }
}
