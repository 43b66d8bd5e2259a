using Xunit;

namespace Supply.Testing;

/// <summary>
/// The servers of this run, one of each kind for all tests: the environment says where each is (<c>SUPPLY_TEST_POSTGRES</c>,
/// <c>SUPPLY_TEST_RABBITMQ</c>, <c>SUPPLY_TEST_SQLSERVER</c>), or why there is none. <c>tests/run</c> sets it for all suites; a suite that
/// runs by itself starts what its project names (<see cref="ServersProgram"/>).
/// </summary>
public static class TestServers
{
    public static string Title(TestServer server) => server switch
    {
        TestServer.Postgres => "PostgreSQL",
        TestServer.RabbitMq => "RabbitMQ",
        _ => "SQL Server",
    };

    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static TestServer Named(string name) => Enum.TryParse<TestServer>(name, ignoreCase: true, out var server)
        ? server
        : throw new ArgumentException(
            $"There is no server '{name}'; there are {string.Join(", ", Enum.GetNames<TestServer>().Select(x => x.ToLowerInvariant()))}.");

    public static string Variable(TestServer server) => "SUPPLY_TEST_" + server.ToString().ToUpperInvariant();

    /// <summary>Holds the reason why there is none.</summary>
    public static string MissingVariable(TestServer server) => "SUPPLY_TEST_WITHOUT_" + server.ToString().ToUpperInvariant();

    /// <summary>Those that <c>SUPPLY_TEST_REQUIRE</c> names: without them the tests fail and are not left out.</summary>
    public static IReadOnlyCollection<TestServer> Required(Func<string, string?> environment) =>
        [.. (environment("SUPPLY_TEST_REQUIRE") ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Named)];

    /// <summary>Null: there is one.</summary>
    public static string? Missing(TestServer server) => Environment.GetEnvironmentVariable(Variable(server)) is { Length: > 0 }
        ? null
        : $"left out: {Title(server)} ({Environment.GetEnvironmentVariable(MissingVariable(server)) ?? "nobody has looked for one"})";

    /// <summary>Where it is. Where there is none the test is skipped, or fails where <c>SUPPLY_TEST_REQUIRE</c> wants it.</summary>
    public static string Address(TestServer server)
    {
        var missing = Missing(server);
        if (missing is not null && Required(Environment.GetEnvironmentVariable).Contains(server))
            Assert.Fail(missing);
        Assert.SkipWhen(missing is not null, missing ?? "");
        return Environment.GetEnvironmentVariable(Variable(server))!;
    }
}
