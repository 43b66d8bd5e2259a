using DotNet.Testcontainers.Containers;
using Microsoft.Data.SqlClient;
using Testcontainers.MsSql;
using Testcontainers.PostgreSql;
using Testcontainers.RabbitMq;

namespace Supply.Testing.Servers;

/// <summary>
/// Finds a server of each kind, in this order: the one that a variable names, the programs that are installed, a container where an
/// engine answers; else none, and the reason. What it starts ends when it is disposed of.
/// </summary>
public sealed class ServerStarter(Func<string, string?> environment, ContainerEngine engine) : IAsyncDisposable
{
    /// <summary>The first time an image is downloaded; that of SQL Server has 1.5 GB.</summary>
    private static readonly TimeSpan startOfContainer = TimeSpan.FromMinutes(15);

    private readonly List<IAsyncDisposable> started = [];

    public async Task<IReadOnlyList<FoundServer>> Find(IReadOnlyCollection<TestServer> wanted) => await Task.WhenAll(wanted.Select(Find));

    public async ValueTask DisposeAsync()
    {
        foreach (var server in started)
            await server.DisposeAsync();
    }

    private async Task<FoundServer> Find(TestServer server)
    {
        if (environment(TestServers.Variable(server)) is { Length: > 0 } lent)
            return new(server, lent, null);
        List<string> reasons = [];
        foreach (var source in (Func<TestServer, Task<(string? Address, string Reason)>>[])[Installed, Contained])
        {
            var (address, reason) = await source(server);
            if (address is not null)
                return new(server, address, null);
            reasons.Add(reason);
        }
        return new(server, null, string.Join("; ", reasons.Prepend($"{TestServers.Variable(server)} is not set").Where(x => x.Length > 0)));
    }

    private async Task<(string?, string)> Installed(TestServer server)
    {
        try
        {
            switch (server)
            {
                case TestServer.Postgres when InstalledServers.Postgres is { } programs:
                    var postgres = Keep(await PostgresProcess.Start(programs));
                    return (postgres.Connection, "");
                case TestServer.RabbitMq when InstalledServers.RabbitMq is not null:
                    return (Keep(await RabbitCluster.Start(1)).Addresses, "");
                case TestServer.SqlServer:
                    return (null, ""); // nothing that is installed is used: it would be somebody's own
                default:
                    return (null, "not installed");
            }
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or TimeoutException)
        {
            return (null, $"installed, but did not start: {OneLine(e)}");
        }
    }

    private async Task<(string?, string)> Contained(TestServer server)
    {
        if (await engine.Missing() is { } missing)
            return (null, missing);
        try
        {
            return (await StartContainer(server), "");
        }
        catch (Exception e)
        {
            return (null, $"a container engine answers, but the container did not start: {OneLine(e)}");
        }
    }

    private async Task<string> StartContainer(TestServer server)
    {
        switch (server)
        {
            case TestServer.Postgres:
                var postgres = new PostgreSqlBuilder("postgres:15").WithUsername("postgres").WithCommand("-c", "max_connections=300")
                    .Build();
                await Start(postgres);
                var port = postgres.GetMappedPublicPort(PostgreSqlBuilder.PostgreSqlPort);
                return $"Host={postgres.Hostname};Port={port};Username=postgres;Password={PostgreSqlBuilder.DefaultPassword}";
            case TestServer.RabbitMq:
                var rabbit = new RabbitMqBuilder("rabbitmq:3.13").WithUsername("guest").WithPassword("guest").Build();
                await Start(rabbit);
                return $"{rabbit.Hostname}:{rabbit.GetMappedPublicPort(RabbitMqBuilder.RabbitMqPort)}";
            default:
                var sql = new MsSqlBuilder("mcr.microsoft.com/mssql/server:2022-latest").Build();
                await Start(sql);
                // Each test makes databases of its own there, with the collation and the row versions that the services demand.
                var connection = new SqlConnectionStringBuilder(sql.GetConnectionString());
                connection.Remove("Initial Catalog");
                return connection.ToString();
        }
    }

    private async Task Start(DockerContainer container)
    {
        Keep(container);
        using var patience = new CancellationTokenSource(startOfContainer, TimeProvider.System);
        await container.StartAsync(patience.Token);
    }

    private T Keep<T>(T server) where T : IAsyncDisposable
    {
        lock (started)
            started.Add(server);
        return server;
    }

    private static string OneLine(Exception e) => e.GetBaseException().Message.ReplaceLineEndings(" ").Trim();
}
