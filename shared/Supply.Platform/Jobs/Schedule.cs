using Hangfire;
using Hangfire.Common;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supply.Platform.Hosting;

namespace Supply.Platform.Jobs;

/// <summary>
/// Fires what has a time of day: makes the stored schedule what the code says, looks again every minute whether it still is, and
/// runs a Hangfire server. Nothing of Hangfire's static configuration is used, so that several hosts live in one process.
/// </summary>
internal sealed class Schedule(
    ScheduleStore store, IEnumerable<ScheduledJob> jobs, DatabasesReady databases, IReadOnlyList<SupplyService> services,
        IServiceProvider provider, Node node,
    TimeProvider clock, ILogger<Schedule> log) : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan look = TimeSpan.FromMinutes(1);

    private readonly JobFilterCollection filters = Filters();
    private BackgroundJobServer? server;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await databases.Wait(stoppingToken);
        var stored = new StoredSchedule(store.Storage, filters, [.. jobs.Where(x => x.Cron is not null)], clock, log);
        while (true)
        {
            try
            {
                await RequireTables(stoppingToken);
                await stored.Update(stoppingToken);
                server ??= Start();
                await Task.Delay(look, clock, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The schedule could not be looked at; it is tried again: {Reason}", e.Message);
                await Task.Delay(pause, clock, stoppingToken);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (server is null)
            return;
        server.SendStop();
        await server.WaitForShutdownAsync(cancellationToken);
        server.Dispose();
    }

    private async Task RequireTables(CancellationToken ct)
    {
        foreach (var service in services)
            if (await service.MissingInSchedule(provider, ct) is { } why)
                throw new InvalidOperationException(why);
    }

    private BackgroundJobServer Start() => new(new BackgroundJobServerOptions
    {
        ServerName = node.Name,
        WorkerCount = 4,
        Activator = new Activator(provider),
        FilterProvider = filters,
        SchedulePollingInterval = ScheduleStore.Poll,
        HeartbeatInterval = store.TakeOver / 3,
        ServerTimeout = store.TakeOver * 2,
        ServerCheckInterval = store.TakeOver,
        CancellationCheckInterval = ScheduleStore.Poll,
        StopTimeout = TimeSpan.Zero,
        ShutdownTimeout = TimeSpan.FromSeconds(15),
    }, store.Storage);

    private static JobFilterCollection Filters()
    {
        var filters = new JobFilterCollection();
        filters.Add(new OneAtATime());
        filters.Add(new PassOn());
        filters.Add(new ShortMemory());
        return filters;
    }

    private sealed class Activator(IServiceProvider provider) : JobActivator
    {
        public override object ActivateJob(Type jobType) => ActivatorUtilities.CreateInstance(provider, jobType);
    }
}
