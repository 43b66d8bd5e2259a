using Supply.Contracts.DemandPlanning;
using Supply.Contracts.Inventory;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Features.SupplyOrders;

namespace Supply.PurchaseOrders.Tests.Features.SupplyOrders;

/// <summary>One order, the list, and the list by urgency.</summary>
public sealed class ReadSupplyOrdersTests(OrdersHost orders) : IClassFixture<OrdersHost>
{
    [Fact]
    public async Task Callers_see_the_orders_of_their_place_only()
    {
        var id = await orders.Order(OrdersHost.ToWarehouse(10));
        var path = $"/orders/supply-orders/{id}";

        foreach (var sees in (TestCaller[])[orders.Central, orders.Issuer, orders.Host.As(Roles.Auditor),
            orders.Host.As(Roles.Pharmacy, facility: OrdersHost.Unit), orders.Host.As(Roles.Warehouse, facility: OrdersHost.Warehouse)])
        {
            Assert.Equal((200, "\"1\""), (await sees.Get(path)) is var answer ? (answer.Status, answer.ETag) : default);
            Assert.Contains(await All(sees, ""), x => x.Id == id);
        }
        foreach (var foreign in (TestCaller[])[orders.Host.As(Roles.State, state: "02"),
            orders.Host.As(Roles.Pharmacy, facility: OrdersHost.RuralUnit)])
        {
            Assert.Equal((403, "access.foreign-facility"), (await foreign.Get(path)) is var answer ? (answer.Status, answer.Code)
                : default);
            Assert.DoesNotContain(await All(foreign, ""), x => x.Id == id);
        }
        Assert.Equal("access.foreign-state", (await orders.Issuer.Get("/orders/supply-orders?state=02")).Code);
        Assert.Equal("orders.no-such-order", (await orders.Central.Get($"/orders/supply-orders/{Guid.CreateVersion7()}")).Code);
    }

    [Theory]
    [InlineData("status=open", "orders.status")]
    [InlineData("sort=age", "orders.sort")]
    [InlineData("emergency=si", "orders.emergency")]
    [InlineData("state=77", "state.unknown")]
    [InlineData("destination=x", "facility.malformed")]
    [InlineData("limit=0", "request.limit")]
    [InlineData("colour=red", "request.unknown-parameter")]
    public async Task A_filter_that_means_nothing_is_refused(string query, string code) =>
        Assert.Equal((422, code), (await orders.Central.Get($"/orders/supply-orders?{query}")) is var answer ? (answer.Status, answer.Code)
            : default);

    [Fact]
    public async Task Lists_newest_first_by_pages_and_by_status()
    {
        var unit = "HGIMB000101";
        var ids = new List<Guid>();
        foreach (var day in (string[])["2026-10-03", "2026-10-01", "2026-10-02", "2026-10-02"])
            ids.Add(await orders.Order(OrdersHost.ToWarehouse(10, unit, issuedOn: day)));
        await orders.Central.Post($"/orders/supply-orders/{ids[1]}/reject", new { reason = "x" });

        var disaster = await orders.Order(OrdersHost.ToWarehouse(10, "HGIMB000102", emergency: true));
        Assert.Contains(await All(orders.Issuer, "emergency=true&"), x => x.Id == disaster && x.Emergency);
        Assert.Empty(await All(orders.Issuer, $"destination={unit}&emergency=true&"));

        var all = await All(orders.Issuer, $"destination={unit}&");
        Assert.Equal(["2026-10-03", "2026-10-02", "2026-10-02", "2026-10-01"], all.Select(x => x.IssuedOn.ToString("O", null)));
        Assert.Equal((1, 10), (all[0].Lines, all[0].Ordered));
        Assert.Equal(ids[1], Assert.Single(await All(orders.Issuer, $"destination={unit}&status=rejected&")).Id);
        Assert.DoesNotContain(await All(orders.Issuer, $"destination={unit}&sort=priority&"), x => x.Id == ids[1]);
    }

    [Fact]
    public async Task The_least_stocked_comes_first_and_ties_go_to_vital_rural_and_older()
    {
        var now = orders.Host.Clock.Now();
        await orders.Host.Deliver(new DemandApproved("2027-2028", OrdersHost.Buyer, 1, now, now, new DateOnly(2026, 10, 1), "2027-01", 24,
            [new(OrdersHost.Paracetamol, 200, 0, 4800), new(OrdersHost.Gauze, 200, 0, 4800)])); // two units: 100 a month each
        await Stock(OrdersHost.Unit, OrdersHost.Paracetamol, 1, usable: 100, inTransit: 50);
        await Stock(OrdersHost.Unit, OrdersHost.Gauze, 1, usable: 150, inTransit: 0);
        await Stock(OrdersHost.RuralUnit, OrdersHost.Paracetamol, 1, usable: 150, inTransit: 0);

        var gauze = await orders.Order(OrdersHost.ToWarehouse(10, clave: OrdersHost.Gauze));
        var younger = await orders.Order(OrdersHost.ToWarehouse(10));
        var older = await orders.Order(OrdersHost.ToWarehouse(10, issuedOn: "2026-10-01"));
        var rural = await orders.Order(OrdersHost.ToWarehouse(10, OrdersHost.RuralUnit));
        Guid[] mine = [gauze, younger, older, rural];
        Assert.Equal([rural, older, younger, gauze], await Urgent());
        Assert.Equal(1.5m, (await orders.Get(gauze)).MonthsOfStock);

        await Stock(OrdersHost.Unit, OrdersHost.Gauze, 3, usable: 10, inTransit: 0);
        await Stock(OrdersHost.Unit, OrdersHost.Gauze, 2, usable: 900, inTransit: 0); // an older version that comes late
        Assert.Equal([gauze, rural, older, younger], await Urgent());

        await orders.Host.Deliver(new DemandApproved("2027-2028", OrdersHost.Buyer, 2, now, now, new DateOnly(2026, 10, 1), "2027-01", 24,
            [new(OrdersHost.Paracetamol, 4000, 0, 96000)]));
        // an older version that comes late
        await orders.Host.Deliver(new DemandApproved("2027-2028", OrdersHost.Buyer, 1, now, now, new DateOnly(2026, 10, 1), "2027-01", 24,
            [new(OrdersHost.Gauze, 9, 0, 216)]));
        await orders.Host.Run("orders", "prioritise-orders");
        Assert.Equal([rural, older, younger, gauze], await Urgent());
        Assert.Null((await orders.Get(gauze)).MonthsOfStock);
        Assert.Equal(0.075m, (await orders.Get(rural)).MonthsOfStock);
        Assert.True((await orders.Host.Run("orders", "refresh-priorities")).Items >= 4);
        Assert.Equal([rural, older, younger, gauze], await Urgent());

        async Task<IEnumerable<Guid>> Urgent() => (await All(orders.Issuer, "state=13&sort=priority&")).Select(x => x.Id)
            .Where(mine.Contains);
        Task Stock(string facility, string clave, int version, long usable, long inTransit) =>
            orders.Host.Deliver(new StockPositionChanged(facility, clave, version, now, now, new DateOnly(2026, 10, 15), "13", usable,
                inTransit));
    }

    private static async Task<List<ListSupplyOrders.Item>> All(TestCaller caller, string query)
    {
        var items = new List<ListSupplyOrders.Item>();
        string? after = null;
        do
        {
            var path = $"/orders/supply-orders?{query}limit=2{(after is null ? "" : $"&after={after}")}";
            var page = (await caller.Get(path)).Read<Page<ListSupplyOrders.Item>>();
            items.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(items.Count, items.DistinctBy(x => x.Id).Count());
        return items;
    }
}
