using System.Text.Json;
using Supply.Platform.Http;

namespace Supply.Inventory.Tests.Features;

public sealed class ShipmentListTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    [Fact]
    public async Task What_is_on_its_way_to_me_is_dispatched_and_not_all_received()
    {
        var (from, to) = await Stocked();
        var underWay = await inventory.Ship(from, to, 10);
        var partly = await inventory.Ship(from, to, 4);
        await inventory.Take(partly, to, 3, missing: 1);
        var complete = await inventory.Ship(from, to, 5);
        await inventory.Take(complete, to, 5);
        var held = await inventory.Ship(from, to, 6, hold: true);
        var cancelled = await inventory.Ship(from, to, 7, hold: true);
        await inventory.Warehouse(from).Post($"/inventory/shipments/{Id(cancelled)}/cancel");

        Assert.Equal([Id(underWay), Id(partly)], await Ids(inventory.Warehouse(to), "expected=true"));
        Assert.Empty(await Ids(inventory.Warehouse(from), "expected=true")); // it sends them
        Assert.Equal([Id(partly)], await Ids(inventory.Warehouse(from), "missing=true"));
        Assert.Equal([Id(held)], await Ids(inventory.Warehouse(from), "status=held"));
        Assert.Equal([Id(complete)], await Ids(inventory.Warehouse(to), "status=received"));
        Assert.Equal([Id(cancelled)], await Ids(inventory.Central, $"status=cancelled&from={from}"));
        Assert.Equal(5, (await Ids(inventory.Central, $"to={to}")).Count);
        Assert.Empty(await Ids(inventory.Central, $"to={from}"));

        var row = (await Rows(inventory.Warehouse(to), "")).Single(x => x.GetProperty("id").GetGuid() == Id(partly));
        Assert.Equal((from, to, "dispatched"), (Text(row, "from"), Text(row, "to"), Text(row, "status")));
        Assert.Equal((1, 1, 4, 3, 1), (Number(row, "claves"), Number(row, "lines"), Number(row, "pieces"), Number(row, "good"),
            Number(row, "inTransit")));
        Assert.Equal("2026-10-15", Text(row, "on"));
        var waiting = Assert.Single(await Rows(inventory.Warehouse(from), "status=held"));
        Assert.Equal((6, 0, JsonValueKind.Null), (Number(waiting, "pieces"), Number(waiting, "inTransit"),
            waiting.GetProperty("dispatchedAt").ValueKind));
    }

    [Fact]
    public async Task Sender_and_receiver_see_it_and_both_their_states()
    {
        var from = "ALM-13-01";
        await inventory.Receive(from, null, InventoryHost.Goods("A", 100));
        await inventory.Host.Deliver(CatalogueFacility("QRIMB700001", "23"));
        var id = Id(await inventory.Ship(from, "QRIMB700001", 10));
        foreach (var caller in (TestCaller[])[inventory.Warehouse(from), inventory.Warehouse("QRIMB700001"),
            inventory.Host.As(Roles.State, state: "13"), inventory.Host.As(Roles.State, state: "23"), inventory.Central,
            inventory.Host.As(Roles.Auditor)])
            Assert.Contains(id, await Ids(caller, "limit=1000"));
        foreach (var caller in (TestCaller[])[inventory.Warehouse(inventory.Facility()), inventory.Host.As(Roles.State, state: "02")])
            Assert.DoesNotContain(id, await Ids(caller, "limit=1000"));
        Assert.Contains(id, await Ids(inventory.Host.As(Roles.State, state: "23"), "expected=true"));
        Assert.DoesNotContain(id, await Ids(inventory.Host.As(Roles.State, state: "13"), "expected=true"));
    }

    [Fact]
    public async Task Pages_hold_each_shipment_once_while_one_leaves_and_more_arrive()
    {
        var (from, to) = await Stocked();
        var sent = new List<Guid>();
        for (var i = 0; i < 5; i++)
            sent.Add(Id(await inventory.Ship(from, to, 1, hold: true)));
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var (seen, after) = (new List<Guid>(), (string?)null);
        do
        {
            var page = (await inventory.Warehouse(from).Get(
                $"/inventory/shipments?limit=2{(after is null ? "" : "&after=" + Uri.EscapeDataString(after))}")).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("id").GetGuid()));
            after = page.GetProperty("next").GetString();
            await inventory.Warehouse(from).Post($"/inventory/shipments/{sent.Except(seen).LastOrDefault(sent[0])}/dispatch");
            await inventory.Ship(from, to, 1);
        }
        while (after is not null);
        Assert.Equal(sent.Order(), seen.Order());
    }

    [Fact]
    public async Task Reading_one_shows_what_it_did_to_the_stock_that_the_reader_may_see()
    {
        var (from, to) = await Stocked();
        var shipment = await inventory.Ship(from, to, 10);
        await inventory.Take(shipment, to, 8, damaged: 2);
        var path = $"/inventory/shipments/{Id(shipment)}";
        Assert.Equal([(to, 2), (to, 8), (from, -10)], await Moved(inventory.Central));
        Assert.Equal([(from, -10)], await Moved(inventory.Warehouse(from)));
        Assert.Equal([(to, 2), (to, 8)], await Moved(inventory.Warehouse(to)));

        async Task<List<(string?, long)>> Moved(TestCaller caller) =>
            [.. (await caller.Get(path)).Json.GetProperty("movements").EnumerateArray()
                .Select(x => (x.GetProperty("facility").GetString(), x.GetProperty("quantity").GetInt64()))
                .OrderByDescending(x => x.Item1 == to).ThenBy(x => x.Item2)];
    }

    private async Task<(string From, string To)> Stocked()
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(from, null, InventoryHost.Goods("A", 100));
        return (from, to);
    }

    private static Contracts.Catalog.FacilityPublished CatalogueFacility(string code, string state) => new(
        code, 1, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        new DateOnly(2026, 1, 1), new DateOnly(1900, 1, 1), "Unidad", state, "healthUnit", "America/Cancun");

    private static Guid Id(Answer answer) => answer.Json.GetProperty("id").GetGuid();

    private static async Task<List<JsonElement>> Rows(TestCaller caller, string filter) =>
        [.. (await caller.Get("/inventory/shipments?" + filter)).Json.GetProperty("items").EnumerateArray()];

    /// <summary>The first that was recorded first.</summary>
    private static async Task<List<Guid>> Ids(TestCaller caller, string filter) =>
        [.. (await Rows(caller, filter)).Select(x => x.GetProperty("id").GetGuid()).Order()];

    private static string? Text(JsonElement row, string member) => row.GetProperty(member).GetString();

    private static long Number(JsonElement row, string member) => row.GetProperty(member).GetInt64();
}
