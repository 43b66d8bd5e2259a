using System.Data.Common;
using Microsoft.Data.SqlClient;
using Npgsql;
using Supply.Platform.Persistence;

namespace Supply.Testing;

/// <summary>
/// A database of its own for one test host: a folder of SQLite files, or with <c>SUPPLY_TEST_DATABASE=postgres</c> or
/// <c>sqlserver</c> databases on the run's server (<see cref="TestServers"/>).
/// </summary>
/// <param name="on">The server for what is asked to be on one; null: SQL Server where the run is told so, PostgreSQL otherwise.</param>
public sealed class TestDatabase(TestServer? on = null) : IAsyncDisposable
{
    private readonly bool sqlServer = (on ?? OfTheRun) == TestServer.SqlServer;
    private readonly string name = "t" + Guid.CreateVersion7().ToString("N");
    private readonly List<string> databases = [];

    public static bool IsPostgres => Environment.GetEnvironmentVariable("SUPPLY_TEST_DATABASE") == "postgres";

    public static bool IsSqlServer => Environment.GetEnvironmentVariable("SUPPLY_TEST_DATABASE") == "sqlserver";

    public static bool IsServer => IsPostgres || IsSqlServer;

    public static string PostgresServer => TestServers.Address(TestServer.Postgres);

    public static string SqlServer => TestServers.Address(TestServer.SqlServer);

    public string Folder => Path.Combine(Path.GetTempPath(), "supply-tests", name);

    private static TestServer OfTheRun => IsSqlServer ? TestServer.SqlServer : TestServer.Postgres;

    public IReadOnlyDictionary<string, string?> Settings(bool server) => new Dictionary<string, string?>
    {
        ["Database:Provider"] = Provider(server).ToString(),
        [server ? "Database:ConnectionString" : "Database:Folder"] = !server ? Folder
            : sqlServer ? $"{SqlServer};Database={name}_{{service}};Max Pool Size=20"
            : $"{PostgresServer};Database={name}_{{service}};Maximum Pool Size=20",
    };

    public Database Of(bool server) => new(Provider(server), Settings(server)[server ? "Database:ConnectionString" : "Database:Folder"]!);

    /// <summary>Makes the databases that the services need and do not have yet; SQLite makes its own files.</summary>
    public async Task Create(bool server, IEnumerable<string> services)
    {
        Directory.CreateDirectory(Folder);
        if (!server)
            return;
        foreach (var service in services.Where(x => !databases.Contains($"{name}_{x}")))
        {
            databases.Add($"{name}_{service}");
            await Execute(sqlServer, sqlServer
                ?
                [
                    $"CREATE DATABASE {databases[^1]} COLLATE Latin1_General_100_BIN2",
                    $"ALTER DATABASE {databases[^1]} SET READ_COMMITTED_SNAPSHOT ON",
                ]
                : [$"CREATE DATABASE {databases[^1]}"]);
        }
    }

    /// <summary>Runs statements, one after the other, on the run's server and in none of its databases.</summary>
    public static Task OnServer(params string[] statements) => Execute(IsSqlServer, statements);

    private static async Task Execute(bool sqlServer, string[] statements)
    {
        await using DbConnection server = sqlServer
            ? new SqlConnection(SqlServer + ";Database=master;Pooling=false")
            : new NpgsqlConnection(PostgresServer + ";Database=postgres;Pooling=false");
        await server.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = server.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (databases.Count > 0)
        {
            NpgsqlConnection.ClearAllPools();
            SqlConnection.ClearAllPools();
            foreach (var database in databases)
                await Execute(sqlServer, sqlServer
                    ?
                    [
                        $"IF DB_ID('{database}') IS NOT NULL ALTER DATABASE {database} SET SINGLE_USER WITH ROLLBACK IMMEDIATE",
                        $"DROP DATABASE IF EXISTS {database}",
                    ]
                    : [$"DROP DATABASE IF EXISTS {database} WITH (FORCE)"]);
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private DatabaseProvider Provider(bool server) =>
        !server ? DatabaseProvider.Sqlite : sqlServer ? DatabaseProvider.SqlServer : DatabaseProvider.Postgres;
}
