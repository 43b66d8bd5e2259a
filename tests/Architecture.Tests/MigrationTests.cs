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

    public static TheoryData<string, DatabaseProvider> ServicesAndProviders => [.. House.Names.SelectMany(name => Enum.GetValues<DatabaseProvider>().Select(provider => (name.Data, provider)))];

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
        var snapshot = db.GetService<IModelRuntimeInitializer>().Initialize(db.GetService<IMigrationsAssembly>().ModelSnapshot!.Model, designTime: true, validationLogger: null);
        return db.GetService<IMigrationsModelDiffer>().GetDifferences(snapshot.GetRelationalModel(), db.GetService<IDesignTimeModel>().Model.GetRelationalModel())
            .Select(x => x is ColumnOperation column ? $"{x.GetType().Name} {column.Table}.{column.Name}: {column.ColumnType} {column.MaxLength}" : $"{x.GetType().Name} {(x as ITableMigrationOperation)?.Table} {(x as RenameIndexOperation)?.NewName}");
    }

    [Theory]
    [MemberData(nameof(ServicesAndProviders))]
    public void The_migrations_become_a_script(string service, DatabaseProvider provider)
    {
        using var db = Open(Service(service), provider);
        var options = provider == DatabaseProvider.Sqlite ? MigrationsSqlGenerationOptions.Default : MigrationsSqlGenerationOptions.Idempotent; // SQLite has no IF
        var script = db.GetService<IMigrator>().GenerateScript(options: options);
        foreach (var entity in db.Model.GetEntityTypes())
            Assert.Matches($"CREATE TABLE \\W?{entity.GetTableName()}\\W", script);
        Assert.Contains("audit is append-only", script, StringComparison.Ordinal);
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

    /// <summary>On SQLite, and on PostgreSQL when the run is told so.</summary>
    [Theory]
    [MemberData(nameof(Services))]
    public async Task The_migrations_apply_and_every_table_can_be_read(string service)
    {
        await using var host = await ServiceHost.Start([Service(service)], relay: false);
        await using var scope = host.Services.CreateAsyncScope();
        var db = (SupplyDb)scope.ServiceProvider.GetRequiredService(ContextOf(Service(service)));
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync());
        var read = typeof(MigrationTests).GetMethod(nameof(Read), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
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
        new Database(provider, provider switch { DatabaseProvider.Sqlite => ".", DatabaseProvider.Postgres => "Host=nowhere", _ => "Server=nowhere;Database=none" }).Configure(builder, service.Name);
        return (SupplyDb)Activator.CreateInstance(type, builder.Options, new Origin(TimeProvider.System))!;
    }
}
