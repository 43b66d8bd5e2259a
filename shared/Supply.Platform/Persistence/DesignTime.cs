using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Supply.Platform.Persistence;

/// <summary>
/// How <c>dotnet ef</c> makes a service's context; the migrations it writes are stripped of types by <c>deploy/migrations/add</c>.
/// </summary>
public abstract class DesignTimeFactory<TDb> : IDesignTimeDbContextFactory<TDb> where TDb : SupplyDb
{
    public TDb CreateDbContext(string[] args) =>
        Create(new DbContextOptionsBuilder<TDb>().UseSqlite("Data Source=design.db").Options, new Origin(TimeProvider.System));

    protected abstract TDb Create(DbContextOptions<TDb> options, Origin origin);
}
