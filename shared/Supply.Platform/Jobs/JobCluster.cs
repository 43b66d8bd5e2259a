using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Quartz;
using Supply.Platform.Hosting;
using Supply.Platform.Persistence;

namespace Supply.Platform.Jobs;

/// <summary>
/// Quartz's schedule in the service's own database, tables <c>qrtz_...</c>, shared by all copies: one of them fires a job,
/// and when that one dies another takes the run over. The copies' clocks must agree to within a second.
/// Configuration: <c>Jobs:CheckIn</c> (2) and <c>Jobs:CheckInThreshold</c> (4), seconds: a copy that has not checked in for
/// their sum is taken for dead.
/// </summary>
internal sealed record JobCluster(string Service, DatabaseProvider Provider, string ConnectionString, string Node, TimeSpan CheckIn, TimeSpan Threshold)
{
    private const string TablePrefix = "qrtz_";

    /// <returns>Null on SQLite: there is one process, and its schedule is in its memory.</returns>
    public static JobCluster? Of(IConfiguration configuration, IReadOnlyList<SupplyService> services)
    {
        var database = Database.From(configuration);
        if (database.Provider == DatabaseProvider.Sqlite)
            return null;
        if (services is not [var service])
            throw new InvalidOperationException("A process of the distributed mode runs one service.");
        return new(service.Name, database.Provider, database.ConnectionString(service.Name), Hosting.Node.From(configuration).Name, Seconds("Jobs:CheckIn", 2), Seconds("Jobs:CheckInThreshold", 4));

        TimeSpan Seconds(string key, double otherwise) => TimeSpan.FromSeconds(configuration[key] is { } given ? double.Parse(given, CultureInfo.InvariantCulture) : otherwise);
    }

    /// <summary>For <c>migrate</c>: makes the tables that are missing; a copy that runs only looks whether they are there.</summary>
    public async Task MakeTables(CancellationToken ct)
    {
        await using var scheduler = await QuartzSchedulerBuilder.Create(x => Configure(x, make: true)).BuildScheduler(ct);
    }

    public void Configure(IQuartzBuilder quartz) => Configure(quartz, make: false);

    private void Configure(IQuartzBuilder quartz, bool make)
    {
        quartz.ConfigureScheduler(x => (x.InstanceName, x.InstanceId) = (Service, Node));
        quartz.UsePersistentStore(store =>
        {
            if (Provider == DatabaseProvider.Postgres)
                store.UsePostgres(NpgsqlFactory.Instance, ConnectionString);
            else
                store.UseSqlServer(SqlClientFactory.Instance, ConnectionString);
            store.UseClustering(x => (x.CheckinInterval, x.CheckinMisfireThreshold) = (CheckIn, Threshold));
            store.ConfigureStore(x =>
            {
                x.TablePrefix = TablePrefix;
                x.RecoverFiringsCancelledByShutdown = true;
                x.MaxConsecutiveFireFailures = 0; // no trigger is given up
            });
            if (make)
                store.ProvisionSchema();
        });
    }
}
