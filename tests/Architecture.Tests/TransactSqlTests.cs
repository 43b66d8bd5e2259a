using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Supply.Catalog.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Architecture.Tests;

/// <summary>
/// The T-SQL that we write ourselves and what the migrations become, read by Microsoft's own parser: there is no SQL Server to ask.
/// </summary>
public sealed class TransactSqlTests
{
    private const string Offline = "Server=nowhere;Database=none";

    public static TheoryData<string> Services => House.Names;

    [Theory]
    [MemberData(nameof(Services))]
    public void The_migrations_of_every_service_are_valid(string service)
    {
        using var db = Open(service);
        Valid(db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent));
    }

    [Fact]
    public void The_script_that_makes_the_databases_is_valid() =>
        Valid(File.ReadAllText(Path.Combine(House.Root, "deploy", "docker", "databases.sqlserver.sql")));

    [Fact]
    public void The_claim_of_the_outbox_keeps_to_its_index_and_locks_single_rows()
    {
        using var db = Open("catalog");
        var claim = new Database(DatabaseProvider.SqlServer, Offline).Due(db, 1, 200).ToQueryString();
        Valid(claim[claim.IndexOf("SELECT", StringComparison.Ordinal)..]); // before it EF declares the parameters, in no dialect
        Assert.Contains(
            "WITH (FORCESEEK (IX_outbox_due_at_id (due_at)), UPDLOCK, READPAST, ROWLOCK, READCOMMITTEDLOCK)", claim,
            StringComparison.Ordinal);
        var index = Assert.Single(db.Model.FindEntityType(typeof(OutboxRow))!.GetIndexes());
        Assert.Equal(("IX_outbox_due_at_id", "due_at"), (index.GetDatabaseName(), index.Properties[0].GetColumnName()));
    }

    [Fact]
    public void Rows_of_many_keys_are_locked_in_the_order_in_which_these_are_given()
    {
        using var db = (Supply.Inventory.Persistence.InventoryDb)Open("inventory");
        var select = db.Pairs
            .LockWithKeys(x => new { x.Facility, x.Clave }, [new { Facility = "HGIMB000011", Clave = "010.000.0104.00" }]).ToQueryString();
        Valid(select[select.IndexOf("SELECT", StringComparison.Ordinal)..]);
        Assert.Contains("WITH (c0 nvarchar(11) '$.c0', c1 nvarchar(15) '$.c1')", select, StringComparison.Ordinal);
        Assert.Contains("WITH (UPDLOCK, ROWLOCK)", select, StringComparison.Ordinal);
        Assert.Contains("OPTION (LOOP JOIN, FORCE ORDER)", select, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_many_keys_are_read_within_bounds_of_an_instant()
    {
        using var db = (Supply.Inventory.Persistence.InventoryDb)Open("inventory");
        var key = new { Facility = "HGIMB000011", Clave = "010.000.0104.00" };
        var select = db.Facts.WithRanges(
            x => new { x.Facility, x.Clave }, x => x.OccurredAt, [(key, DateTimeOffset.MinValue, DateTimeOffset.MaxValue)]).ToQueryString();
        Valid(select[select.IndexOf("SELECT", StringComparison.Ordinal)..]);
        Assert.Contains("c2 bigint '$.c2', c3 bigint '$.c3'", select, StringComparison.Ordinal);
        Assert.Contains("t.[occurred_at] > k.c2 AND t.[occurred_at] <= k.c3", select, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_lock_tells_a_deadlock_from_a_time_out_and_both_from_a_wrong_call()
    {
        var said = await Said(db => db.LockByName("somebody", default));
        var statement = Assert.Single(said, x => x.Contains("sp_getapplock", StringComparison.Ordinal));
        Valid(statement);
        Assert.Contains("IF @taken = -3 THROW", statement, StringComparison.Ordinal);
    }

    private static void Valid(string sql)
    {
        foreach (
            var parser in (
                TSqlParser[])[new TSql150Parser(initialQuotedIdentifiers: true), new TSql160Parser(initialQuotedIdentifiers: true)])
        {
            using var reader = new StringReader(sql);
            parser.Parse(reader, out var errors);
            Assert.Empty(errors.Select(x => $"{parser.GetType().Name} line {x.Line}: {x.Message}"));
        }
    }

    private static SupplyDb Open(string service)
    {
        var provider = new Database(DatabaseProvider.SqlServer, Offline);
        var type = House.Services.Single(x => x.Name == service || x.GetType().Assembly.GetName().Name == service)
            .GetType().BaseType!.GetGenericArguments()[0];
        var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        provider.Configure(options, service);
        return (SupplyDb)Activator.CreateInstance(type, options.Options, new Origin(TimeProvider.System))!;
    }

    /// <summary>What would be said to the server: neither the connection nor a statement leaves.</summary>
    private static async Task<List<string>> Said(Func<CatalogDb, Task> work)
    {
        var (connection, commands) = (new NoConnection(), new NoCommands());
        var options = new DbContextOptionsBuilder<CatalogDb>();
        new Database(DatabaseProvider.SqlServer, Offline).Configure(options, "catalog");
        options.AddInterceptors(connection, commands);
        await using var db = new CatalogDb(options.Options, new Origin(TimeProvider.System));
        await work(db);
        return commands.Said;
    }

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result,
                CancellationToken cancellationToken = default) => new(InterceptionResult.Suppress());
    }

    private sealed class NoCommands : DbCommandInterceptor
    {
        public List<string> Said { get; } = [];

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Said.Add(command.CommandText);
            return new(InterceptionResult<int>.SuppressWithResult(0));
        }
    }
}
