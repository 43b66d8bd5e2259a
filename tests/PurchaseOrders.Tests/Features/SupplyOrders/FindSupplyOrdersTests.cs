using Supply.Contracts.Inventory;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Features.SupplyOrders;

namespace Supply.PurchaseOrders.Tests.Features.SupplyOrders;

/// <summary>What is late, what a warehouse still has to send, what is left of an award.</summary>
public sealed class FindSupplyOrdersTests(OrdersHost orders) : IClassFixture<OrdersHost>
{
    [Fact]
    public async Task Late_is_open_after_the_promised_day()
    {
        const string unit = "HGIMB000201"; // it is 15 October
        var late = await orders.Order(OrdersHost.ToWarehouse(10, unit, issuedOn: "2026-10-01", promisedOn: "2026-10-14"), approve: true);
        await orders.Order(OrdersHost.ToWarehouse(10, unit, issuedOn: "2026-10-01", promisedOn: "2026-10-15"));
        await orders.Order(OrdersHost.ToWarehouse(10, unit, issuedOn: "2026-10-01"));
        var ended = await orders.Order(OrdersHost.ToWarehouse(10, unit, issuedOn: "2026-10-01", promisedOn: "2026-10-02"));
        await orders.Central.Post($"/orders/supply-orders/{ended}/reject", new { reason = "x" });

        Assert.Equal([late], (await All(orders.Issuer, $"destination={unit}&late=true&")).Select(x => x.Id));
        Assert.Equal([late], (await All(orders.Issuer, $"destination={unit}&")).Where(x => x.Late).Select(x => x.Id));
        Assert.Equal([late], (await All(orders.Issuer, $"destination={unit}&late=true&sort=priority&")).Select(x => x.Id));
    }

    [Fact]
    public async Task Lists_by_clave_source_and_dates_of_issue()
    {
        const string unit = "HGIMB000202";
        var award = await orders.Award();
        var gauze = await orders.Order(OrdersHost.ToWarehouse(10, unit, OrdersHost.Gauze, issuedOn: "2026-09-30"));
        var first = await orders.Order(OrdersHost.ToWarehouse(10, unit, issuedOn: "2026-10-01"));
        var bought = await orders.Order(OrdersHost.ToSupplier(award, 10, unit));
        Assert.Equal([gauze], await Ids($"clave={OrdersHost.Gauze}&"));
        Assert.Equal([bought], await Ids("source=farmacéutica%20uno&"));
        Assert.Equal([first, gauze], await Ids($"source={OrdersHost.Warehouse}&"));
        Assert.Equal([bought, first], await Ids("from=2026-10-01&"));
        Assert.Equal([first], await Ids("from=2026-10-01&to=2026-10-01&"));
        Assert.Equal([first, gauze], await Ids("to=2026-10-14&"));
        Assert.Empty(await Ids("source=ALM-13-99&"));
        Assert.Equal([bought], await Ids($"award={award}&"));
        Assert.Empty(await Ids($"award={Guid.CreateVersion7()}&"));

        async Task<IEnumerable<Guid>> Ids(string query) =>
            (await All(orders.Issuer, $"destination={unit}&{query}")).Select(x => x.Id);
    }

    [Theory]
    [InlineData("supply-orders?late=si", "request.wrong-type")]
    [InlineData("supply-orders?clave=x", "clave.malformed")]
    [InlineData("supply-orders?source=%20", "orders.supplier")]
    [InlineData("supply-orders?from=2026-10-02&to=2026-10-01", "request.from-after-to")]
    [InlineData("supply-orders?to=9999-12-31", "request.date")]
    [InlineData("supply-orders?number=12", "number.malformed")]
    [InlineData("supply-orders/lines?sort=issued", "orders.sort")]
    [InlineData("supply-orders/lines?clave=x", "clave.malformed")]
    [InlineData("supply-orders/lines?state=77", "state.unknown")]
    [InlineData("supply-orders/lines?limit=0", "request.limit")]
    public async Task A_filter_that_means_nothing_is_refused(string query, string code) =>
        Assert.Equal((422, code), (await orders.Central.Get($"/orders/{query}")) is var answer ? (answer.Status, answer.Code) : default);

    [Fact]
    public async Task A_warehouse_reads_what_it_has_to_send_by_the_urgency_of_each_line()
    {
        const string from = "ALM-13-07", a = "HGIMB000211", b = "HGIMB000212";
        await orders.Host.Deliver(new Contracts.DemandPlanning.DemandApproved("2027-2028", "LINES", 1, Now, Now, new DateOnly(2026, 10, 1),
            "2027-01", 24, [new(OrdersHost.Paracetamol, 200, 0, 4800), new(OrdersHost.Gauze, 200, 0, 4800)]));
        await orders.Host.Deliver(
            new Contracts.Catalog.BuyerPublished("LINES", 1, Now, Now, new DateOnly(2026, 1, 1), "Renglones", "hospital", "13"));
        foreach (var code in (string[])[a, b])
            await orders.Host.Deliver(new Contracts.Catalog.FacilityPublished(code, 1, Now, Now, new DateOnly(2026, 1, 1),
                new DateOnly(2020, 1, 1), code, "13", "healthUnit", "America/Mexico_City", Buyer: "LINES"));
        await Stock(a, OrdersHost.Paracetamol, 300);
        await Stock(a, OrdersHost.Gauze, 50);
        await Stock(b, OrdersHost.Paracetamol, 100);
        var ofA = await orders.Order(Order(a, "2026-10-20", (OrdersHost.Paracetamol, 40), (OrdersHost.Gauze, 30)), approve: true);
        var ofB = await orders.Order(Order(b, "2026-10-14", (OrdersHost.Paracetamol, 20)), approve: true);
        await orders.Order(Order(b, null, (OrdersHost.Gauze, 7))); // nobody has approved it
        var warehouse = orders.Host.As(Roles.Warehouse, facility: from);

        Assert.Equal([(ofA, 2, 30), (ofB, 1, 20), (ofA, 1, 40)], await ToSend());
        Assert.Equal([(ofB, 1, 20), (ofA, 1, 40)], await ToSend($"clave={OrdersHost.Paracetamol}&"));
        Assert.Equal([(ofB, 1, 20)], await ToSend($"destination={b}&"));
        var line = (await warehouse.Get("/orders/supply-orders/lines?limit=2")).Read<Page<ListLinesToSend.Item>>().Items[1];
        Assert.Equal((OrdersHost.Paracetamol, b, 20, 0, 1m, true), (line.Clave, line.Destination, line.Ordered, line.Supplied,
            line.MonthsOfStock, line.Late));
        Assert.Equal((await orders.Get(ofB)).Number, line.Number);

        await orders.Host.Deliver(orders.Shipment(ofA, 30, 10, to: a, clave: OrdersHost.Gauze) with
        {
            Lines = [new ShipmentLine(OrdersHost.Gauze, "L1", new DateOnly(2028, 1, 31), null, 25, 10, 0, 15, 0, 10)],
        });
        Assert.Contains((ofA, 2, 5), await ToSend()); // 10 are there, 15 on the way
        await Stock(b, OrdersHost.Paracetamol, 0, version: 2);
        await orders.Host.Run("orders", "prioritise-orders");
        Assert.Equal(ofB, (await ToSend())[0].Item1);
        Assert.Empty((await orders.Host.As(Roles.Warehouse, facility: "ALM-13-08").Get($"/orders/supply-orders/lines?source={from}"))
            .Read<Page<ListLinesToSend.Item>>().Items);
        Assert.Equal(3, (await orders.Issuer.Get($"/orders/supply-orders/lines?sort=priority&source={from}"))
            .Read<Page<ListLinesToSend.Item>>().Items.Count);

        Task Stock(string facility, string clave, long usable, int version = 1) => orders.Host.Deliver(new StockPositionChanged(
            facility, clave, version, Now, Now, new DateOnly(2026, 10, 15), "13", usable, 0));
        async Task<List<(Guid, int, int)>> ToSend(string query = "")
        {
            var (items, after) = (new List<ListLinesToSend.Item>(), "");
            do
            {
                var page = (await warehouse.Get($"/orders/supply-orders/lines?{query}limit=1{after}")).Read<Page<ListLinesToSend.Item>>();
                items.AddRange(page.Items);
                after = page.Next is { } next ? $"&after={next}" : "";
            }
            while (after.Length > 0);
            return items.ConvertAll(x => (x.Order, x.Line, x.ToSend));
        }
        static object Order(string destination, string? promisedOn, params (string Clave, int Quantity)[] lines) => new
        {
            state = "13", issuedOn = "2026-10-10", source = new { kind = "warehouse", id = from }, destination, promisedOn,
            lines = lines.Select(x => new { clave = x.Clave, quantity = x.Quantity }),
        };
    }

    [Fact]
    public async Task Who_reads_an_order_sees_what_is_left_of_each_award()
    {
        var award = await orders.Award(max: 1000);
        var id = await orders.Order(OrdersHost.ToSupplier(award, 300));
        await orders.Order(OrdersHost.ToSupplier(award, 150));
        Assert.Equal(550, (await orders.Get(id)).Lines.Single().AwardLeft);
        Assert.Null((await orders.Get(await orders.Order(OrdersHost.ToWarehouse(5)))).Lines.Single().AwardLeft);
    }

    private DateTimeOffset Now => orders.Host.Clock.Now();

    private static async Task<List<ListSupplyOrders.Item>> All(TestCaller caller, string query)
    {
        var items = new List<ListSupplyOrders.Item>();
        string? after = null;
        do
        {
            var page = (await caller.Get($"/orders/supply-orders?{query}limit=1{(after is null ? "" : $"&after={after}")}"))
                .Read<Page<ListSupplyOrders.Item>>();
            items.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return items;
    }
}
