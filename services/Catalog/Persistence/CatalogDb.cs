using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Persistence;

public sealed class CatalogDb(DbContextOptions<CatalogDb> options, Origin origin) : SupplyDb(options, origin)
{
    public override string Service => "catalog";

    public DbSet<Buyer> Buyers => Set<Buyer>();

    protected override void Tables(ModelBuilder model)
    {
        model.Entity<Buyer>(x =>
        {
            x.ToTable("buyers").HasKey(row => row.Code);
            x.Property(row => row.Version).IsConcurrencyToken();
        });
    }
}

public sealed class CatalogDbFactory : DesignTimeFactory<CatalogDb>
{
    protected override CatalogDb Create(DbContextOptions<CatalogDb> options, Origin origin) => new(options, origin);
}
