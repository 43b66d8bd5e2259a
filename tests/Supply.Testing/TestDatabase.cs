using System.Data.Common;
using Microsoft.Data.SqlClient;
using Npgsql;
using Supply.Platform.Persistence;

namespace Supply.Testing;

/// <summary>
/// A database of its own for one test host: a folder of SQLite files, or with <c>SUPPLY_TEST_DATABASE=postgres</c>
/// databases on the server that <c>SUPPLY_TEST_POSTGRES</c> names (<c>./tests/run</c> starts one), with
/// <c>SUPPLY_TEST_DATABASE=sqlserver</c> on that of <c>SUPPLY_TEST_SQLSERVER</c>.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string name = "t" + Guid.CreateVersion7().ToString("N");
    private readonly List<string> databases = [];

    public static bool IsPostgres => Environment.GetEnvironmentVariable("SUPPLY_TEST_DATABASE") == "postgres";

    public static bool IsSqlServer => Environment.GetEnvironmentVariable("SUPPLY_TEST_DATABASE") == "sqlserver";

    public static bool IsServer => IsPostgres || IsSqlServer;

    public static string PostgresServer => Environment.GetEnvironmentVariable("SUPPLY_TEST_POSTGRES")
        ?? throw new InvalidOperationException("SUPPLY_TEST_POSTGRES names no server; ./tests/run starts one and sets it.");

    public static string SqlServer => Environment.GetEnvironmentVariable("SUPPLY_TEST_SQLSERVER")
        ?? throw new InvalidOperationException("SUPPLY_TEST_SQLSERVER names no server on which databases may be made.");

    public string Folder => Path.Combine(Path.GetTempPath(), "supply-tests", name);

    /// <param name="server">On a server database: SQL Server where the run is told so, PostgreSQL otherwise.</param>
    public IReadOnlyDictionary<string, string?> Settings(bool server) => new Dictionary<string, string?>
    {
        ["Database:Provider"] = Provider(server).ToString(),
        [server ? "Database:ConnectionString" : "Database:Folder"] = server ? $"{(IsSqlServer ? SqlServer : PostgresServer)};Database={name}_{{service}};{(IsSqlServer ? "Max" : "Maximum")} Pool Size=20" : Folder,
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
            await OnServer(IsSqlServer
                ? [$"CREATE DATABASE {databases[^1]} COLLATE Latin1_General_100_BIN2", $"ALTER DATABASE {databases[^1]} SET READ_COMMITTED_SNAPSHOT ON"]
                : [$"CREATE DATABASE {databases[^1]}"]);
        }
    }

    /// <summary>Runs statements, one after the other, on the run's server and in none of its databases.</summary>
    public static async Task OnServer(params string[] statements)
    {
        await using DbConnection server = IsSqlServer ? new SqlConnection(SqlServer + ";Database=master;Pooling=false") : new NpgsqlConnection(PostgresServer + ";Database=postgres;Pooling=false");
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
                await OnServer(IsSqlServer
                    ? [$"IF DB_ID('{database}') IS NOT NULL ALTER DATABASE {database} SET SINGLE_USER WITH ROLLBACK IMMEDIATE", $"DROP DATABASE IF EXISTS {database}"]
                    : [$"DROP DATABASE IF EXISTS {database} WITH (FORCE)"]);
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private static DatabaseProvider Provider(bool server) => !server ? DatabaseProvider.Sqlite : IsSqlServer ? DatabaseProvider.SqlServer : DatabaseProvider.Postgres;
}
