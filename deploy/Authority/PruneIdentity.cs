using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using Supply.Authority.Domain;
using Supply.Authority.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Authority;

/// <summary>Takes away sessions, tokens, links and failures that are over. The audit stays.</summary>
internal sealed class PruneIdentity(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PruneIdentity> log) : BackgroundService
{
    private static readonly TimeSpan every = TimeSpan.FromHours(6);
    private static readonly TimeSpan kept = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Prune(stoppingToken);
            }
            catch (Exception e) when (Database.IsInfrastructure(e))
            {
                log.LogWarning(e, "What is over was not taken away; the next time it will be");
            }
        }
    }

    internal async Task Prune(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (services, now) = (scope.ServiceProvider, clock.GetUtcNow());
        var db = services.GetRequiredService<IdentityDb>();
        var (old, over, quiet) = (now - kept, now - Session.Longest, now - Pauses.Forgotten);
        await db.Sessions.Where(x => x.StartedAt < old).ExecuteDeleteAsync(ct);
        await db.Links.Where(x => x.ExpiresAt < now).ExecuteDeleteAsync(ct);
        await db.Failures.Where(x => x.LastAt < (x.Key.StartsWith("address:") ? quiet : old)).ExecuteDeleteAsync(ct);
        await services.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(over, ct);
        await services.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(over, ct);
    }
}
