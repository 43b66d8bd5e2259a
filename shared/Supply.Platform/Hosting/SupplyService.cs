using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Http;
using Supply.Platform.Operations;

namespace Supply.Platform.Hosting;

/// <summary>One service: what a host, of one or of all, needs to know of it.</summary>
public abstract class SupplyService(string name)
{
    /// <summary>Path prefix of its routes, name of its file or database, prefix of its queues.</summary>
    public string Name { get; } = name;

    internal abstract void AddTo(IServiceCollection services, IConfiguration configuration, HostOptions options);
    internal abstract void AddRelay(IServiceCollection services);
    internal abstract void AddReadings(IServiceCollection services);
    internal abstract void MapTo(IEndpointRouteBuilder routes);
    internal abstract Task Migrate(IServiceProvider services, CancellationToken ct);

    /// <returns>Null: it answers and has every migration; otherwise what it lacks.</returns>
    internal abstract Task<string?> MissingInDatabase(IServiceProvider services, CancellationToken ct);

    /// <returns>Null: what Hangfire needs is there; otherwise what it lacks.</returns>
    internal abstract Task<string?> MissingInSchedule(IServiceProvider services, CancellationToken ct);

    /// <returns>What waits for an operator while all else goes on.</returns>
    internal abstract Task<IReadOnlyList<string>> StandingStill(IServiceProvider services, CancellationToken ct);

    /// <summary>Who did what in the service.</summary>
    internal abstract Task<Page<AuditOperations.AuditView>> Audit(
        IServiceProvider services, AuditQuery asked, int size, CancellationToken ct);

    /// <summary>What waits in the service for the caller of the request.</summary>
    internal abstract Task<IReadOnlyList<ToDoCount>> ToDo(HttpContext http, CancellationToken ct);

    /// <summary>Messages that wait in the service's outbox.</summary>
    public abstract Task<int> Waiting(IServiceProvider services, CancellationToken ct = default);
}
