using Supply.Platform.Http;

namespace Supply.Inventory.Tests.Features;

/// <summary>The numbers of shipments and receipts that people read aloud.</summary>
public sealed class NumberTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    [Fact]
    public async Task A_document_has_one_number_by_which_it_is_found_as_it_is_said()
    {
        var (facility, to, id) = (inventory.Facility("CM"), inventory.Facility("CM"), Guid.CreateVersion7());
        var first = await inventory.Receive(facility, id, null, null, InventoryHost.Goods("A", 10));
        var again = await inventory.Receive(facility, id, null, null, InventoryHost.Goods("A", 10));
        var second = await inventory.Receive(facility, null, InventoryHost.Goods("A", 10));
        Assert.Equal(
            ("EN-06-2026-00001", "EN-06-2026-00001", "EN-06-2026-00002"), (Number(first), Number(again), Number(second)));
        Assert.Equal("EN-06-2026-00001", Number(await inventory.Warehouse(facility).Get($"/inventory/receipts/{id}")));
        Assert.Equal([id], await Ids(inventory.Warehouse(facility), "receipts?number=en%2006%202026%201"));
        Assert.Empty(await Ids(inventory.Warehouse(to), "receipts?number=EN-06-2026-00001"));

        var shipment = await inventory.Ship(facility, to, 3, hold: true);
        var path = $"/inventory/shipments/{shipment.Json.GetProperty("id").GetGuid()}";
        Assert.Equal("EM-06-2026-00001", Number(shipment));
        Assert.Equal("EM-06-2026-00001", Number(await inventory.Warehouse(facility).Post(path + "/dispatch")));
        Assert.Equal("EM-06-2026-00001", Number(await inventory.Warehouse(to).Get(path)));
        Assert.Equal([shipment.Json.GetProperty("id").GetGuid()], await Ids(inventory.Warehouse(to), "shipments?number=EM-06-2026-1"));
    }

    [Fact]
    public async Task What_is_refused_takes_no_number()
    {
        var (facility, to) = (inventory.Facility("MS"), inventory.Facility("MS"));
        await inventory.Receive(facility, null, InventoryHost.Goods("A", 10));
        Assert.Equal("inventory.insufficient-stock", (await inventory.Ship(facility, to, 11)).Code);
        Assert.Equal("EM-17-2026-00001", Number(await inventory.Ship(facility, to, 10)));
    }

    [Fact]
    public async Task Two_copies_of_the_service_never_give_one_number_twice()
    {
        await using var database = new TestDatabase();
        await using var one = await ServiceHost.Start([new InventoryService()], on: database);
        await using var other = await ServiceHost.Start([new InventoryService()], on: database);
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i =>
        {
            var facility = $"TLIMB{i:000000}";
            return (i % 2 == 0 ? one : other).As(Roles.Warehouse, facility: facility).Put(
                $"/inventory/receipts/{Guid.CreateVersion7()}",
                new { facility, supplier = "L", receivedOn = "2026-10-15", lines = new[] { InventoryHost.Goods("A", 1) } });
        }));
        Assert.All(answers, x => Assert.True(x.Status == 201, x.ToString()));
        Assert.Equal(
            Enumerable.Range(1, 24).Select(i => $"EN-29-2026-{i:00000}"), answers.Select(Number).Order(StringComparer.Ordinal));
    }

    private static string? Number(Answer answer) => answer.Json.GetProperty("number").GetString();

    private static async Task<List<Guid>> Ids(TestCaller caller, string list) =>
        [.. (await caller.Get("/inventory/" + list)).Json.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("id").GetGuid())];
}
