[assembly: AssemblyFixture(typeof(Supply.Testing.ServersFixture))]

namespace Supply.Testing;

/// <summary>Compiled into each suite: before its first test the servers that its project names are there, or known to be missing.</summary>
public sealed class ServersFixture : IAsyncLifetime
{
    private ServersProgram? servers;

    public async ValueTask InitializeAsync() => servers = await ServersProgram.Start(typeof(ServersFixture).Assembly);

    public async ValueTask DisposeAsync()
    {
        if (servers is not null)
            await servers.DisposeAsync();
    }
}
