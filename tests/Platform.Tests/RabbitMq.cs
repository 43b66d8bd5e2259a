namespace Supply.Platform.Tests;

/// <summary>One cluster of three nodes for all tests that kill nodes, or make rows by the ten thousand.</summary>
[CollectionDefinition(nameof(RabbitMq))]
public sealed class RabbitMq : ICollectionFixture<RabbitMq>, IAsyncLifetime
{
    public RabbitCluster Nodes { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (RabbitCluster.Missing is null)
            Nodes = await RabbitCluster.Start(3);
    }

    public async ValueTask DisposeAsync()
    {
        if (Nodes is not null)
            await Nodes.DisposeAsync();
    }
}
