using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;
using Supply.Platform.Messaging;

namespace Supply.Platform.Persistence;

/// <summary>
/// Where a service keeps its data, and everything that the three providers do differently.
/// Configuration <c>Database:Provider</c>, and <c>Database:Folder</c> (SQLite) or <c>Database:ConnectionString</c>,
/// in which <c>{service}</c> stands for the service's name.
/// </summary>
public sealed partial record Database(DatabaseProvider Provider, string Location)
{
    private static readonly int patience = (int)Writing.Patience.TotalSeconds;

    // A copy whose machine loses power says nothing, and its session keeps the locks of its jobs until TCP finds out: with the
    // system's defaults after two hours. So the server asks after 5 s of silence and gives up 3 questions later, after 11 s.
    private const int idleSeconds = 5;
    private const int probeSeconds = 2;

    // Entity Framework keeps a thousand queries that it has compiled. Six services in one process have more, and each one that was
    // dropped is compiled anew. It is read of the code itself, the same for every host; a model is one provider's, and is kept here too.
    private static readonly MemoryCache[] compiled =
        [.. Enum.GetValues<DatabaseProvider>().Select(_ => new MemoryCache(new MemoryCacheOptions { SizeLimit = 20_000 * SizeOfQuery }))];

    private const int SizeOfQuery = 10; // as Entity Framework says it to the cache

    private static readonly string forgetDeadClients =
        $"-c tcp_keepalives_idle={idleSeconds} -c tcp_keepalives_interval={probeSeconds} -c tcp_keepalives_count=3 -c tcp_user_timeout=11s";

    public static Database From(IConfiguration configuration)
    {
        var provider =
            Enum.Parse<DatabaseProvider>(configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite), ignoreCase: true);
        var location = provider == DatabaseProvider.Sqlite ? configuration["Database:Folder"] ?? "data"
            : configuration["Database:ConnectionString"];
        return new(provider, location ?? throw new InvalidOperationException("Database:ConnectionString is missing."));
    }

    public string ConnectionString(string service)
    {
        if (Provider == DatabaseProvider.Sqlite)
            return new SqliteConnectionStringBuilder { DataSource = Path.Combine(Location, service + ".db"),
                DefaultTimeout = patience }.ToString();
        var connection = Location.Replace("{service}", service.Replace("-", "_", StringComparison.Ordinal), StringComparison.Ordinal);
        return Provider == DatabaseProvider.SqlServer ? NeverBlocked(connection) : connection;
    }

    public void Configure(DbContextOptionsBuilder options, string service)
    {
        options.UseMemoryCache(compiled[(int)Provider]);
        switch (Provider)
        {
            // One text for lists of any length: a text for each length would be planned and kept for each.
            case DatabaseProvider.Sqlite: options.UseSqlite(ConnectionString(service),
                x => x.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).AddInterceptors(SqliteSettings.Each); break;
            case DatabaseProvider.Postgres: options.UseNpgsql(Tuned(ConnectionString(service))); break;
            case DatabaseProvider.SqlServer: options.UseSqlServer(ConnectionString(service))
                .AddInterceptors(SqlServerLockTimeout.Each); break;
        }
#if DEBUG
        // Which rows come first would be the database's choice: no test passes with such a query.
        options.ConfigureWarnings(x => x.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
#endif
        // A lost race is no error, and whoever cannot go on says so with more than the statement.
        options.ConfigureWarnings(x => x.Ignore(RelationalEventId.MultipleCollectionIncludeWarning)
            .Log((RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug),
                (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug)));
    }

    // A lock that is not had in time is a lost race; without the limit a request would wait for the command's time-out.
    // Statements that come again and again are planned once for each connection: a third of what a handler costs the server.
    private static string Tuned(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        if (!connection.Contains("Auto Prepare", StringComparison.OrdinalIgnoreCase))
            builder.MaxAutoPrepare = 100;
        if (!connection.Contains("Keepalive", StringComparison.OrdinalIgnoreCase))
            (builder.TcpKeepAlive, builder.TcpKeepAliveTime, builder.TcpKeepAliveInterval) = (true, idleSeconds, probeSeconds);
        // what is said twice counts as said last
        builder.Options = $"-c lock_timeout={patience}s {forgetDeadClients} {builder.Options}".TrimEnd();
        return builder.ToString();
    }

    // After a failed login SqlClient repeats the old error for 5 to 60 s without asking the server (the pool's "blocking period"),
    // so that a service would stay away up to a minute longer than its database.
    private static string NeverBlocked(string connection)
    {
        var builder = new SqlConnectionStringBuilder(connection);
        if (!builder.ShouldSerialize("Pool Blocking Period"))
            builder.PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock;
        return builder.ToString();
    }

    /// <summary>
    /// Codes are compared by their characters, and readers must not wait for writers: neither is SQL Server's default, and both are set
    /// where the database is made.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The database is not there or has other settings; the message says how to make it.
    /// </exception>
    internal static async Task RequireSettings(SupplyDb db, CancellationToken ct)
    {
        if (!db.Database.IsSqlServer())
            return;
        var name = db.Database.GetDbConnection().Database;
        var make = $"CREATE DATABASE [{name}] COLLATE Latin1_General_100_BIN2; ALTER DATABASE [{name}] SET READ_COMMITTED_SNAPSHOT ON;";
        if (!await db.Database.CanConnectAsync(ct))
            throw new InvalidOperationException($"There is no database {name}, or no way to it. It is made with: {make}");
        var fit = await db.Database.SqlQuery<int>($"""
            SELECT COUNT(*) AS [Value] FROM sys.databases
            WHERE database_id = DB_ID() AND collation_name LIKE '%BIN2%' AND is_read_committed_snapshot_on = 1
            """).ToListAsync(ct);
        if (fit is not [1])
            throw new InvalidOperationException($"Database {name} needs a binary collation and READ_COMMITTED_SNAPSHOT: {make}");
    }

    /// <summary>
    /// Rows that are due, oldest first. Server databases lock them until the transaction ends and skip those that another copy has.
    /// </summary>
    // With READ_COMMITTED_SNAPSHOT on, SQL Server allows READPAST only together with READCOMMITTEDLOCK. FORCESEEK with the index keeps
    // it from scanning a small outbox, where UPDLOCK would take every row that is due and leave other copies nothing.
    public IQueryable<OutboxRow> Due(SupplyDb db, long now, int limit) => Provider switch
    {
        // Each column by its name: a newer version may add one while this one runs, and the planned statement would fail.
        DatabaseProvider.Postgres => db.Outbox.FromSql($"""
            SELECT id, type, body, producer, created_at, due_at, attempts, correlation_id, causation_id, trace_parent
            FROM outbox WHERE due_at <= {now} ORDER BY due_at, id LIMIT {limit} FOR UPDATE SKIP LOCKED
            """),
        DatabaseProvider.SqlServer => db.Outbox.FromSql($"""
            SELECT TOP ({limit}) *
            FROM outbox WITH (FORCESEEK (IX_outbox_due_at_id (due_at)), UPDLOCK, READPAST, ROWLOCK, READCOMMITTEDLOCK)
            WHERE due_at <= {now} ORDER BY due_at, id
            """),
        _ => db.Outbox.FromSql($"SELECT * FROM outbox WHERE due_at <= {now} ORDER BY due_at, id LIMIT {limit}"),
    };

    /// <summary>
    /// Takes a lock that no other connection to the service's database can have at the same time; never waits. SQLite has one process
    /// and needs none.
    /// </summary>
    internal async Task<bool> TryLock(SupplyDb db, string name, CancellationToken ct)
    {
        if (Provider == DatabaseProvider.Sqlite)
            return true;
        await db.Database.OpenConnectionAsync(ct); // the lock is the session's: until the context is disposed of, or the connection breaks
        return Provider == DatabaseProvider.Postgres
            ? (await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock(hashtextextended({name}, 0)) AS \"Value\"")
                .ToListAsync(ct))[0]
            : (await db.Database.SqlQuery<int>($"""
                DECLARE @taken int;
                EXEC @taken = sp_getapplock @Resource = {name}, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0;
                SELECT @taken AS [Value];
                """).ToListAsync(ct))[0] >= 0;
    }

    /// <summary>Asks the server: a driver may have connected anew without a word.</summary>
    internal async Task<bool> HasLock(SupplyDb db, string name, CancellationToken ct) => Provider switch
    {
        DatabaseProvider.Sqlite => true,
        DatabaseProvider.Postgres => (await db.Database.SqlQuery<bool>($"""
            SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS "Value"
            """).ToListAsync(ct))[0],
        _ => (await db.Database.SqlQuery<string>($"SELECT APPLOCK_MODE('public', {name}, 'Session') AS [Value]")
            .ToListAsync(ct))[0] == "Exclusive",
    };

    internal async Task Unlock(SupplyDb db, string name, CancellationToken ct)
    {
        if (Provider == DatabaseProvider.Postgres)
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock(hashtextextended({name}, 0))", ct);
        else if (Provider == DatabaseProvider.SqlServer && await HasLock(db, name, ct))
            await db.Database.ExecuteSqlAsync($"EXEC sp_releaseapplock @Resource = {name}, @LockOwner = 'Session'", ct);
    }

    /// <summary>
    /// Waits until no other transaction on the service's database has the lock of this name, and keeps it until the commit. In SQLite a
    /// writer is alone anyway.
    /// </summary>
    internal static async Task LockByName(SupplyDb db, string name, CancellationToken ct)
    {
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 1))", ct);
        else if (db.Database.IsSqlServer())
            await db.Database.ExecuteSqlAsync($"""
                DECLARE @taken int;
                EXEC @taken = sp_getapplock
                    @Resource = {name}, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = {1000 * patience};
                IF @taken = -1 THROW {LockTimedOut}, 'lock not had in time', 1;
                IF @taken = -3 THROW {LockDeadlock}, 'deadlock over a named lock', 1;
                IF @taken < 0 THROW {LockRefused}, 'named lock refused', 1;
                """, ct);
    }

    /// <summary>In the order of the keys that the server locks by; on SQL Server of the names.</summary>
    internal static async Task LockByNames(SupplyDb db, string[] names, CancellationToken ct)
    {
        if (names.Length > 1 && db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"""
                SELECT pg_advisory_xact_lock(key)
                FROM (SELECT DISTINCT hashtextextended(name, 1) AS key FROM unnest({names}) AS name ORDER BY key) AS sorted
                """, ct);
        else if (!db.Database.IsSqlite())
            foreach (var name in names)
                await LockByName(db, name, ct);
    }
}
