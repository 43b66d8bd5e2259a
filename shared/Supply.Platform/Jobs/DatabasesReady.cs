using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supply.Platform.Hosting;

namespace Supply.Platform.Jobs;

/// <summary>The moment from which jobs run: the host serves, and every database is there and migrated, however long that takes.</summary>
internal sealed class DatabasesReady(
    IReadOnlyList<SupplyService> services, IServiceProvider provider, IHostApplicationLifetime life, TimeProvider clock,
        ILogger<DatabasesReady> log)
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private Task? ready;

    public Task Wait(CancellationToken ct)
    {
        lock (gate)
            return (ready ??= Task.Run(WaitForAll, life.ApplicationStopping)).WaitAsync(ct);
    }

    private async Task WaitForAll()
    {
        var stopping = life.ApplicationStopping;
        var started = new TaskCompletionSource();
        await using (life.ApplicationStarted.Register(started.SetResult))
            await started.Task.WaitAsync(stopping);
        foreach (var service in services)
            while (await Missing(service, stopping) is { } why)
            {
                log.LogWarning("No job runs yet; it is tried again: {Service}: {Reason}", service.Name, why);
                await Task.Delay(pause, clock, stopping);
            }
    }

    private async Task<string?> Missing(SupplyService service, CancellationToken ct)
    {
        try
        {
            return await service.MissingInDatabase(provider, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return e.Message;
        }
    }
}
