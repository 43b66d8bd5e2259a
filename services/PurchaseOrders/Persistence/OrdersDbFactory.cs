using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.PurchaseOrders.Persistence;

public sealed class OrdersDbFactory : DesignTimeFactory<OrdersDb>
{
    protected override OrdersDb Create(DbContextOptions<OrdersDb> options, Origin origin) => new(options, origin);
}
