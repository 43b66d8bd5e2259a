using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.Benchmarks;

public sealed class SenderDb(DbContextOptions<SenderDb> options, Origin origin) : SupplyDb(options, origin)
{
    public override string Service => "sender";

    public DbSet<Document> Documents => Set<Document>();

    protected override void Tables(ModelBuilder model) => model.Entity<Document>().ToTable("documents").HasKey(x => x.Id);
}
