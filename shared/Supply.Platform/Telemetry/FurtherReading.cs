using Supply.Platform.Persistence;

namespace Supply.Platform.Telemetry;

/// <summary>
/// What a service adds to the readings of its database: <c>services.AddSingleton(new FurtherReading&lt;InventoryDb&gt;(...))</c>.
/// </summary>
public sealed record FurtherReading<TDb>(Func<TDb, CancellationToken, Task<GaugeReading?>> Read) where TDb : SupplyDb;
