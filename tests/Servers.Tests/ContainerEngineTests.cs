using System.Net;
using System.Net.Sockets;
using Supply.Testing.Servers;

namespace Supply.Servers.Tests;

/// <summary>What can be known of a container engine without one; each answer comes soon and says why.</summary>
public sealed class ContainerEngineTests
{
    [Fact]
    public async Task Without_a_socket_there_is_none() =>
        Assert.Equal(
            "no container engine: no socket, and DOCKER_HOST is not set",
            await new ContainerEngine(Nothing, ["/nowhere/docker.sock"]).Missing());

    [Fact]
    public async Task A_socket_that_is_not_there_is_named()
    {
        var missing = await Engine("unix:///nowhere/docker.sock").Missing();
        Assert.StartsWith("no container engine at unix:///nowhere/docker.sock: ", missing, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", missing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_socket_is_named()
    {
        var file = Path.GetTempFileName();
        Assert.StartsWith(
            $"no container engine at unix://{file}: ", await new ContainerEngine(Nothing, [file]).Missing(), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task A_port_that_refuses_is_named()
    {
        var address = $"tcp://127.0.0.1:{Ports.Free()}";
        Assert.StartsWith($"no container engine at {address}: ", await Engine(address).Missing(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_is_named() =>
        Assert.StartsWith("no container engine at nonsense: ", await Engine("nonsense").Missing(), StringComparison.Ordinal);

    [Fact]
    public async Task A_port_that_accepts_and_says_nothing_is_given_up_after_two_seconds()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = $"tcp://{silent.LocalEndpoint}";
        Assert.Equal($"no container engine at {address}: no answer within 2 s", await Engine(address).Missing());
    }

    [Fact]
    public async Task One_that_answers_is_one()
    {
        await using var engine = await AnsweringEngine.Start();
        Assert.Null(await Engine(engine.Address, Patience.Limit).Missing());
    }

    private static string? Nothing(string name) => null;

    private static ContainerEngine Engine(string address, TimeSpan? limit = null) =>
        new(x => x == "DOCKER_HOST" ? address : null, limit: limit);
}
