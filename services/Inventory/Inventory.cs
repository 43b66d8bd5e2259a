using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Persistence;
using Supply.Platform.Hosting;

namespace Supply.Inventory;

/// <summary>Lots, balances, the movement ledger, shipments and counts.</summary>
public sealed class InventoryService() : SupplyService<InventoryDb>("inventory")
{
    protected override void Routes(RouteGroupBuilder api)
    {
    }
}
