using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Jobs;
using Supply.Platform.Messaging;
using Supply.Platform.Operations;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;
using Supply.Platform.Telemetry;

namespace Supply.Platform.Hosting;

/// <summary>The table of contents of a service: every route, handler and job, once.</summary>
public abstract class SupplyService<TDb>(string name) : SupplyService(name) where TDb : SupplyDb
{
    private bool migrated;

    /// <summary>Routes under <c>/{name}</c>; each declares who may call it with <c>Allow</c>.</summary>
    protected abstract void Routes(RouteGroupBuilder api);

    /// <summary>Routes under <c>/public</c>, which need no token and have rate limits of their own.</summary>
    protected virtual void PublicRoutes(RouteGroupBuilder open)
    {
    }

    protected virtual void Handlers(HandlerList<TDb> on)
    {
    }

    protected virtual void Jobs(JobList<TDb> jobs)
    {
    }

    /// <summary>What the service tells of its documents from the start, for those who take it by <see cref="Fills"/>.</summary>
    protected virtual void Feeds(FeedList feeds)
    {
    }

    /// <summary>The streams beside the catalogue that a new or emptied database is filled from.</summary>
    protected virtual void Fills(FillList<TDb> fills)
    {
    }

    /// <summary>The rows that belong to a facility and follow it when its code changes.</summary>
    protected virtual void CodeChanges(CodeChangeList<TDb> on)
    {
    }

    /// <summary>What waits for the caller, who has the present codes of its facilities; kinds that are none of its business left
    /// out.</summary>
    protected virtual Task<IReadOnlyList<ToDoCount>> ToDo(TDb db, Caller caller, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ToDoCount>>([]);

    /// <summary>Singletons and options of the service's own; most have none.</summary>
    protected virtual void Services(IServiceCollection services, IConfiguration configuration)
    {
    }

    /// <summary>What an empty database starts with. Runs after the migrations, in the same place, and adds only what is missing.</summary>
    protected virtual Task Seed(TDb db, CancellationToken ct) => Task.CompletedTask;

    internal override void AddTo(IServiceCollection services, IConfiguration configuration, HostOptions options)
    {
        var database = Database.From(configuration);
        services.AddDbContext<TDb>(x => database.Configure(x, Name), ServiceLifetime.Scoped, ServiceLifetime.Singleton);
        services.AddReadiness($"{Name}: database", MissingInDatabase);
        services.AddReadiness($"{Name}: filling", MissingInFills);
        if (options.Schedule)
            services.AddReadiness($"{Name}: schedule", MissingInSchedule);
        services.AddSingleton<ServiceJobRunner<TDb>>();
        var on = new HandlerList<TDb>(Name, services);
        Handlers(on);
        var jobs = new JobList<TDb>(Name, services);
        jobs.Add<SealAudit<TDb>>("seal-audit", "0 20 0 * * ?", atStart: true);
        jobs.Add<PruneInbox<TDb>>("prune-inbox", "0 40 0 * * ?");
        jobs.Add<PruneJobRuns<TDb>>("prune-job-runs", "0 50 0 * * ?");
        Jobs(jobs);
        Feeds(new FeedList(services));
        var fills = new FillList<TDb>();
        fills.TakeCatalogue();
        Fills(fills);
        services.AddSingleton(x => new FillStatus<TDb>(Name, fills, options.Fill ? x.GetService<IFeedSource>() : null));
        services.AddSingleton<FillStatus>(x => x.GetRequiredService<FillStatus<TDb>>());
        if (options.Fill && fills.Feeds.Count > 0)
            services.AddSingleton<IHostedService, Filler<TDb>>();
        AddCatalogueCopy(services, options);
        Services(services, configuration);
    }

    private void AddCatalogueCopy(IServiceCollection services, HostOptions options)
    {
        if (!typeof(TDb).IsAssignableTo(typeof(ReferenceDb)))
            return;
        services.AddSingleton(new CatalogueCopy(Name, typeof(TDb)));
        var changes = new CodeChangeList<TDb>();
        CodeChanges(changes);
        services.AddSingleton(x => ActivatorUtilities.CreateInstance<FollowCodeChanges<TDb>>(x, Name, changes));
        services.AddSingleton<FollowCodeChanges>(x => x.GetRequiredService<FollowCodeChanges<TDb>>());
        if (options.Schedule)
            services.AddSingleton<IHostedService>(x => x.GetRequiredService<FollowCodeChanges<TDb>>());
    }

    internal override void AddRelay(IServiceCollection services) => services.AddSingleton<IHostedService, Relay<TDb>>();

    internal override void AddReadings(IServiceCollection services) => services.AddSingleton<IHostedService, DatabaseReadings<TDb>>();

    internal override void MapTo(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/" + Name).WithGroupName(Name).WithTags(Name).AddEndpointFilter(RequestParameters.Check);
        Routes(api);
        PublicRoutes(routes.MapGroup("/public").WithGroupName(Name).WithTags(Name).AddEndpointFilter(RequestParameters.Check));
        routes.MapSchedulePage(Name);
        routes.MapSchedulePageSession(Name);
        api.MapGet("/todo", ListToDo)
            .WithSummary("What waits for the caller in this service, counted by kind.").Allow(Scope.Nation, Roles.All);
        api.MapOperations<TDb>();
        api.MapFills<TDb>();
        api.MapCodeChanges<TDb>();
    }

    internal override async Task Migrate(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        if (db.Database.IsSqlite())
        {
            await SqliteMigration.Run(db, db.Origin.Clock, ct);
        }
        else
        {
            await Database.RequireSettings(db, ct);
            await db.Database.MigrateAsync(ct);
        }
        await Seed(db, ct);
        await scope.ServiceProvider.GetRequiredService<FillStatus<TDb>>().Prepare(db, ct);
    }

    public override async Task<int> Waiting(IServiceProvider services, CancellationToken ct = default)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TDb>().Outbox.CountAsync(ct);
    }

    internal override async Task<Page<AuditOperations.AuditView>> Audit(
        IServiceProvider services, AuditQuery asked, int size, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        return await AuditOperations.Read(scope.ServiceProvider.GetRequiredService<TDb>(), asked, size, ct);
    }

    private async Task<Reply<Page<ToDoCount>>> ListToDo(HttpContext http, CancellationToken ct) =>
        new Page<ToDoCount>(await ToDo(http, ct), null);

    internal override async Task<IReadOnlyList<ToDoCount>> ToDo(HttpContext http, CancellationToken ct)
    {
        await using var scope = http.RequestServices.CreateAsyncScope(); // in an edge's request services are asked at once
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var caller = Caller.Of(http);
        var counts = await ToDo(db, db is ReferenceDb known ? await caller.In(known, ct) : caller, ct);
        return !caller.Is(Roles.Operator) ? counts
            :
            [
                .. counts, new("messages-parked", await db.Parked.LongCountAsync(ct)),
                new("items-set-aside", await db.SetAside.LongCountAsync(ct)),
            ];
    }

    internal override async Task<string?> MissingInDatabase(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        if (!migrated && (await db.Database.GetPendingMigrationsAsync(ct)).ToList() is { Count: > 0 } pending)
            return $"{pending.Count} migrations not applied, the first {pending[0]}: run migrate";
        migrated = true;
        await db.Inbox.AnyAsync(ct);
        return null;
    }

    internal override async Task<string?> MissingInSchedule(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        return await services.GetRequiredService<ScheduleStore>().Missing(scope.ServiceProvider.GetRequiredService<TDb>(), ct);
    }

    internal override async Task<IReadOnlyList<string>> StandingStill(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        return await Hosting.StandingStill.In(scope.ServiceProvider.GetRequiredService<TDb>(), services.GetServices<ScheduledJob>(), ct);
    }

    /// <returns>Null: filled; otherwise the streams that are still being taken.</returns>
    private static async Task<string?> MissingInFills(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var missing = await services.GetRequiredService<FillStatus<TDb>>().Missing(scope.ServiceProvider, [], ct);
        // why not is at ops/fills: it may name addresses
        return missing.Count == 0 ? null : string.Join(", ", missing.Select(x => $"{x.Stream} {x.Count} rows"));
    }
}
