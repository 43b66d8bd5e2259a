using Supply.Platform.Http;

namespace Supply.PurchaseOrders.Tests.Features.SupplyOrders;

/// <summary>How many orders wait for whom.</summary>
public sealed class CountOrdersToDoTests : IAsyncLifetime
{
    private readonly OrdersHost orders = new();

    public ValueTask InitializeAsync() => orders.InitializeAsync();

    public ValueTask DisposeAsync() => orders.DisposeAsync();

    [Fact]
    public async Task Each_role_is_told_of_what_it_can_do_at_its_place()
    {
        await orders.Order(OrdersHost.ToWarehouse(10, promisedOn: "2026-10-16"));
        var second = await orders.Order(OrdersHost.ToWarehouse(10, promisedOn: "2026-10-30"));
        await orders.Order(OrdersHost.ToWarehouse(10, OrdersHost.RuralUnit));
        orders.Host.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal((3, 1), await Counts(orders.Approver));
        Assert.Equal((0, 1), await Counts(orders.Issuer)); // nobody approves an order of one's own
        Assert.Equal((3, 1), await Counts(orders.Central));
        Assert.Equal((0, 0), await Counts(orders.Host.As(Roles.State, state: "02")));
        Assert.Equal((null, 1), await Counts(orders.Host.As(Roles.Pharmacy, facility: OrdersHost.Unit)));
        Assert.Equal((null, 0), await Counts(orders.Host.As(Roles.Pharmacy, facility: OrdersHost.RuralUnit)));
        Assert.Equal((null, 1), await Counts(orders.Host.As(Roles.Warehouse, facility: OrdersHost.Warehouse)));
        Assert.Equal((null, null), await Counts(orders.Host.As(Roles.Auditor)));

        Assert.Equal(200, (await orders.Approver.Post($"/orders/supply-orders/{second}/approve")).Status);
        orders.Host.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal((2, 2), await Counts(orders.Approver));
        Assert.Equal(401, (await orders.Host.WithoutToken().Get("/orders/todo")).Status);
    }

    private static async Task<(long? ToApprove, long? Late)> Counts(TestCaller caller)
    {
        var counts = (await caller.Get("/orders/todo")).Json.GetProperty("items").EnumerateArray()
            .ToDictionary(x => x.GetProperty("kind").GetString()!, x => (long?)x.GetProperty("count").GetInt64());
        var all = (await caller.Get("/todo")).Json.GetProperty("items").EnumerateArray()
            .ToDictionary(x => x.GetProperty("kind").GetString()!, x => (long?)x.GetProperty("count").GetInt64());
        Assert.Equal(counts, all);
        return (counts.GetValueOrDefault("orders-to-approve"), counts.GetValueOrDefault("orders-late"));
    }
}
