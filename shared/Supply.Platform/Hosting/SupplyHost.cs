using System.Net;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using Quartz;
using RetryPolicy = Supply.Platform.Messaging.RetryPolicy;
using Supply.Platform.Http;
using Supply.Platform.Jobs;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

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
        builder.WebHost.UseUrls(options.Urls).ConfigureKestrel(Limits);
        builder.Services.AddSingleton(options.Clock).AddSingleton(options.Retry).AddSingleton(Database.From(builder.Configuration)).AddSingleton(services);
        builder.Services.AddScoped(x => new Origin(x.GetRequiredService<TimeProvider>()));
        builder.Services.ConfigureHttpJsonOptions(x => HttpJson.Configure(x.SerializerOptions));
        AddTokens(builder, options);
        foreach (var service in services)
        {
            service.AddTo(builder.Services, builder.Configuration, options);
            builder.Services.AddOpenApi(service.Name, x => x.ShouldInclude = api => api.GroupName == service.Name);
        }
        if (options.Embedded)
            builder.Services.AddSingleton<IDispatch, EmbeddedDispatch>();
        if (options.Schedule)
            AddSchedule(builder.Services);
        options.Configure?.Invoke(builder);

        var app = builder.Build();
        if (options.Migrate)
            await Migrate(app.Services, services, ct);
        app.UseProblems();
        app.Use(Correlate);
        app.UseRouting();
        app.UseAuthentication();
        app.Use(Sign);
        app.UseAuthorization();
        app.Services.GetService<DevelopmentTokens>()?.Map(app);
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

    private static void Limits(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null; // each reader has its own limit and answers 413 itself
    }

    private static void AddTokens(WebApplicationBuilder builder, HostOptions options)
    {
        var authentication = builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme);
        builder.Services.AddAuthorization();
        if (options.DevTokens)
        {
            var configuredUrls = builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(x => x["Url"] ?? ""); // they would win over ours
            foreach (var url in options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Concat(configuredUrls))
                if (!IsLoopback(BindingAddress.Parse(url).Host))
                    throw new InvalidOperationException($"--dev-tokens only works on loopback addresses, and {url} is none: anybody could make a token.");
            var configured = builder.Configuration["DevTokens:Key"];
            var database = Database.From(builder.Configuration);
            DevelopmentTokens tokens;
            if (configured is not null)
            {
                tokens = new DevelopmentTokens(Convert.FromBase64String(configured), options.Clock);
            }
            else
            {
                var folder = database.Provider == DatabaseProvider.Sqlite ? database.Location : throw new InvalidOperationException("DevTokens:Key is missing.");
                Directory.CreateDirectory(folder);
                tokens = DevelopmentTokens.FromFile(Path.Combine(folder, "development.key"), options.Clock);
            }
            builder.Services.AddSingleton(tokens);
            authentication.AddJwtBearer(x =>
            {
                x.MapInboundClaims = false;
                x.TokenValidationParameters = Parameters(options.Clock);
                x.TokenValidationParameters.ValidIssuer = DevelopmentTokens.Issuer;
                x.TokenValidationParameters.ValidAudience = DevelopmentTokens.Audience;
                x.TokenValidationParameters.IssuerSigningKey = tokens.Key;
                x.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
            });
            return;
        }
        authentication.AddJwtBearer(x =>
        {
            x.MapInboundClaims = false;
            x.Authority = builder.Configuration["Tokens:Authority"];
            x.Audience = builder.Configuration["Tokens:Audience"] ?? DevelopmentTokens.Audience;
            x.TokenValidationParameters = Parameters(options.Clock);
            x.TokenValidationParameters.ValidAudience = x.Audience;
        });
    }

    private static TokenValidationParameters Parameters(TimeProvider clock) => new()
    {
        NameClaimType = "sub", RoleClaimType = "role", RequireExpirationTime = true, RequireSignedTokens = true,
        LifetimeValidator = (from, to, _, _) =>
            clock.GetUtcNow().UtcDateTime is var now && (from is null || from.Value.AddSeconds(-30) <= now) && to is not null && now < to.Value.AddSeconds(30),
    };

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static Task Correlate(HttpContext context, RequestDelegate next)
    {
        var origin = context.RequestServices.GetRequiredService<Origin>();
        if (Guid.TryParse(context.Request.Headers["X-Correlation-Id"], out var given))
            origin.CorrelationId = given;
        context.Features.Set(origin);
        context.Response.Headers["X-Correlation-Id"] = origin.CorrelationId.ToString();
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            if (!context.Response.Headers.ContainsKey("Cache-Control"))
                context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static Task Sign(HttpContext context, RequestDelegate next)
    {
        var (caller, origin) = (new Caller(context.User), context.Features.Get<Origin>()!);
        (origin.Subject, origin.Role) = (caller.Subject, caller.Role);
        return next(context);
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
