namespace Supply.Platform.Hosting;

/// <summary>Something a service cannot do all its work without. Registered with <see cref="Readiness.AddReadiness"/>.</summary>
/// <param name="Name">As <c>/health/ready</c> lists it: <c>inventory: database</c>, <c>broker</c>.</param>
/// <param name="Missing">Null while it is there; otherwise why not, in a few words. A failure to find out counts as missing.</param>
public sealed record ReadinessCheck(string Name, Func<IServiceProvider, CancellationToken, Task<string?>> Missing);
