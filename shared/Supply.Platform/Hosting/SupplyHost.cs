using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Supply.Platform.Http;
using Supply.Platform.Jobs;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.Platform.Feeds;
using RetryPolicy = Supply.Platform.Messaging.RetryPolicy;

namespace Supply.Platform.Hosting;

/// <summary>How a host is to run.</summary>
public sealed record HostOptions
{
    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>The development issuer; refused on any address but loopback.</summary>
    public bool DevTokens { get; init; }

    /// <summary>Messages go from the outbox to the handlers of this process. False: a bus is added by <see cref="Configure"/>.</summary>
    public bool Embedded { get; init; } = true;

    /// <summary>Outgoing messages leave the outbox. Off only in tests that look at them there.</summary>
    public bool Relay { get; init; } = true;

    /// <summary>Jobs run on their schedules. Off where somebody else fires them.</summary>
    public bool Schedule { get; init; } = true;

    /// <summary>An empty database is filled from the other services. Off in a program that only migrates, and in tests of one service.</summary>
    public bool Fill { get; init; } = true;

    /// <summary>Applies pending migrations at start.</summary>
    public bool Migrate { get; init; } = true;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public RetryPolicy Retry { get; init; } = RetryPolicy.Default;

    /// <summary>Further registrations: the bus of the distributed mode, or what a test replaces.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }

    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}

/// <summary>Builds a process of one or of all services. Routes, handlers, outbox and jobs are the same in both.</summary>
public static class SupplyHost
{
    /// <exception cref="InvalidOperationException">Development tokens on an address that others can reach, or no authority to trust.</exception>
    public static async Task<WebApplication> Build(string[] args, HostOptions options, IReadOnlyList<SupplyService> services, CancellationToken ct = default)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(options.Settings);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        builder.WebHost.UseUrls(options.Urls);
        builder.Services.AddSingleton(options.Retry).AddSingleton(Database.From(builder.Configuration)).AddSingleton(services);
        builder.Services.ConfigureHttpJsonOptions(x => HttpJson.Configure(x.SerializerOptions));
        builder.AddEdge(options.Urls, options.DevTokens, options.Clock);
        foreach (var service in services)
        {
            service.AddTo(builder.Services, builder.Configuration, options);
            builder.Services.AddOpenApi(service.Name, x => x.ShouldInclude = api => api.GroupName == service.Name);
        }
        if (options.Embedded)
            builder.Services.AddSingleton<IDispatch, EmbeddedDispatch>().AddSingleton<IPeers, InProcessPeers>();
        if (options.Schedule)
            AddSchedule(builder.Services);
        options.Configure?.Invoke(builder);

        var app = builder.Build();
        if (options.Migrate)
            await Migrate(app.Services, services, ct);
        app.UseEdge();
        MapHealth(app, services);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous().WithMetadata(new OpenToAll("the description of the routes is public"));
        foreach (var service in services)
            service.MapTo(app);
        return app;
    }

    public static async Task Migrate(IServiceProvider provider, IReadOnlyList<SupplyService> services, CancellationToken ct)
    {
        foreach (var service in services)
            await service.Migrate(provider, ct);
    }

    private static void MapHealth(WebApplication app, IReadOnlyList<SupplyService> services)
    {
        app.MapGet("/health/live", () => Results.Text("live")).AllowAll("a probe carries no token").ExcludeFromDescription();
        app.MapGet("/health/ready", async (IServiceProvider provider, IEnumerable<ISubscription> subscriptions, CancellationToken ct) =>
        {
            var missing = new List<string>();
            foreach (var service in services)
            {
                try
                {
                    await service.CheckReady(provider, ct);
                    missing.AddRange(await service.Filling(provider, ct));
                }
                catch (Exception e) when (!ct.IsCancellationRequested)
                {
                    missing.Add($"{service.Name}: database ({e.GetType().Name})");
                }
            }
            missing.AddRange(subscriptions.Where(x => x.PausedSince is not null).Select(x => $"{x.Handler}: paused since {x.PausedSince:O}"));
            return Results.Json(new { status = missing.Count == 0 ? "ready" : "not-ready", missing }, statusCode: missing.Count == 0 ? 200 : 503);
        }).AllowAll("a probe carries no token").ExcludeFromDescription();
    }

    private static void AddSchedule(IServiceCollection services)
    {
        services.AddQuartz(x => x.UseDefaultThreadPool(4));
        services.AddQuartzHostedService(x => x.WaitForJobsToComplete = true);
        services.AddHostedService<Schedule>();
    }

    /// <summary>Tells Quartz of the jobs once the container knows them all.</summary>
    private sealed class Schedule(ISchedulerFactory schedulers, IEnumerable<ScheduledJob> jobs, IHostApplicationLifetime life) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            var scheduler = await schedulers.GetScheduler(cancellationToken);
            foreach (var job in jobs)
            {
                var detail = JobBuilder.Create<FireJob>().WithIdentity(job.Name, job.Service).StoreDurably().Build();
                var trigger = TriggerBuilder.Create().ForJob(detail).WithIdentity(job.Name, job.Service)
                    .WithCronSchedule(job.Cron, x => x.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build();
                await scheduler.ScheduleJob(detail, trigger, cancellationToken: cancellationToken);
            }
            life.ApplicationStarted.Register(() => _ = Catch(scheduler));
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private async Task Catch(IScheduler scheduler)
        {
            foreach (var job in jobs.Where(x => x.AtStart))
                await scheduler.TriggerJob(new JobKey(job.Name, job.Service), life.ApplicationStopping);
        }
    }
}
