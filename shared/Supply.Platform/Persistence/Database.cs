using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;
using Supply.Platform.Messaging;

namespace Supply.Platform.Persistence;

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
    SqlServer,
}

/// <summary>
/// Where a service keeps its data, and everything that the three providers do differently.
/// Configuration <c>Database:Provider</c>, and <c>Database:Folder</c> (SQLite) or <c>Database:ConnectionString</c>,
/// in which <c>{service}</c> stands for the service's name.
/// </summary>
public sealed record Database(DatabaseProvider Provider, string Location)
{
    private const int NoTurn = 51222; // thrown by our own statement below, as the server's 1222 is for other locks
    private static readonly int patience = (int)Writing.Patience.TotalSeconds;

    public static Database From(IConfiguration configuration)
    {
        var provider = Enum.Parse<DatabaseProvider>(configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite), ignoreCase: true);
        var location = provider == DatabaseProvider.Sqlite ? configuration["Database:Folder"] ?? "data" : configuration["Database:ConnectionString"];
        return new(provider, location ?? throw new InvalidOperationException("Database:ConnectionString is missing."));
    }

    public string ConnectionString(string service) => Provider == DatabaseProvider.Sqlite
        ? new SqliteConnectionStringBuilder { DataSource = Path.Combine(Location, service + ".db"), DefaultTimeout = patience }.ToString()
        : Location.Replace("{service}", service.Replace("-", "_", StringComparison.Ordinal), StringComparison.Ordinal);

    public void Configure(DbContextOptionsBuilder options, string service)
    {
        switch (Provider)
        {
            case DatabaseProvider.Sqlite: options.UseSqlite(ConnectionString(service)).AddInterceptors(Opening.OfSqlite); break;
            case DatabaseProvider.Postgres: options.UseNpgsql(Tuned(ConnectionString(service))); break;
            case DatabaseProvider.SqlServer: options.UseSqlServer(ConnectionString(service)).AddInterceptors(Opening.OfSqlServer); break;
        }
        // A lost race is no error, and whoever cannot go on says so with more than the statement.
        options.ConfigureWarnings(x => x.Ignore(RelationalEventId.MultipleCollectionIncludeWarning)
            .Log((RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug), (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug)));
    }

    // A lock that is not had in time is a lost race; without the limit a request would wait for the command's time-out.
    // Statements that come again and again are planned once for each connection: a third of what a handler costs the server.
    private static string Tuned(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        if (!connection.Contains("Auto Prepare", StringComparison.OrdinalIgnoreCase))
            builder.MaxAutoPrepare = 100;
        builder.Options ??= $"-c lock_timeout={patience}s";
        return builder.ToString();
    }

    /// <summary>Codes are compared by their characters, and readers must not wait for writers: neither is SQL Server's default, and both are set where the database is made.</summary>
    /// <exception cref="InvalidOperationException">The database is not there or has other settings; the message says how to make it.</exception>
    internal static async Task RequireSettings(SupplyDb db, CancellationToken ct)
    {
        if (!db.Database.IsSqlServer())
            return;
        var name = db.Database.GetDbConnection().Database;
        var make = $"CREATE DATABASE [{name}] COLLATE Latin1_General_100_BIN2; ALTER DATABASE [{name}] SET READ_COMMITTED_SNAPSHOT ON;";
        if (!await db.Database.CanConnectAsync(ct))
            throw new InvalidOperationException($"There is no database {name}, or no way to it. It is made with: {make}");
        var fit = await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS [Value] FROM sys.databases WHERE database_id = DB_ID() AND collation_name LIKE '%BIN2%' AND is_read_committed_snapshot_on = 1").ToListAsync(ct);
        if (fit is not [1])
            throw new InvalidOperationException($"Database {name} needs a binary collation and READ_COMMITTED_SNAPSHOT: {make}");
    }

    /// <summary>Rows that are due, oldest first. Server databases lock them until the transaction ends and skip those that another copy has.</summary>
    // With READ_COMMITTED_SNAPSHOT on, SQL Server allows READPAST only together with READCOMMITTEDLOCK.
    internal IQueryable<OutboxRow> Due(SupplyDb db, long now, int limit) => Provider switch
    {
        // Each column by its name: a newer version may add one while this one runs, and the planned statement would fail.
        DatabaseProvider.Postgres => db.Outbox.FromSql($"SELECT id, type, body, producer, created_at, due_at, attempts, correlation_id, causation_id, trace_parent FROM outbox WHERE due_at <= {now} ORDER BY due_at, id LIMIT {limit} FOR UPDATE SKIP LOCKED"),
        DatabaseProvider.SqlServer => db.Outbox.FromSql($"SELECT TOP ({limit}) * FROM outbox WITH (UPDLOCK, READPAST, ROWLOCK, READCOMMITTEDLOCK) WHERE due_at <= {now} ORDER BY due_at, id"),
        _ => db.Outbox.FromSql($"SELECT * FROM outbox WHERE due_at <= {now} ORDER BY due_at, id LIMIT {limit}"),
    };

    /// <summary>Takes a lock that no other connection to the service's database can have at the same time; never waits. SQLite has one process and needs none.</summary>
    internal async Task<bool> TryLock(SupplyDb db, string name, CancellationToken ct)
    {
        if (Provider == DatabaseProvider.Sqlite)
            return true;
        await db.Database.OpenConnectionAsync(ct); // the lock is the session's: until the context is disposed of, or the connection breaks
        return Provider == DatabaseProvider.Postgres
            ? (await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock(hashtextextended({name}, 0)) AS \"Value\"").ToListAsync(ct))[0]
            : (await db.Database.SqlQuery<int>($"DECLARE @taken int; EXEC @taken = sp_getapplock @Resource = {name}, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0; SELECT @taken AS [Value];").ToListAsync(ct))[0] >= 0;
    }

    /// <summary>Asks the server: a driver may have connected anew without a word.</summary>
    internal async Task<bool> HasLock(SupplyDb db, string name, CancellationToken ct) => Provider switch
    {
        DatabaseProvider.Sqlite => true,
        DatabaseProvider.Postgres => (await db.Database.SqlQuery<bool>($"SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS \"Value\"").ToListAsync(ct))[0],
        _ => (await db.Database.SqlQuery<string>($"SELECT APPLOCK_MODE('public', {name}, 'Session') AS [Value]").ToListAsync(ct))[0] == "Exclusive",
    };

    internal async Task Unlock(SupplyDb db, string name, CancellationToken ct)
    {
        if (Provider == DatabaseProvider.Postgres)
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock(hashtextextended({name}, 0))", ct);
        else if (Provider == DatabaseProvider.SqlServer && await HasLock(db, name, ct))
            await db.Database.ExecuteSqlAsync($"EXEC sp_releaseapplock @Resource = {name}, @LockOwner = 'Session'", ct);
    }

    /// <summary>Waits until no other transaction on the service's database has the turn of this name, and keeps it until the commit. In SQLite a writer is alone anyway.</summary>
    internal static async Task TakeTurn(SupplyDb db, string name, CancellationToken ct)
    {
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 1))", ct);
        else if (db.Database.IsSqlServer())
            await db.Database.ExecuteSqlAsync($"DECLARE @taken int; EXEC @taken = sp_getapplock @Resource = {name}, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = {1000 * patience}; IF @taken < 0 THROW {NoTurn}, 'no turn', 1;", ct);
    }

    /// <summary>Two writers met: the loser tries again with what the winner left.</summary>
    public static bool IsContention(Exception e) => Causes(e).Any(x => x switch
    {
        DbUpdateConcurrencyException => true,
        SqliteException { SqliteErrorCode: 5 or 6 } => true,                                     // busy, locked
        PostgresException { SqlState: "40001" or "40P01" or "55P03" } => true,                   // serialisation, deadlock, lock not available
        SqlException { Number: 1205 or 1222 or 3960 or NoTurn } => true,                         // deadlock, lock time-out, snapshot conflict
        _ => false,
    });

    /// <summary>The part of contention that is over: trying again at once meets what the winner left.</summary>
    public static bool IsLostRace(Exception e) => IsUniqueViolation(e) || Causes(e).Any(x => x switch
    {
        DbUpdateConcurrencyException => true,
        PostgresException { SqlState: "40001" or "40P01" } => true,
        SqlException { Number: 1205 or 3960 } => true,
        _ => false,
    });

    public static bool IsUniqueViolation(Exception e) => Causes(e).Any(x => x switch
    {
        SqliteException { SqliteExtendedErrorCode: 1555 or 2067 } => true,                       // primary key, unique
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        SqlException { Number: 2601 or 2627 } => true,
        _ => false,
    });

    /// <summary>The machine, not the message, is at fault: connection, time-out, disk, broker. It says nothing about what was being done.</summary>
    public static bool IsInfrastructure(Exception e) => e is StoreBusyException || IsContention(e) || Causes(e).Any(x => x switch
    {
        SqliteException { SqliteErrorCode: 7 or 8 or 10 or 11 or 13 or 14 or 23 or 26 } => true, // memory, read-only, I/O, corrupt, full, cannot open, not authorised, no database
        PostgresException p => p.IsTransient || p.SqlState[..2] is "08" or "28" or "53" or "57" or "58" || p.SqlState is "3D000" or "25006" or "42P01" or "42703", // also: a password being changed, a standby, not migrated yet
        NpgsqlException => true,                                                                 // everything that is not the server's own answer
        SqlException { Number: -2 or -1 or 2 or 20 or 53 or 64 or 233 or 4060 or 10053 or 10054 or 10060 or 10928 or 10929 or 40197 or 40501 or 40613 or 18456 } => true,
        SqlException { Number: 207 or 208 or 701 or 922 or 976 or 983 or 1105 or 3906 or 6005 or 9002 or 17142 } => true, // not migrated yet, memory, recovering, a standby, disk full, read-only, log full, stopping
        SocketException or IOException or TimeoutException or OperationCanceledException => true,
        _ => false,
    });

    private static IEnumerable<Exception> Causes(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
            yield return cause;
    }

    /// <summary>What a connection is told each time it comes from the pool.</summary>
    private sealed class Opening(string sql) : DbConnectionInterceptor
    {
        /// <summary>SQLite's own short waits instead of the driver's long sleeps, and a disk that has really got it.</summary>
        public static readonly Opening OfSqlite = new("PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL;");

        /// <summary>A lock that is not had in time is a lost race (1222); the server would wait for ever, and forgets this when the connection goes back to the pool.</summary>
        public static readonly Opening OfSqlServer = new($"SET LOCK_TIMEOUT {1000 * patience};");

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

/// <summary>The store could not take the write in time; nothing was written. Callers get 503 with <c>Retry-After</c>.</summary>
public sealed class StoreBusyException(string message, Exception? cause = null) : Exception(message, cause);
