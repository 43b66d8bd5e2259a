using Supply.Platform.Http;
using Supply.PurchaseOrders.Features.Awards;

namespace Supply.PurchaseOrders.Tests.Features.Awards;

/// <summary>Which awards there are, what is left of them and what must still be bought.</summary>
public sealed class ListAwardsTests(OrdersHost orders) : IClassFixture<OrdersHost>
{
    [Fact]
    public async Task Each_award_has_its_sums_and_those_of_each_buyer()
    {
        var id = await Award("Sumas SA", "2027-03-31", ("HIDALGO", 400, 1000), ("COLIMA", 100, 500));
        var order = new
        {
            state = "13", issuedOn = "2026-10-15", source = new { kind = "supplier", id = "Sumas SA" }, destination = OrdersHost.Unit,
            lines = new[] { new { clave = OrdersHost.Paracetamol, quantity = 300, award = id } },
        };
        var ordered = await orders.Order(order, approve: true);
        await orders.Host.Deliver(orders.Receipt(ordered, 120));

        var item = Assert.Single(await All("supplier=sumas%20sa"));
        Assert.Equal((500L, 1500L, 300L, 120L, 1200L, 200L), (item.Min, item.Max, item.Ordered, item.Supplied, item.Left, item.Exposure));
        Assert.Equal([new("COLIMA", 100, 500, 0, 0, 500, 100), new("HIDALGO", 400, 1000, 300, 120, 700, 100)], item.Buyers);
        item = Assert.Single(await All("supplier=sumas%20sa&buyer=Estado%20de%20Hidalgo"));
        Assert.Equal((1000L, 700L, 100L), (item.Max, item.Left, item.Exposure));
        Assert.Equal("HIDALGO", Assert.Single(item.Buyers).Buyer);
        Assert.Equal(
            item.Buyers[0], (await orders.Central.Get($"/orders/awards/{id}")).Read<AwardView>().Buyers.Single(x => x.Buyer == "HIDALGO"));
    }

    [Fact]
    public async Task Those_that_end_first_come_first_also_while_others_arrive()
    {
        var ids = new List<Guid>();
        foreach (var to in (string[])["2026-11-30", "2026-12-31", "2026-12-31", "2027-01-31"])
            ids.Add(await Award("Orden SA", to, ("HIDALGO", 0, 10)));
        ids = [ids[0], .. ids[1..3].Order(), ids[3]];
        var (seen, after) = (new List<Guid>(), "");
        do
        {
            var page = (await orders.Central.Get($"/orders/awards?supplier=Orden%20SA&limit=1{after}")).Read<Page<ListAwards.Item>>();
            seen.AddRange(page.Items.Select(x => x.Id));
            after = page.Next is { } next ? $"&after={next}" : "";
            await Award("Orden SA", "2026-10-01", ("HIDALGO", 0, 10)); // before the page
        }
        while (after.Length > 0);
        Assert.Equal(ids, seen);

        Assert.Equal(ids[..1], (await All("supplier=Orden%20SA&endsBefore=2026-12-31&validOn=2026-10-02")).Select(x => x.Id));
        Assert.Equal(ids[1..], (await All("supplier=Orden%20SA&validOn=2026-12-31")).Select(x => x.Id));
        Assert.Empty(await All($"supplier=Orden%20SA&clave={OrdersHost.Gauze}"));
        Assert.Empty(await All("supplier=Orden%20SA&buyer=COLIMA"));
    }

    [Theory]
    [InlineData("clave=x", "clave.malformed")]
    [InlineData("supplier=%20", "orders.supplier")]
    [InlineData("buyer=nadie", "orders.unknown-buyer")]
    [InlineData("endsBefore=0001-01-01", "request.date")]
    [InlineData("validOn=ayer", "request.wrong-type")]
    [InlineData("after=x", "request.cursor")]
    [InlineData("limit=1001", "request.limit")]
    public async Task A_filter_that_means_nothing_is_refused(string query, string code) =>
        Assert.Equal(
            (422, code), (await orders.Central.Get($"/orders/awards?{query}")) is var answer ? (answer.Status, answer.Code) : default);

    [Fact]
    public async Task Those_who_read_an_award_read_the_list()
    {
        foreach (
            var caller in (
                TestCaller[])[orders.Issuer, orders.Host.As(Roles.Auditor),
                orders.Host.As(Roles.Warehouse, facility: OrdersHost.Warehouse)])
            Assert.Equal(200, (await caller.Get("/orders/awards?limit=1")).Status);
        Assert.Equal(403, (await orders.Host.As(Roles.Pharmacy, facility: OrdersHost.Unit).Get("/orders/awards")).Status);
    }

    private async Task<Guid> Award(string supplier, string to, params (string Buyer, int Min, int Max)[] buyers)
    {
        var id = Guid.CreateVersion7();
        Assert.Equal(201, (await orders.Central.Put($"/orders/awards/{id}", new
        {
            supplier, clave = OrdersHost.Paracetamol, from = "2026-01-01", to, unitPrice = 12.5m,
            buyers = buyers.Select(x => new { buyer = x.Buyer, min = x.Min, max = x.Max }),
        })).Status);
        return id;
    }

    private async Task<IReadOnlyList<ListAwards.Item>> All(string query) =>
        (await orders.Central.Get($"/orders/awards?{query}")).Read<Page<ListAwards.Item>>().Items;
}
