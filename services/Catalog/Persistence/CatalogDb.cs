using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Persistence;

public sealed class CatalogDb(DbContextOptions<CatalogDb> options, Origin origin) : SupplyDb(options, origin)
{
    public override string Service => "catalog";

    public DbSet<Item> Items => Set<Item>();
    public DbSet<ItemGtin> Gtins => Set<ItemGtin>();
    public DbSet<Facility> Facilities => Set<Facility>();
    public DbSet<Predecessor> Predecessors => Set<Predecessor>();
    public DbSet<Buyer> Buyers => Set<Buyer>();
    public DbSet<Formulary> Formularies => Set<Formulary>();
    public DbSet<FundingSource> FundingSources => Set<FundingSource>();
    public DbSet<Location> Locations => Set<Location>();

    protected override void Tables(ModelBuilder model)
    {
        model.Entity<Item>(x =>
        {
            x.ToTable("items").HasKey(row => row.Clave);
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<ItemGtin>(x =>
        {
            x.ToTable("item_gtins").HasKey(row => row.Gtin);
            x.Property(row => row.Version).IsConcurrencyToken();
            x.HasIndex(row => row.Change).IsUnique();
            x.HasIndex(row => new { row.Clave, row.Change });
        });
        model.Entity<Facility>(x =>
        {
            x.ToTable("facilities").HasKey(row => new { row.Code, row.Version });
            x.HasIndex(row => new { row.Latest, row.State, row.Code });
            x.HasIndex(row => new { row.Latest, row.Code });
        });
        model.Entity<Predecessor>(x =>
        {
            x.ToTable("predecessors").HasKey(row => row.Code);
            x.HasIndex(row => row.Current);
        });
        model.Entity<Buyer>(x =>
        {
            x.ToTable("buyers").HasKey(row => row.Code);
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<Formulary>(x =>
        {
            x.ToTable("formularies").HasKey(row => row.UnitType);
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<FundingSource>(x =>
        {
            x.ToTable("funding_sources").HasKey(row => row.Code);
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<Location>(x =>
        {
            x.ToTable("locations").HasKey(row => row.Code);
            x.Property(row => row.Version).IsConcurrencyToken();
        });
    }

    /// <summary>Who buys for an entity unless a facility says otherwise: its first buyer of kind <c>state</c>, by entity.</summary>
    public async Task<Dictionary<string, string>> StateBuyers(CancellationToken ct) =>
        (await Buyers.AsNoTracking().Where(x => x.Kind == "state").OrderBy(x => x.Code).Select(x => new { x.State, x.Code })
            .ToListAsync(ct))
            .GroupBy(x => x.State).ToDictionary(x => x.Key, x => x.First().Code);
}
