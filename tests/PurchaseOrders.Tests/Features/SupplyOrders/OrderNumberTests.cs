using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.PurchaseOrders.Features.SupplyOrders;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Tests.Features.SupplyOrders;

/// <summary>The short number by which people name an order.</summary>
public sealed class OrderNumberTests(OrdersHost orders) : IClassFixture<OrdersHost>
{
    [Fact]
    public async Task An_order_keeps_the_number_that_it_was_given_and_is_found_by_it()
    {
        var id = Guid.CreateVersion7();
        var body = OrdersHost.ToWarehouse(10);
        var first = await orders.Issuer.Put($"/orders/supply-orders/{id}", body);
        var again = await orders.Issuer.Put($"/orders/supply-orders/{id}", body);
        var number = first.Read<OrderView>().Number!;
        Assert.Matches("^OS-13-2026-[0-9]{5}$", number);
        Assert.Equal((200, number), (again.Status, again.Read<OrderView>().Number));
        Assert.Equal(number, (await orders.Get(id)).Number);
        Assert.Equal(number, (await orders.Approver.Post($"/orders/supply-orders/{id}/approve")).Read<OrderView>().Number);

        foreach (var said in (string[])[number, number.ToLowerInvariant().Replace('-', ' ')])
            Assert.Equal([id], await Found(orders.Issuer, $"number={Uri.EscapeDataString(said)}"));
        Assert.Empty(await Found(orders.Host.As(Roles.State, state: "02"), $"number={number}"));
        Assert.Equal("number.malformed", (await orders.Issuer.Get("/orders/supply-orders?number=EM-13-2026-00001")).Code);
    }

    [Fact]
    public async Task Numbers_of_a_state_and_year_have_no_gap_and_no_double_though_many_issue_at_once()
    {
        const int at = 24;
        var ids = Enumerable.Range(0, at).Select(_ => Guid.CreateVersion7()).ToArray();
        var body = OrdersHost.ToWarehouse(10, issuedOn: "2024-05-05");
        var refused = orders.Issuer.Put(
            $"/orders/supply-orders/{Guid.CreateVersion7()}", OrdersHost.ToWarehouse(10, clave: OrdersHost.Retired));
        var answers = await Task.WhenAll(ids.Concat(ids).Select(x => orders.Issuer.Put($"/orders/supply-orders/{x}", body)));
        Assert.Equal(422, (await refused).Status);
        Assert.All(answers, x => Assert.True(x.Status is 200 or 201, x.ToString()));
        var numbers = answers.Select(x => (Id: x.Json.GetProperty("id").GetGuid(), x.Read<OrderView>().Number)).Distinct().ToList();
        Assert.Equal(at, numbers.Count);
        Assert.Equal(
            Enumerable.Range(1, at).Select(x => $"OS-13-2024-{x:00000}"), numbers.Select(x => x.Number).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_copies_on_one_database_give_no_number_twice()
    {
        await using var database = new TestDatabase();
        await using var one = await ServiceHost.Start([new PurchaseOrdersService()], on: database);
        await using var two = await ServiceHost.Start([new PurchaseOrdersService()], on: database);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? one : two)
            .As(Roles.State, state: "13").Put($"/orders/supply-orders/{Guid.CreateVersion7()}", OrdersHost.ToWarehouse(10))));
        Assert.All(answers, x => Assert.True(x.Status == 201, x.ToString()));
        Assert.Equal(Enumerable.Range(1, 20).Select(x => $"OS-13-2026-{x:00000}"),
            answers.Select(x => x.Read<OrderView>().Number).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_order_of_before_has_none()
    {
        var id = await orders.Order(OrdersHost.ToWarehouse(10));
        await orders.Host.Db<OrdersDb, int>(db =>
            db.Orders.Where(x => x.Id == id).ExecuteUpdateAsync(x => x.SetProperty(row => row.Number, (string?)null)));
        Assert.Null((await orders.Get(id)).Number);
    }

    private static async Task<Guid[]> Found(TestCaller caller, string query) =>
        [.. (await caller.Get($"/orders/supply-orders?{query}")).Read<Page<ListSupplyOrders.Item>>().Items.Select(x => x.Id)];
}
