namespace Supply.PurchaseOrders.Tests.Features.Awards;

/// <summary>On SQLite and, where the run has a server, on PostgreSQL: the limit is the database's to keep.</summary>
public sealed class AwardLimitTests
{
    [Fact]
    public async Task Sixteen_orders_at_once_never_exceed_the_maximum()
    {
        await using var orders = await Started();
        var award = await orders.Award(max: 100);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            orders.Issuer.Put($"/orders/supply-orders/{Guid.CreateVersion7()}", OrdersHost.ToSupplier(award, 9))));

        Assert.Equal((11, 5), (answers.Count(x => x.Status == 201), answers.Count(x => x.Code == "orders.award-exhausted")));
        Assert.Equal((99, 1), (await orders.AwardOf(award) is var part ? (part.Ordered, part.Left) : default));
        Assert.All(answers.Where(x => x.Status == 409), x => Assert.Contains("le quedan 1 piezas", x.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_first_requests_with_one_id_commit_once()
    {
        await using var orders = await Started();
        var (award, id) = (await orders.Award(max: 100), Guid.CreateVersion7());

        var answers = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => orders.Issuer.Put($"/orders/supply-orders/{id}", OrdersHost.ToSupplier(award, 60))));

        Assert.Equal([200, 200, 200, 201], answers.Select(x => x.Status).Order());
        Assert.Equal(60, (await orders.AwardOf(award)).Ordered);
    }

    [Fact]
    public async Task Cancellations_and_orders_at_once_leave_the_sum_right()
    {
        await using var orders = await Started();
        var award = await orders.Award(max: 100);
        var first = new List<Guid>();
        for (var i = 0; i < 5; i++)
            first.Add(await orders.Order(OrdersHost.ToSupplier(award, 20)));

        var cancelled = Task.WhenAll(first.SelectMany(x => new[] { x, x })
            .Select(x => orders.Central.Post($"/orders/supply-orders/{x}/cancel", new { reason = "Duplicada" })));
        var issued = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => orders.Issuer.Put($"/orders/supply-orders/{Guid.CreateVersion7()}", OrdersHost.ToSupplier(award, 20))));

        Assert.All(await cancelled, x => Assert.Equal(200, x.Status));
        Assert.Equal(20 * issued.Count(x => x.Status == 201), (await orders.AwardOf(award)).Ordered);
    }

    private static async Task<OrdersHost> Started()
    {
        var orders = new OrdersHost();
        await orders.InitializeAsync();
        return orders;
    }
}
