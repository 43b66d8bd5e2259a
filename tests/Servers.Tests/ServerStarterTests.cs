using System.Diagnostics;
using Npgsql;
using Supply.Testing.Servers;

namespace Supply.Servers.Tests;

/// <summary>Where a server is taken from, in which order, and what is said where there is none.</summary>
public sealed class ServerStarterTests
{
    private static readonly ContainerEngine noEngine = new(_ => null, []);

    [Fact]
    public async Task A_server_that_a_variable_names_is_used_and_no_engine_is_asked()
    {
        await using var servers = new ServerStarter(
            x => x == "SUPPLY_TEST_SQLSERVER"
            ? "Server=lent" : null, new ContainerEngine(_ => throw new InvalidOperationException("asked")));
        Assert.Equal([new FoundServer(TestServer.SqlServer, "Server=lent", null)], await servers.Find([TestServer.SqlServer]));
    }

    [Fact]
    public async Task Without_a_variable_and_an_engine_SQL_Server_is_left_out_with_the_reason()
    {
        await using var servers = new ServerStarter(_ => null, noEngine);
        var found = Assert.Single(await servers.Find([TestServer.SqlServer]));
        Assert.Equal(
            "SUPPLY_TEST_WITHOUT_SQLSERVER=SUPPLY_TEST_SQLSERVER is not set; no container engine: no socket, and DOCKER_HOST is not set",
            found.Setting);
    }

    [Fact]
    public async Task An_engine_that_cannot_start_the_container_is_told_from_none()
    {
        await using var engine = await AnsweringEngine.Start();
        await using var servers = new ServerStarter(
            _ => null, new ContainerEngine(x => x == "DOCKER_HOST" ? engine.Address : null, limit: Patience.Limit));
        var found = Assert.Single(await servers.Find([TestServer.SqlServer]));
        Assert.Contains("a container engine answers, but the container did not start: ", found.Missing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_required_and_not_there_is_a_failure()
    {
        var (exit, lines, error) = await Run(
            new() { ["DOCKER_HOST"] = "unix:///nowhere/docker.sock", ["SUPPLY_TEST_REQUIRE"] = "sqlserver" }, "sqlserver");
        Assert.Equal(1, exit);
        Assert.DoesNotContain("ready", lines);
        Assert.Contains(
            "SUPPLY_TEST_REQUIRE wants SQL Server: SUPPLY_TEST_SQLSERVER is not set; no container engine at unix:///nowhere/docker.sock: ",
            error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_required_and_given_is_ready()
    {
        var (exit, lines, _) = await Run(
            new() { ["SUPPLY_TEST_SQLSERVER"] = "Server=lent", ["SUPPLY_TEST_REQUIRE"] = "sqlserver" }, "sqlserver");
        Assert.Equal(0, exit);
        Assert.Equal(["SUPPLY_TEST_SQLSERVER=Server=lent", "ready"], lines);
    }

    [Fact]
    public void A_requirement_that_nothing_can_meet_is_an_error() =>
        Assert.Throws<ArgumentException>(() => TestServers.Required(x => x == "SUPPLY_TEST_REQUIRE" ? "postgres,sqlsrver" : null));

    [Fact]
    public void Several_can_be_required() =>
        Assert.Equal([TestServer.Postgres, TestServer.SqlServer], TestServers.Required(_ => "postgres, sqlserver"));

    [Fact]
    public async Task The_installed_PostgreSQL_takes_databases_and_is_gone_afterwards()
    {
        Assert.SkipWhen(InstalledServers.Postgres is null, "left out: PostgreSQL (not installed)");
        string address;
        await using (var servers = new ServerStarter(_ => null, noEngine))
        {
            address = Assert.Single(await servers.Find([TestServer.Postgres])).Address!;
            await using var connection = new NpgsqlConnection(address + ";Database=postgres;Pooling=false");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("CREATE DATABASE probe", connection);
            await command.ExecuteNonQueryAsync();
        }
        await using var gone = new NpgsqlConnection(address + ";Database=postgres;Pooling=false");
        await Assert.ThrowsAsync<NpgsqlException>(() => gone.OpenAsync());
    }

    /// <summary>The program itself, with an input that ends at once.</summary>
    private static async Task<(int Exit, string[] Lines, string Error)> Run(
        Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServerStarter).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (
            var name in start.Environment.Keys.Where(x => x.StartsWith("SUPPLY_TEST_", StringComparison.Ordinal) || x == "DOCKER_HOST")
            .ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, texts[0].Split('\n', StringSplitOptions.RemoveEmptyEntries), texts[1]);
    }
}
