using Supply.Contracts.Inventory;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Features.SupplyOrders;

namespace Supply.PurchaseOrders.Tests.Features.SupplyOrders;

/// <summary>What a warehouse has, shared among the units that wait for it.</summary>
public sealed class SplitStockTests(OrdersHost orders) : IClassFixture<OrdersHost>
{
    private const string From = "ALM-13-31", A = "HGIMB000231", B = "HGIMB000232";

    [Fact]
    public async Task Stock_that_does_not_reach_brings_all_destinations_to_the_same_months_vital_claves_first()
    {
        await orders.Host.Deliver(new Contracts.DemandPlanning.DemandApproved("2027-2028", "SPLIT", 1, Now, Now, new DateOnly(2026, 10, 1),
            "2027-01", 24, [new(OrdersHost.Paracetamol, 200, 0, 4800)])); // 100 a month at each of the two units
        await orders.Host.Deliver(
            new Contracts.Catalog.BuyerPublished("SPLIT", 1, Now, Now, new DateOnly(2026, 1, 1), "Reparto", "hospital", "13"));
        foreach (var code in (string[])[A, B])
            await orders.Host.Deliver(new Contracts.Catalog.FacilityPublished(code, 1, Now, Now, new DateOnly(2026, 1, 1),
                new DateOnly(2020, 1, 1), code, "13", "healthUnit", "America/Mexico_City", Buyer: "SPLIT"));
        await Stock(A, OrdersHost.Paracetamol, 300);
        await Stock(B, OrdersHost.Paracetamol, 50, inTransit: 50);
        await Stock(From, OrdersHost.Paracetamol, 250);
        await Stock(From, OrdersHost.Gauze, 7);
        var first = await orders.Order(Order(A, (OrdersHost.Paracetamol, 500), (OrdersHost.Gauze, 5)), approve: true);
        var second = await orders.Order(Order(A, emergency: true, (OrdersHost.Paracetamol, 10)), approve: true);
        var third = await orders.Order(Order(B, (OrdersHost.Paracetamol, 400), (OrdersHost.Gauze, 10)), approve: true);
        await orders.Order(Order(B, (OrdersHost.Paracetamol, 9))); // nobody has approved it
        var warehouse = orders.Host.As(Roles.Warehouse, facility: From);

        var all = await Split(warehouse, "");
        Assert.Equal(
            [(OrdersHost.Paracetamol, 250L, 910L, 250L), (OrdersHost.Gauze, 7L, 15L, 7L)],
            all.Items.Select(x => (x.Clave, x.AtHand, x.ToSend, x.Proposed)));
        // 300 and 100 with 250 between them: 325 each.
        Assert.Equal(
            [(third, 225L, 1m, 3.25m), (second, 10L, 3m, 3.25m), (first, 15L, 3m, 3.25m)],
            all.Items[0].Lines.Select(x => (x.Order, x.Proposed, x.MonthsBefore!.Value, x.MonthsAfter!.Value)));
        // Nobody has published a demand of gauze: in proportion to what is asked.
        Assert.Equal(
            [(A, 2L, (decimal?)null), (B, 5L, null)],
            all.Items[1].Lines.Select(x => (x.Destination, x.Proposed, x.MonthsAfter)).OrderBy(x => x.Destination));
        Assert.Null(all.Next);

        var page = await Split(warehouse, "?limit=1");
        Assert.Equal(OrdersHost.Paracetamol, page.Items.Single().Clave);
        Assert.Equal(OrdersHost.Gauze, (await Split(warehouse, $"?limit=1&after={page.Next}")).Items.Single().Clave);
        Assert.Equal(OrdersHost.Gauze, (await Split(orders.Issuer, $"?source={From}&clave={OrdersHost.Gauze}")).Items.Single().Clave);
        Assert.Empty((await Split(orders.Central, "?source=ALM-13-32")).Items);

        await orders.Host.Deliver(orders.Shipment(third, 400, 0, to: B)); // on the way
        Assert.Equal(
            [second, first],
            (await Split(warehouse, $"?clave={OrdersHost.Paracetamol}")).Items.Single().Lines.Select(x => x.Order));
    }

    [Theory]
    [InlineData("?limit=51", "request.limit")]
    [InlineData("?limit=0", "request.limit")]
    [InlineData("?clave=x", "clave.malformed")]
    [InlineData("?source=x", "facility.malformed")]
    public async Task A_question_that_means_nothing_is_refused(string query, string code)
    {
        var answer = await orders.Host.As(Roles.Warehouse, facility: From).Get("/orders/supply-orders/split" + query);
        Assert.Equal((422, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Only_those_who_may_act_for_the_warehouse_see_it()
    {
        Assert.Equal(422, (await orders.Central.Get("/orders/supply-orders/split")).Status); // of which warehouse?
        foreach (var other in (TestCaller[])[orders.Host.As(Roles.Warehouse, facility: "ALM-13-32"),
            orders.Host.As(Roles.State, state: "06"), orders.Host.As(Roles.Pharmacy, facility: A)])
            Assert.Equal(403, (await other.Get($"/orders/supply-orders/split?source={From}")).Status);
    }

    private DateTimeOffset Now => orders.Host.Clock.Now();

    private static async Task<Page<SplitStock.Item>> Split(TestCaller caller, string query) =>
        (await caller.Get("/orders/supply-orders/split" + query)).Read<Page<SplitStock.Item>>();

    private Task Stock(string facility, string clave, long usable, long inTransit = 0) => orders.Host.Deliver(
        new StockPositionChanged(facility, clave, 1, Now, Now, new DateOnly(2026, 10, 15), "13", usable, inTransit));

    private static object Order(string destination, params (string Clave, int Quantity)[] lines) => Order(destination, false, lines);

    private static object Order(string destination, bool emergency, params (string Clave, int Quantity)[] lines) => new
    {
        state = "13", issuedOn = "2026-10-10", source = new { kind = "warehouse", id = From }, destination, emergency,
        lines = lines.Select(x => new { clave = x.Clave, quantity = x.Quantity }),
    };
}
