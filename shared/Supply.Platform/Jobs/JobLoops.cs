using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Supply.Platform.Jobs;

/// <summary>
/// Runs what is due every few seconds, a loop for each job. Each copy has its loops; the job's lock keeps them apart, and a copy
/// that finds it taken leaves that run out. Nothing is stored, so nothing has to be taken over when a copy dies.
/// </summary>
internal sealed class JobLoops(IEnumerable<ScheduledJob> jobs, DatabasesReady databases, TimeProvider clock, ILogger<JobLoops> log)
    : BackgroundService
{
    // A job that fails again and again is tried less often: each failure leaves a row.
    private static readonly TimeSpan longestPause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await databases.Wait(stoppingToken);
        await Task.WhenAll(jobs.Where(x => x.Every is not null).Select(job => Task.Run(() => Loop(job, stoppingToken), stoppingToken)));
    }

    private async Task Loop(ScheduledJob job, CancellationToken ct)
    {
        for (var pause = job.Every!.Value; ; await Task.Delay(pause, clock, ct))
            pause = await Run(job, ct) || pause >= longestPause ? job.Every.Value : pause * 2;
    }

    private async Task<bool> Run(ScheduledJob job, CancellationToken ct)
    {
        try
        {
            return await job.Runner.TryRun(job, JobRunner.BySchedule, ct) is not { Status: "failed" };
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogWarning("{Service}/{Job} could not be run; it is tried again: {Reason}", job.Service, job.Name, e.Message);
            return false;
        }
    }
}
