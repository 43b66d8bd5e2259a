using Supply.Platform.Http;

namespace Supply.Inventory.Tests.Features;

/// <summary>How many claves have to be counted where.</summary>
public sealed class CountStockToDoTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    [Fact]
    public async Task Discrepancies_of_ones_own_place()
    {
        var (facility, other) = (inventory.Facility(), inventory.Facility());
        await inventory.Host.Deliver(InventoryHost.Prescription(facility, inventory.Now, 5));
        Assert.Equal(5, await inventory.Discrepancy(facility));
        Assert.Equal(1, await Count(inventory.Warehouse(facility)));
        Assert.Equal(1, await Count(inventory.Host.As(Roles.Pharmacy, facility: facility)));
        Assert.Equal(0, await Count(inventory.Warehouse(other)));
        Assert.Empty((await inventory.Central.Get("/inventory/todo")).Json.GetProperty("items").EnumerateArray());
    }

    private static async Task<long> Count(TestCaller caller) =>
        (await caller.Get("/inventory/todo")).Json.GetProperty("items")[0].GetProperty("count").GetInt64();
}
