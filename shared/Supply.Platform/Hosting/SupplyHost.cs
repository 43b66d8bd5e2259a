using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Http.OpenApi;
using Supply.Platform.Jobs;
using Supply.Platform.Messaging;
using Supply.Platform.Operations;
using Supply.Platform.Persistence;
using Supply.Platform.Telemetry;
using RetryPolicy = Supply.Platform.Messaging.RetryPolicy;

namespace Supply.Platform.Hosting;

/// <summary>Builds a process of one or of all services. Routes, handlers, outbox and jobs are the same in both.</summary>
public static class SupplyHost
{
    /// <summary>Starting what it gives fails where no authority is named whose tokens are trusted.</summary>
    /// <exception cref="InvalidOperationException">Development tokens on an address that others can reach.</exception>
    public static async Task<WebApplication> Build(string[] args, HostOptions options, IReadOnlyList<SupplyService> services,
        CancellationToken ct = default)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        if (!options.Embedded) // its callers' addresses are the gateway's, which has the limit
            builder.Configuration.AddInMemoryCollection([new(ReportLimit.Setting, "0")]);
        builder.Configuration.AddInMemoryCollection(options.Settings);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.AddTelemetry(services is [var only] ? only.Name : "standalone");
        builder.WebHost.UseUrls(options.Urls);
        builder.Services.AddSingleton(options.Retry).AddSingleton(Database.From(builder.Configuration)).AddSingleton(services);
        builder.Services.AddSingleton<WriteGate>().AddSingleton<RelaySignal>().AddSingleton<RecentCauses>().AddSingleton<Readings>();
        builder.AddEdge(options.Urls, options.DevTokens, options.Clock);
        foreach (var service in services)
        {
            service.AddTo(builder.Services, builder.Configuration, options);
            builder.AddDescription(service.Name);
        }
        if (options.Embedded)
            builder.Services.AddSingleton<IDispatch, EmbeddedDispatch>().AddSingleton<IFeedSource, InProcessFeeds>();
        builder.Services.AddSingleton(Node.From(builder.Configuration));
        builder.Services.AddSingleton(_ => ScheduleStore.Of(builder.Configuration, services, options.Embedded));
        builder.Services.AddSingleton<RunsByHand>().AddHostedService(x => x.GetRequiredService<RunsByHand>());
        if (options.Schedule)
            builder.Services.AddSchedule();
        options.Configure?.Invoke(builder);
        if (options.Relay)
            foreach (var service in services)
                service.AddRelay(builder.Services); // after the bus: what starts last stops first
        if (Export.IsOn(builder) && options.Relay)
            foreach (var service in services)
                service.AddReadings(builder.Services);

        var app = builder.Build();
        if (options.Migrate)
            await Migrate(app.Services, services, ct);
        app.UseSchedulePageSession(services); // before the edge, which reads the token
        app.UseEdge(compress: options.Embedded);
        app.MapLiveAndServing();
        app.MapReadiness();
        app.MapDescriptions([.. services.Select(x => x.Name)]);
        foreach (var service in services)
            service.MapTo(app);
        if (options.Embedded)
            MapEdge(app, services);
        return app;
    }

    /// <summary>What the gateway has beside the services where there is one.</summary>
    private static void MapEdge(WebApplication app, IReadOnlyList<SupplyService> services)
    {
        app.MapDocs([.. services.Select(x => x.Name), Edge.Name]);
        app.MapAudit([.. services.Select(x => x.Name)], (service, asked, size, _, ct) =>
            services.Single(x => x.Name == service).Audit(app.Services, asked, size, ct)!);
        app.MapToDo([.. services.Select(x => x.Name)], (service, http, ct) =>
            services.Single(x => x.Name == service).ToDo(http, ct)!);
    }

    public static async Task Migrate(IServiceProvider provider, IReadOnlyList<SupplyService> services, CancellationToken ct)
    {
        foreach (var service in services)
            await service.Migrate(provider, ct);
        // of two at once one makes the tables
        await using var held = await provider.GetServices<ScheduledJob>().First().Runner.Enter("schedule", ct);
        provider.GetRequiredService<ScheduleStore>().MakeSchema();
    }
}
