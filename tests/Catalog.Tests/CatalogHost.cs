namespace Supply.Catalog.Tests;

/// <summary>A running catalogue, shared by the tests of a class; each test uses codes of its own.</summary>
public sealed class CatalogHost : IAsyncLifetime
{
    public ServiceHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await ServiceHost.Start(new CatalogService());

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
