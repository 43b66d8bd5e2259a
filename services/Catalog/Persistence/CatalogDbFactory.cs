using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Persistence;

public sealed class CatalogDbFactory : DesignTimeFactory<CatalogDb>
{
    protected override CatalogDb Create(DbContextOptions<CatalogDb> options, Origin origin) => new(options, origin);
}
