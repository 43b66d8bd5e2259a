using Microsoft.AspNetCore.Routing;
using Supply.PurchaseOrders.Persistence;
using Supply.Platform.Hosting;

namespace Supply.PurchaseOrders;

/// <summary>Awards and supply orders.</summary>
public sealed class PurchaseOrdersService() : SupplyService<OrdersDb>("orders")
{
    protected override void Routes(RouteGroupBuilder api)
    {
    }
}
