using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Inventory.Persistence;

public sealed class InventoryDb(DbContextOptions<InventoryDb> options, Origin origin) : ReferenceDb(options, origin)
{
    public override string Service => "inventory";

    protected override void Tables(ModelBuilder model)
    {
    }
}

public sealed class InventoryDbFactory : DesignTimeFactory<InventoryDb>
{
    protected override InventoryDb Create(DbContextOptions<InventoryDb> options, Origin origin) => new(options, origin);
}
