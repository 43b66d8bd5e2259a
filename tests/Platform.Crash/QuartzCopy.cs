using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Quartz;
using Supply.Platform.Hosting;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Samples;

/// <summary>A copy of the version before Hangfire: Quartz's clustered store in the same database fires the same jobs.</summary>
public static class QuartzCopy
{
    /// <summary>The tables, as that version's <c>migrate</c> made them.</summary>
    public static async Task MakeTables(IConfiguration configuration)
    {
        await using var scheduler = await QuartzSchedulerBuilder.Create(x => Configure(x, configuration, make: true)).BuildScheduler();
    }

    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        services.AddQuartz(x => Configure(x, configuration, make: false));
        services.AddHostedService<Starter>();
    }

    private static void Configure(IQuartzBuilder quartz, IConfiguration configuration, bool make)
    {
        quartz.ConfigureScheduler(x => (x.InstanceName, x.InstanceId) = ("beta", Node.From(configuration).Name));
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, Database.From(configuration).ConnectionString("beta"));
            store.UseClustering(x => (x.CheckinInterval, x.CheckinMisfireThreshold) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)));
            store.ConfigureStore(x => (x.TablePrefix, x.MaxConsecutiveFireFailures) = ("qrtz_", 0));
            if (make)
                store.ProvisionSchema();
        });
    }

    private sealed class Starter(ISchedulerFactory schedulers, IEnumerable<ScheduledJob> jobs) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var scheduler = await schedulers.GetScheduler(stoppingToken);
            foreach (var job in jobs.Where(x => x.Cron is not null))
            {
                var detail = JobBuilder.Create<Fire>().WithIdentity(job.Name, job.Service).StoreDurably().RequestRecovery().Build();
                var trigger = TriggerBuilder.Create().ForJob(detail).WithIdentity(job.Name, job.Service)
                    .WithCronSchedule(job.Cron!, x => x.InTimeZone(TimeZoneInfo.Utc)).Build();
                await scheduler.ScheduleJob(detail, [trigger], new ScheduleJobOptions { Replace = true }, stoppingToken);
            }
            await scheduler.Start(stoppingToken);
        }
    }

    [DisallowConcurrentExecution]
    private sealed class Fire(IEnumerable<ScheduledJob> jobs) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            var job = jobs.Single(x => x.Name == context.JobDetail.Key.Name);
            await job.Runner.Run(job, "quartz", cancellationToken);
        }
    }
}
