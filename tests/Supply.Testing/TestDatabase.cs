using Npgsql;

namespace Supply.Testing;

/// <summary>
/// A database of its own for one test host: a folder of SQLite files, or with <c>SUPPLY_TEST_DATABASE=postgres</c>
/// databases on the server that <c>SUPPLY_TEST_POSTGRES</c> names (<c>./tests/run</c> starts one).
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string name = "t" + Guid.CreateVersion7().ToString("N");
    private readonly List<string> databases = [];

    public static bool IsPostgres => Environment.GetEnvironmentVariable("SUPPLY_TEST_DATABASE") == "postgres";

    public static string PostgresServer => Environment.GetEnvironmentVariable("SUPPLY_TEST_POSTGRES")
        ?? throw new InvalidOperationException("SUPPLY_TEST_POSTGRES names no server; ./tests/run starts one and sets it.");

    public string Folder => Path.Combine(Path.GetTempPath(), "supply-tests", name);

    public IReadOnlyDictionary<string, string?> Settings(bool postgres) => postgres
        ? new Dictionary<string, string?> { ["Database:Provider"] = "Postgres", ["Database:ConnectionString"] = $"{PostgresServer};Database={name}_{{service}};Maximum Pool Size=20" }
        : new Dictionary<string, string?> { ["Database:Provider"] = "Sqlite", ["Database:Folder"] = Folder };

    /// <summary>Makes the databases that the services need and do not have yet; SQLite makes its own files.</summary>
    public async Task Create(bool postgres, IEnumerable<string> services)
    {
        Directory.CreateDirectory(Folder);
        if (!postgres)
            return;
        await using var server = new NpgsqlConnection(PostgresServer + ";Database=postgres");
        await server.OpenAsync();
        foreach (var service in services.Where(x => !databases.Contains($"{name}_{x}")))
        {
            databases.Add($"{name}_{service}");
            await using var create = new NpgsqlCommand($"CREATE DATABASE {databases[^1]}", server);
            await create.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (databases.Count > 0)
        {
            NpgsqlConnection.ClearAllPools();
            await using var server = new NpgsqlConnection(PostgresServer + ";Database=postgres");
            await server.OpenAsync();
            foreach (var database in databases)
            {
                await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {database} WITH (FORCE)", server);
                await drop.ExecuteNonQueryAsync();
            }
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
