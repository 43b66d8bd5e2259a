using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Supply.Platform.Telemetry;

/// <summary>What the gauges of a host report: what was last read from the databases of its services.</summary>
internal sealed class Readings
{
    private readonly ConcurrentDictionary<(string Service, string Name, string? Of), double> latest = new();

    public Readings(IMeterFactory meters)
    {
        var meter = meters.Create(SupplyDiagnostics.Name);
        foreach (
            var (name, unit) in (
                ReadOnlySpan<(string, string)>)[("supply.outbox.depth", "{message}"), ("supply.outbox.oldest.age", "s"),
                ("supply.parked", "{message}"), ("supply.stock.differences", "{balance}")])
            meter.CreateObservableGauge(name, () => Of(name), unit);
    }

    /// <summary>Replaces what is known of the service's database. Empty: nothing is, and nothing is reported.</summary>
    public void Report(string service, IReadOnlyCollection<GaugeReading> now)
    {
        foreach (var key in latest.Keys.Where(x => x.Service == service && !now.Any(r => r.Name == x.Name && r.Of == x.Of)))
            latest.TryRemove(key, out _);
        foreach (var reading in now)
            latest[(service, reading.Name, reading.Of)] = reading.Value;
    }

    private IEnumerable<Measurement<double>> Of(string name) => latest.Where(x => x.Key.Name == name).Select(x => new Measurement<double>(
        x.Value, x.Key.Of is null ? [new("service", x.Key.Service)] : [new("service", x.Key.Service), new("handler", x.Key.Of)]));
}
