using Microsoft.AspNetCore.Builder;

namespace Supply.Platform.Hosting;

/// <summary>By what the programs of the distributed mode reach each other: the bus, or gRPC.</summary>
/// <param name="Add">To a program that serves.</param>
/// <param name="AddToMigrate">To one that only migrates; null where it has nothing to make.</param>
/// <param name="Migrate">Makes what belongs to it at the broker, after the database; the exit code.</param>
public sealed record Transport(
    Action<WebApplicationBuilder, SupplyService> Add,
    Action<WebApplicationBuilder>? AddToMigrate = null,
    Func<WebApplication, Task<int>>? Migrate = null);
