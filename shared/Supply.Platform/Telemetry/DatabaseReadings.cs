using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Supply.Platform.Persistence;

namespace Supply.Platform.Telemetry;

/// <summary>What a service adds to the readings of its database: <c>services.AddSingleton(new FurtherReading&lt;InventoryDb&gt;(...))</c>.</summary>
public sealed record FurtherReading<TDb>(Func<TDb, CancellationToken, Task<GaugeReading?>> Read) where TDb : SupplyDb;

/// <summary>What waits in a service's outbox.</summary>
/// <param name="OldestAge">Seconds since the oldest message was written; null where none waits.</param>
public sealed record OutboxState(long Depth, double? OldestAge)
{
    public static async Task<OutboxState> Of(SupplyDb db, CancellationToken ct)
    {
        var depth = await db.Outbox.LongCountAsync(ct);
        var oldest = depth == 0 ? null : await db.Outbox.MinAsync(x => (DateTimeOffset?)x.CreatedAt, ct);
        return new(depth, oldest is { } at ? Math.Max(0, (db.Origin.Clock.GetUtcNow() - at).TotalSeconds) : null);
    }
}

/// <summary>Reads every few seconds what the gauges report, so that a collector's pull costs nothing. Every copy reports the same.</summary>
internal sealed class DatabaseReadings<TDb>(IServiceScopeFactory scopes, IEnumerable<FurtherReading<TDb>> further) : BackgroundService where TDb : SupplyDb
{
    private static readonly TimeSpan interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? service = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<TDb>();
                SupplyDiagnostics.Report(service = db.Service, await Read(db, stoppingToken));
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                SupplyDiagnostics.Report(service ?? "", []); // readiness says why
            }
            catch (Exception) // stopping; a statement that is cancelled is a SqlException on SQL Server
            {
                return;
            }
            await Task.Delay(interval, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<List<GaugeReading>> Read(TDb db, CancellationToken ct)
    {
        var outbox = await OutboxState.Of(db, ct);
        var parked = await db.Parked.GroupBy(x => x.Handler).Select(x => new { x.Key, Count = x.LongCount() }).ToListAsync(ct);
        List<GaugeReading> readings =
        [
            new("supply.outbox.depth", outbox.Depth), new("supply.outbox.oldest.age", outbox.OldestAge ?? 0),
            .. parked.Select(x => new GaugeReading("supply.parked", x.Count, x.Key)),
        ];
        foreach (var reading in further)
            if (await reading.Read(db, ct) is { } read)
                readings.Add(read);
        return readings;
    }
}
