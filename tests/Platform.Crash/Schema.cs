using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Samples;

/// <summary>The schema as the model has it now, made when it is applied: samples have no history to keep.</summary>
public abstract class FromModel : Migration
{
    protected abstract SupplyDb Model(Database provider);

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var provider = Enum.GetValues<DatabaseProvider>()
            .Single(x => ActiveProvider!.Contains(x.ToString(), StringComparison.OrdinalIgnoreCase));
        using var db = Model(new Database(provider, provider == DatabaseProvider.SqlServer ? "Server=nowhere" : "Host=nowhere"));
        var model = db.GetService<IDesignTimeModel>().Model.GetRelationalModel();
        migrationBuilder.Operations.AddRange(db.GetService<IMigrationsModelDiffer>().GetDifferences(null, model));
        migrationBuilder.RefuseChanges("audit");
    }

    protected static DbContextOptions<TDb> Options<TDb>(Database database, string service) where TDb : SupplyDb
    {
        var options = new DbContextOptionsBuilder<TDb>();
        database.Configure(options, service);
        return options.Options;
    }
}

[DbContext(typeof(AlphaDb)), Migration("1_Initial")]
public sealed class AlphaSchema : FromModel
{
    protected override SupplyDb Model(Database provider) =>
        new AlphaDb(Options<AlphaDb>(provider, "alpha"), new Origin(TimeProvider.System));
}

[DbContext(typeof(BetaDb)), Migration("1_Initial")]
public sealed class BetaSchema : FromModel
{
    protected override SupplyDb Model(Database provider) => new BetaDb(Options<BetaDb>(provider, "beta"), new Origin(TimeProvider.System));
}

[DbContext(typeof(BetaDb)), Migration("2_DropQuartzTables")]
public sealed class BetaWithoutQuartz : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropQuartzTables();
}
