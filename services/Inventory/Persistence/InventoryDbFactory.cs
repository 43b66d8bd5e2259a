using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Persistence;

public sealed class InventoryDbFactory : DesignTimeFactory<InventoryDb>
{
    protected override InventoryDb Create(DbContextOptions<InventoryDb> options, Origin origin) => new(options, origin);
}
