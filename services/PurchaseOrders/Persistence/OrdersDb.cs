using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.PurchaseOrders.Persistence;

public sealed class OrdersDb(DbContextOptions<OrdersDb> options, Origin origin) : ReferenceDb(options, origin)
{
    public override string Service => "orders";

    protected override void Tables(ModelBuilder model)
    {
    }
}

public sealed class OrdersDbFactory : DesignTimeFactory<OrdersDb>
{
    protected override OrdersDb Create(DbContextOptions<OrdersDb> options, Origin origin) => new(options, origin);
}
