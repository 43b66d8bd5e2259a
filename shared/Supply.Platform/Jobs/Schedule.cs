using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Supply.Platform.Hosting;

namespace Supply.Platform.Jobs;

internal static class Scheduling
{
    /// <param name="cluster">Null: the schedule is in this process's memory and made anew at each start.</param>
    public static void AddSchedule(this IServiceCollection services, JobCluster? cluster)
    {
        services.AddQuartz(x =>
        {
            x.UseDefaultThreadPool(4);
            x.ConfigureScheduler(o => o.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            cluster?.Configure(x);
        });
        services.AddHostedService<Schedule>();
    }
}

/// <summary>
/// Makes the stored schedule what the code says, and starts firing: once the host serves and its database is there and
/// migrated, however long that takes. Of copies that start together one does it.
/// </summary>
internal sealed class Schedule(
    ISchedulerFactory schedulers, IEnumerable<ScheduledJob> jobs, IReadOnlyList<SupplyService> services, IServiceProvider provider, IHostApplicationLifetime life, TimeProvider clock, ILogger<Schedule> log)
    : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(2);

    private IScheduler? scheduler;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using (life.ApplicationStarted.Register(started.SetResult))
            await started.Task.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                foreach (var service in services)
                    if (await service.MissingInDatabase(provider, stoppingToken) is { } why)
                        throw new InvalidOperationException(why);
                scheduler = await schedulers.GetScheduler(stoppingToken);
                await Tell(scheduler, [.. jobs], stoppingToken);
                await scheduler.Start(stoppingToken);
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("No job runs yet; it is tried again: {Reason}", e.Message);
                await Task.Delay(pause, clock, stoppingToken);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (scheduler is not null)
            await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
    }

    private static async Task Tell(IScheduler scheduler, IReadOnlyList<ScheduledJob> jobs, CancellationToken ct)
    {
        if (jobs.Count == 0)
            return;
        await using var turn = await jobs[0].Runner.Enter("schedule", ct);
        foreach (var job in jobs)
        {
            var detail = JobBuilder.Create<FireJob>().WithIdentity(job.Name, job.Service).StoreDurably().RequestRecovery().Build();
            var trigger = TriggerBuilder.Create().ForJob(detail).WithIdentity(job.Name, job.Service)
                .WithCronSchedule(job.Cron, x => x.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build();
            // A trigger that is left alone knows what it missed while no copy ran.
            if (await scheduler.GetTrigger(trigger.Key, ct) is ICronTrigger known && known.CronExpressionString == job.Cron)
                continue;
            await scheduler.ScheduleJob(detail, [trigger], new ScheduleJobOptions { Replace = true }, ct);
            if (job.AtStart)
                await scheduler.TriggerJob(detail.Key, cancellationToken: ct);
        }
        var wanted = jobs.Select(x => new JobKey(x.Name, x.Service)).ToHashSet();
        var stored = await scheduler.QueryJobs(new JobQuery(), ct);
        await scheduler.DeleteJobs([.. stored.Items.Select(x => x.Key).Where(x => !wanted.Contains(x))], ct);
    }
}

/// <summary>What Quartz fires: it names one of our jobs.</summary>
[DisallowConcurrentExecution]
internal sealed class FireJob(IEnumerable<ScheduledJob> jobs, ILogger<FireJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var (service, name) = (context.JobDetail.Key.Group, context.JobDetail.Key.Name);
        if (jobs.SingleOrDefault(x => x.Service == service && x.Name == name) is { } job)
            await job.Runner.Run(job, context.Recovering ? JobRunner.ByRecovery : JobRunner.BySchedule, cancellationToken);
        else
            log.LogWarning("This copy does not know {Service}/{Job}: the job is another version's", service, name);
    }
}
