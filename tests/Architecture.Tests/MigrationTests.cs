using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Hosting;
using Supply.Platform.Persistence;

namespace Supply.Architecture.Tests;

/// <summary>One neutral migration set per service, which every provider takes.</summary>
public sealed class MigrationTests
{
    public static TheoryData<string> Services => House.Names;

    public static TheoryData<string, DatabaseProvider> ServicesAndProviders =>
        [.. House.Names.SelectMany(name => Enum.GetValues<DatabaseProvider>().Select(provider => (name.Data, provider)))];

    [Theory]
    [MemberData(nameof(ServicesAndProviders))]
    public void The_migrations_are_what_the_model_is(string service, DatabaseProvider provider)
    {
        using var db = Open(Service(service), provider);
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.Empty(Pending(db));
        Assert.False(db.Database.HasPendingModelChanges());
    }

    /// <summary>What <c>deploy/migrations/add</c> would write on this provider.</summary>
    private static IEnumerable<string> Pending(SupplyDb db)
    {
        var snapshot = db.GetService<IModelRuntimeInitializer>()
            .Initialize(db.GetService<IMigrationsAssembly>().ModelSnapshot!.Model, designTime: true, validationLogger: null);
        return db.GetService<IMigrationsModelDiffer>()
            .GetDifferences(snapshot.GetRelationalModel(), db.GetService<IDesignTimeModel>().Model.GetRelationalModel())
            .Select(x => x is ColumnOperation column
                ? $"{x.GetType().Name} {column.Table}.{column.Name}: {column.ColumnType} {column.MaxLength}"
                : $"{x.GetType().Name} {(x as ITableMigrationOperation)?.Table} {(x as RenameIndexOperation)?.NewName}");
    }

    [Theory]
    [MemberData(nameof(ServicesAndProviders))]
    public void The_migrations_become_a_script(string service, DatabaseProvider provider)
    {
        using var db = Open(Service(service), provider);
        // SQLite has no IF
        var options = provider == DatabaseProvider.Sqlite
            ? MigrationsSqlGenerationOptions.Default : MigrationsSqlGenerationOptions.Idempotent;
        var script = db.GetService<IMigrator>().GenerateScript(options: options);
        foreach (var entity in db.Model.GetEntityTypes())
            Assert.Matches($"CREATE TABLE \\W?{entity.GetTableName()}\\W", script);
        Assert.Contains("audit is append-only", script, StringComparison.Ordinal);
    }

    /// <summary>It is what people without the command run; without a SQL Server it can only be read.</summary>
    [Theory]
    [MemberData(nameof(Services))]
    public void The_script_for_SQL_Server_can_be_run_twice_and_holds_only_types_that_are_meant(string service)
    {
        using var db = Open(Service(service), DatabaseProvider.SqlServer);
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        var tables = Regex.Matches(script, @"CREATE TABLE \[(?!__EF)(\w+)\] \((.*?)\n *\);", RegexOptions.Singleline);
        var dropped = Regex.Matches(script, @"DROP TABLE \[(\w+)\]").Select(x => x.Groups[1].Value).ToHashSet();
        Assert.Equal(db.Model.GetEntityTypes().Count(), tables.Count(x => !dropped.Contains(x.Groups[1].Value)));
        var types = tables.SelectMany(x => Regex.Matches(x.Groups[2].Value, @"^ +\[\w+\] (.+?) (?:NOT )?NULL", RegexOptions.Multiline))
            .Select(x => x.Groups[1].Value).ToHashSet();
        Assert.All(
            types, x =>
            Assert.Matches(@"^(uniqueidentifier|bigint|int|bit|date|decimal\(\d+,\d+\)|nvarchar\((\d+|max)\)|varbinary\((\d+|max)\))$", x));
        foreach (
            var batch in Regex.Split(script, @"^GO\s*$", RegexOptions.Multiline)
            .Where(x => Regex.IsMatch(x, @"\b(CREATE|ALTER|INSERT|UPDATE|DROP)\b")
            && !x.Contains("CREATE TABLE [__EFMigrationsHistory]", StringComparison.Ordinal)))
            Assert.Matches(@"^\s*(BEGIN TRANSACTION;\s*)?IF NOT EXISTS \(\s*SELECT \* FROM \[__EFMigrationsHistory\]", batch);
        Assert.DoesNotContain("ON DELETE CASCADE", script, StringComparison.Ordinal); // SQL Server refuses several paths
        Assert.Contains("INSTEAD OF UPDATE, DELETE AS THROW 51000", script, StringComparison.Ordinal);
    }

    /// <summary>
    /// SQL Server takes a longer key, and then refuses the row that uses it: 900 bytes of a primary key, 1,700 of an index.
    /// </summary>
    [Theory]
    [MemberData(nameof(Services))]
    public void No_key_is_longer_than_SQL_Server_takes(string service)
    {
        using var db = Open(Service(service), DatabaseProvider.SqlServer);
        foreach (var entity in db.Model.GetEntityTypes())
        {
            Assert.True(
                Bytes(entity.FindPrimaryKey()!.Properties) <= 900,
                $"{entity.GetTableName()}: {Bytes(entity.FindPrimaryKey()!.Properties)}");
            foreach (var index in entity.GetIndexes())
                Assert.True(Bytes(index.Properties) <= 1700, $"{index.GetDatabaseName()}: {Bytes(index.Properties)}");
        }

        static int Bytes(IEnumerable<IProperty> properties) =>
            properties.Sum(
                x => x.GetColumnType() is { } type && type.StartsWith("nvarchar", StringComparison.Ordinal)
                ? 2 * (x.GetMaxLength() ?? 1000) : 16);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void The_migrations_name_no_type_of_any_provider(string service)
    {
        var files = Directory.GetFiles(Path.Combine(House.Root, "services", service.Split('.')[^1], "Persistence", "Migrations"), "*.cs");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain("HasColumnType", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\btype: """, text);
        }
    }

    [Theory]
    [MemberData(nameof(ServicesAndProviders))]
    public async Task The_migrations_apply_and_every_table_can_be_read(string service, DatabaseProvider provider)
    {
        await using var database = new TestDatabase(provider == DatabaseProvider.SqlServer ? TestServer.SqlServer : TestServer.Postgres);
        await using var host = await ServiceHost.Start(
            [Service(service)], relay: false, postgres: provider != DatabaseProvider.Sqlite, on: database);
        await using var scope = host.Services.CreateAsyncScope();
        var db = (SupplyDb)scope.ServiceProvider.GetRequiredService(ContextOf(Service(service)));
        await db.Database.MigrateAsync(); // a second time does nothing
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync());
        var read = typeof(MigrationTests).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (var entity in db.Model.GetEntityTypes())
            await (Task)read.MakeGenericMethod(entity.ClrType).Invoke(null, [db])!;
    }

    private static Task<List<TEntity>> Read<TEntity>(SupplyDb db) where TEntity : class => db.Set<TEntity>().AsNoTracking().ToListAsync();

    private static SupplyService Service(string assembly) => House.Services.Single(x => x.GetType().Assembly.GetName().Name == assembly);

    private static Type ContextOf(SupplyService service) => service.GetType().BaseType!.GetGenericArguments()[0];

    private static SupplyDb Open(SupplyService service, DatabaseProvider provider)
    {
        var type = ContextOf(service);
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        var location = provider switch
        {
            DatabaseProvider.Sqlite => ".",
            DatabaseProvider.Postgres => "Host=nowhere",
            _ => "Server=nowhere;Database=none",
        };
        new Database(provider, location).Configure(builder, service.Name);
        return (SupplyDb)Activator.CreateInstance(type, builder.Options, new Origin(TimeProvider.System))!;
    }
}
