using System.Text.Json;
using Supply.Platform.Http;

namespace Supply.Inventory.Tests.Features;

public sealed class StockSummaryTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    private const string Syringe = "060.345.3798";

    [Fact]
    public async Task A_facilitys_stock_by_clave_with_what_is_on_its_way_and_what_ran_out()
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(from, null, InventoryHost.Goods("A", 100), InventoryHost.Goods("S", 50, clave: Syringe));
        await inventory.Receive(
            to, null, InventoryHost.Goods("LAST-DAY", 5, "2026-10-15"), InventoryHost.Goods("LATER", 7, "2027-01-31"),
            InventoryHost.Goods("OLD", 3, "2026-10-14"));
        await inventory.Ship(from, to, 20);
        await inventory.Ship(from, to, 30, hold: true);
        object[] broken = [new { clave = Claves.Paracetamol, lot = "LATER", expiresOn = "2027-01-31", quantity = 2,
            to = new { condition = "damaged" } }];
        Assert.Equal(201, (await inventory.Warehouse(to).Put(
            $"/inventory/transfers/{Guid.CreateVersion7()}", new { facility = to, lines = broken })).Status);

        var here = Assert.Single(await Summary(inventory.Warehouse(to), $"facility={to}"));
        Assert.Equal((1, 10, 0, 3, 2, 0, 20, "2026-10-15"), Sums(here));
        var sender = (await Summary(inventory.Warehouse(from), "")).ToDictionary(x => x.GetProperty("clave").GetString()!);
        Assert.Equal((1, 80, 30, 0, 0, 0, 0, "2027-12-31"), Sums(sender[Claves.Paracetamol]));
        Assert.Equal((1, 50, 0, 0, 0, 0, 0, "2027-12-31"), Sums(sender[Syringe]));

        inventory.Host.Clock.Advance(TimeSpan.FromDays(1)); // a lot's last day has passed
        here = Assert.Single(await Summary(inventory.Warehouse(to), $"facility={to}&clave={Claves.Paracetamol}"));
        Assert.Equal((1, 5, 0, 3, 2, 5, 20, "2027-01-31"), Sums(here));
        await inventory.Host.Deliver(InventoryHost.Prescription(to, inventory.Now, 10));
        here = Assert.Single(await Summary(inventory.Warehouse(to), ""));
        Assert.Equal((1, 0, 0, 3, 2, 0, 20, null), Sums(here)); // nothing left is a row too
        var handedOut = inventory.Facility();
        await inventory.Host.Deliver(InventoryHost.Prescription(handedOut, inventory.Now, 10));
        Assert.Equal((0, 0, 0, 0, 0, 0, 0, null), Sums(Assert.Single(await Summary(inventory.Central, $"facility={handedOut}"))));
    }

    [Fact]
    public async Task A_states_stock_is_that_of_its_facilities_and_pages_by_clave()
    {
        var (one, two) = (inventory.Facility("TC"), inventory.Facility("TC"));
        string[] claves = [.. Enumerable.Range(1, 5).Select(x => $"010.000.{x:0000}.00")];
        foreach (var facility in (string[])[one, two])
            await inventory.Receive(facility, null, [.. claves.Select(x => InventoryHost.Goods("A", 2, clave: x))]);
        await inventory.Receive(inventory.Facility("YN"), null, InventoryHost.Goods("A", 9, clave: claves[0]));

        var (seen, after) = (new List<(string?, long)>(), (string?)null);
        do
        {
            var page = (await inventory.Host.As(Roles.State, state: "27").Get(
                $"/inventory/stock/summary?state=27&limit=2{(after is null ? "" : "&after=" + after)}")).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(x =>
                (x.GetProperty("clave").GetString(), x.GetProperty("usable").GetInt64())));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);
        Assert.Equal(claves.Select(x => ((string?)x, 4L)), seen);
        Assert.Empty(await Summary(inventory.Host.As(Roles.State, state: "02"), "state=27"));
        Assert.Empty(await Summary(inventory.Warehouse(one), $"facility={two}"));
        Assert.Equal(5, (await Summary(inventory.Warehouse(one), "state=27")).Count);
        Assert.All(await Summary(inventory.Warehouse(one), "state=27"), x => Assert.Equal(2, x.GetProperty("usable").GetInt64()));
    }

    [Fact]
    public async Task Lots_are_found_by_condition_and_by_the_day_before_which_they_expire()
    {
        var facility = inventory.Facility();
        await inventory.Receive(
            facility, null, InventoryHost.Goods("SOON", 5, "2026-11-30"), InventoryHost.Goods("LATE", 7, "2026-12-01"),
            InventoryHost.Goods("OLD", 3, "2026-10-01"));
        Assert.Equal(["OLD", "SOON"], await Lots("expiresBefore=2026-12-01"));
        Assert.Equal(["SOON"], await Lots("expiresBefore=2026-12-01&condition=usable"));
        Assert.Equal(["OLD"], await Lots("condition=quarantine"));
        Assert.Empty(await Lots("condition=damaged"));
        var moved = (await inventory.Central.Get($"/inventory/movements?facility={facility}&lot=soon")).Json.GetProperty("items");
        Assert.Equal(5, Assert.Single(moved.EnumerateArray()).GetProperty("quantity").GetInt64());

        async Task<List<string?>> Lots(string filter) =>
            [.. (await inventory.Central.Get($"/inventory/stock?facility={facility}&{filter}")).Json.GetProperty("items").EnumerateArray()
                .Select(x => x.GetProperty("lot").GetString()).Order()];
    }

    [Theory]
    [InlineData("stock?condition=broken", "inventory.condition")]
    [InlineData("stock?expiresBefore=2026-02-30", "request.wrong-type")]
    [InlineData("stock/summary?state=99", "state.unknown")]
    [InlineData("stock/summary?facility=1", "facility.malformed")]
    [InlineData("stock/summary?limit=0", "request.limit")]
    [InlineData("stock/summary?colour=1", "request.unknown-parameter")]
    public async Task Bad_parameters_are_refused(string path, string code)
    {
        var answer = await inventory.Central.Get("/inventory/" + path);
        Assert.Equal((422, code), (answer.Status, answer.Code));
    }

    private static async Task<List<JsonElement>> Summary(TestCaller caller, string filter) =>
        [.. (await caller.Get("/inventory/stock/summary?" + filter)).Json.GetProperty("items").EnumerateArray()];

    private static (int Known, long, long, long, long, long, long, string? FirstExpiry) Sums(JsonElement x) => (
        x.GetProperty("known").GetInt32(), x.GetProperty("usable").GetInt64(), x.GetProperty("reserved").GetInt64(),
        x.GetProperty("quarantined").GetInt64(), x.GetProperty("damaged").GetInt64(), x.GetProperty("expired").GetInt64(),
        x.GetProperty("inTransit").GetInt64(), x.GetProperty("firstExpiry").GetString());
}
