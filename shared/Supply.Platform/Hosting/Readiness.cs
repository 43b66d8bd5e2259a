using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supply.Platform.Http;
using Supply.Platform.Messaging;

namespace Supply.Platform.Hosting;

/// <summary>
/// <c>/health/ready</c>: 200, or 503 naming each missing dependency; 200 and <c>degraded</c> where nothing is missing and
/// something stands still. Checks run side by side, each for 1.5 s at most, so that the answer comes also while a dependency hangs.
/// </summary>
public static class Readiness
{
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(1.5);

    public static void AddReadiness(
        this IServiceCollection services, string name, Func<IServiceProvider, CancellationToken, Task<string?>> missing) =>
        services.AddSingleton(new ReadinessCheck(name, missing));

    internal static void MapReadiness(this WebApplication app) =>
        app.MapGet("/health/ready",
            async (IServiceProvider provider, IEnumerable<ReadinessCheck> checks, IEnumerable<ISubscription> subscriptions,
            IReadOnlyList<SupplyService> services, CancellationToken ct) =>
        {
            var missing = Task.WhenAll(checks.Select(check => Ask(check, provider, ct)));
            var degraded = Task.WhenAll(services.Select(service => Ask(service, provider, ct)));
            return Answer(
                [.. (await missing).OfType<string>(), .. subscriptions.Where(x => x.PausedSince is not null)
                    .Select(x => $"{x.Handler}: paused since {x.PausedSince:O}")],
                [.. (await degraded).SelectMany(x => x)]);
        }).AllowAll("a probe carries no token").ExcludeFromDescription();

    /// <param name="degraded">
    /// What stands still while all else goes on. The answer stays 200: the fact is in the database that all copies share, and taking
    /// them all out of service because of it would stop everything.
    /// </param>
    public static IResult Answer(IReadOnlyCollection<string> missing, IReadOnlyCollection<string>? degraded = null)
    {
        var status = missing.Count > 0 ? "not-ready" : degraded is { Count: > 0 } ? "degraded" : "ready";
        return Results.Json(new { status, missing, degraded = degraded ?? [] },
            statusCode: missing.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<string?> Ask(ReadinessCheck check, IServiceProvider provider, CancellationToken ct)
    {
        var (why, failure) = await Within(x => check.Missing(provider, x), ct);
        return failure is not null ? $"{check.Name} ({failure})" : why is not null ? $"{check.Name} ({why})" : null;
    }

    private static async Task<IEnumerable<string>> Ask(SupplyService service, IServiceProvider provider, CancellationToken ct)
    {
        var (found, failure) = await Within(x => service.StandingStill(provider, x), ct);
        return failure is null
            ? found!.Select(x => $"{service.Name}: {x}")
            : [$"{service.Name}: jobs and messages could not be looked at ({failure})"];
    }

    private static async Task<(T? Answer, string? Failure)> Within<T>(Func<CancellationToken, Task<T>> question, CancellationToken ct)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(ct);
        giveUp.CancelAfter(limit);
        try
        {
            // On another thread, and left behind when it is late: a driver may neither yield nor heed the token.
            return (await Task.Run(() => question(giveUp.Token), giveUp.Token).WaitAsync(limit, ct), null);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return (default, e is TimeoutException or OperationCanceledException ? $"no answer within {limit.TotalSeconds} s" : Class(e));
        }
    }

    /// <summary>What kind of failure it is, without texts that may hold addresses, names or data.</summary>
    private static string Class(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException { SqlState: var state })
                return $"PostgreSQL {state}";
            if (cause is Microsoft.Data.SqlClient.SqlException { Number: var number })
                return $"SQL Server {number}";
            if (cause is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: var code })
                return $"SQLite {code}";
            if (cause is SocketException { SocketErrorCode: var socket })
                return socket.ToString();
        }
        return e.GetType().Name;
    }
}
