using System.Globalization;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Supply.Platform.Hosting;
using Supply.Platform.Persistence;

namespace Supply.Platform.Jobs;

/// <summary>
/// Where Hangfire keeps the schedule: schema <c>hangfire</c> of the service's own database, shared by all copies; in the embedded
/// mode and on SQLite this process's memory. Configuration: <c>Jobs:TakeOver</c> (8), seconds without a sign of life after which
/// another copy goes on with a run.
/// </summary>
internal sealed class ScheduleStore : IDisposable
{
    private const string Schema = "hangfire";

    // Firings and stops are noticed within this.
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly DatabaseProvider provider;
    private readonly string connectionString;
    private readonly Lazy<JobStorage> storage;
    private bool found;

    private ScheduleStore(DatabaseProvider provider, string connectionString, TimeSpan takeOver)
    {
        (this.provider, this.connectionString, TakeOver) = (provider, connectionString, takeOver);
        storage = new(() => Open(make: false));
    }

    public TimeSpan TakeOver { get; }

    /// <summary>In the database: it outlives the process and its other copies see it.</summary>
    public bool IsShared => provider != DatabaseProvider.Sqlite;

    public JobStorage Storage => storage.Value;

    public static ScheduleStore Of(IConfiguration configuration, IReadOnlyList<SupplyService> services, bool embedded)
    {
        var database = Database.From(configuration);
        var provider = embedded ? DatabaseProvider.Sqlite : database.Provider;
        if (provider != DatabaseProvider.Sqlite && services.Count != 1)
            throw new InvalidOperationException("A process of the distributed mode runs one service.");
        var takeOver = configuration["Jobs:TakeOver"] is { } given ? double.Parse(given, CultureInfo.InvariantCulture) : 8;
        return new(provider, database.ConnectionString(services[0].Name), TimeSpan.FromSeconds(takeOver));
    }

    /// <summary>For <c>migrate</c>: makes the tables that are missing. A copy that runs needs no right to.</summary>
    public void MakeSchema()
    {
        if (IsShared)
            Open(make: true);
    }

    /// <returns>Null: the tables are there. Hangfire itself would wait 15 s for each of them.</returns>
    public async Task<string?> Missing(SupplyDb db, CancellationToken ct)
    {
        if (!IsShared || found)
            return null;
        found = provider == DatabaseProvider.Postgres
            ? (await db.Database.SqlQuery<bool>($"SELECT to_regclass('hangfire.schema') IS NOT NULL AS \"Value\"").ToListAsync(ct))[0]
            : (await db.Database.SqlQuery<int>($"SELECT COUNT(OBJECT_ID('hangfire.Schema')) AS [Value]").ToListAsync(ct))[0] == 1;
        return found ? null : $"no tables in schema {Schema}: run migrate";
    }

    public void Dispose()
    {
        if (storage.IsValueCreated)
            (storage.Value as IDisposable)?.Dispose();
    }

    private JobStorage Open(bool make)
    {
        switch (provider)
        {
            case DatabaseProvider.Postgres:
                var options = new PostgreSqlStorageOptions
                {
                    SchemaName = Schema, PrepareSchemaIfNecessary = make, QueuePollInterval = Poll,
                    // Not the default: without it a run that takes longer than the time-out is started once more beside itself.
                    InvisibilityTimeout = TakeOver, UseSlidingInvisibilityTimeout = true,
                    // A row, not a lock of the connection (default 10 min): what a dead copy held is free after this.
                    DistributedLockTimeout = TakeOver,
                };
                return new PostgreSqlStorage(new NpgsqlConnectionFactory(connectionString, options), options);
            case DatabaseProvider.SqlServer:
                // After one failure the pool would answer from its memory for up to a minute.
                var connection = new SqlConnectionStringBuilder(connectionString) { PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock };
                return new SqlServerStorage(connection.ToString(), new SqlServerStorageOptions
                {
                    SchemaName = Schema, PrepareSchemaIfNecessary = make, QueuePollInterval = Poll, SlidingInvisibilityTimeout = TakeOver,
                    SqlClientFactory = SqlClientFactory.Instance,
                });
            default:
                return new InMemoryStorage();
        }
    }
}
