using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Supply.Platform.Persistence;

namespace Supply.Platform.Telemetry;

/// <summary>
/// Reads every few seconds what the gauges report, so that a collector's pull costs nothing. Every copy reports the same.
/// </summary>
internal sealed class DatabaseReadings<TDb>(
    IServiceScopeFactory scopes, IEnumerable<FurtherReading<TDb>> further, Readings readings) : BackgroundService
    where TDb : SupplyDb
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
                readings.Report(service = db.Service, await Read(db, stoppingToken));
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                readings.Report(service ?? "", []); // readiness says why
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
        List<GaugeReading> found =
        [
            new("supply.outbox.depth", outbox.Depth), new("supply.outbox.oldest.age", outbox.OldestAge ?? 0),
            .. parked.Select(x => new GaugeReading("supply.parked", x.Count, x.Key)),
        ];
        foreach (var reading in further)
            if (await reading.Read(db, ct) is { } read)
                found.Add(read);
        return found;
    }
}
