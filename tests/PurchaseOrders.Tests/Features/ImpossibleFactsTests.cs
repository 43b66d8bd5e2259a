using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.DemandPlanning;
using Supply.Contracts.Inventory;
using Supply.Platform.Messaging;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Tests.Features;

/// <summary>Ten thousand facts for each consumer, half by message and half by stream, with one among each half that cannot be.</summary>
public sealed class ImpossibleFactsTests(OrdersHost orders) : IClassFixture<OrdersHost>
{
    private const int Half = 5000;
    private static readonly DateOnly mistyped = new(206, 11, 20), day = new(2026, 10, 15);

    [Theory]
    [InlineData("apply-shipment")]
    [InlineData("apply-receipt")]
    [InlineData("keep-position")]
    [InlineData("keep-approved-demand")]
    [InlineData("keep-recall")]
    public async Task Each_consumer_takes_all_but_the_one_that_cannot_be(string handler)
    {
        var consumer = orders.Host.Services.GetServices<ISubscription>().Single(x => x.Handler == "orders-" + handler);
        var before = await Kept(handler);
        Envelope[] messages = [.. Facts(handler, 0)], stream = [.. Facts(handler, Half + 1)];
        Assert.All(await consumer.Run(messages, default), x => Assert.Null(x.Error));
        Assert.All(await consumer.Apply(stream, default), x => Assert.Null(x.Error));
        Assert.Equal(before + 2 * Half, await Kept(handler));
        var parked = await orders.Host.Db<OrdersDb, List<Guid>>(db =>
            db.Parked.Where(x => x.Handler == "orders-" + handler).Select(x => x.MessageId).ToListAsync());
        Assert.Equal(new[] { messages[Half / 2].MessageId, stream[Half / 2].MessageId }.Order(), parked.Order());
    }

    [Theory]
    [InlineData("prioritise-orders")]
    [InlineData("refresh-priorities")]
    public async Task One_order_that_cannot_be_prioritised_is_set_aside_and_the_others_are(string job)
    {
        var number = job == "prioritise-orders" ? 1 : 2;
        var (odd, other) = ($"HGIMB00097{number}", $"HGIMB00098{number}");
        var ids = new[] { await orders.Order(OrdersHost.ToWarehouse(5, odd)), await orders.Order(OrdersHost.ToWarehouse(5, other)) };
        await orders.Host.Deliver(new DemandApproved($"ODD{number}", OrdersHost.Buyer, 1, orders.Host.Clock.GetUtcNow(),
            orders.Host.Clock.GetUtcNow(), day, "2026-01", 12,
            [new(OrdersHost.Paracetamol, 100, 0, 1200)]));
        await orders.Host.Db<OrdersDb, int>(db =>
        {
            db.Positions.AddRange(
                new Position { Facility = odd, CurrentFacility = odd, Clave = OrdersHost.Paracetamol, Usable = long.MaxValue,
                    InTransit = 1 },
                new Position { Facility = other, CurrentFacility = other, Clave = OrdersHost.Paracetamol, Usable = 10 });
            return db.SaveChangesAsync();
        });
        await orders.Host.Run("orders", job);

        Assert.Equal([ids[0].ToString()], await SetAside());
        Assert.NotNull((await orders.Get(ids[1])).MonthsOfStock);
        await orders.Host.Db<OrdersDb, int>(db =>
            db.Positions.Where(x => x.Facility == odd).ExecuteUpdateAsync(x => x.SetProperty(p => p.Usable, 1)));
        await orders.Host.Run("orders", job);
        Assert.Empty(await SetAside());

        Task<List<string>> SetAside() => orders.Host.Db<OrdersDb, List<string>>(db =>
            db.SetAside.Where(x => x.Job == job).Select(x => x.Item).ToListAsync());
    }

    private Task<int> Kept(string handler) => orders.Host.Db<OrdersDb, int>(db => handler switch
    {
        "apply-shipment" => db.Deliveries.CountAsync(x => x.Kind == Delivery.Shipment),
        "apply-receipt" => db.Deliveries.CountAsync(x => x.Kind == Delivery.Receipt),
        "keep-position" => db.Positions.CountAsync(),
        "keep-recall" => db.Recalls.CountAsync(),
        _ => db.ApprovedPeriods.CountAsync(),
    });

    private IEnumerable<Envelope> Facts(string handler, int first)
    {
        var now = orders.Host.Clock.GetUtcNow();
        for (var i = first; i <= first + Half; i++)
        {
            var odd = i == first + Half / 2;
            yield return handler switch
            {
                "apply-shipment" => ServiceHost.Envelope(orders.Shipment(Guid.CreateVersion7(), 1, 1, receivedOn: odd ? "0206-11-20"
                    : "2026-10-15")),
                "apply-receipt" => ServiceHost.Envelope(orders.Receipt(Guid.CreateVersion7(), 1, on: odd ? "0206-11-20" : "2026-10-15")),
                "keep-position" => ServiceHost.Envelope(new StockPositionChanged($"HGIMB{100000 + i}", OrdersHost.Gauze, 1, now, now, odd
                    ? mistyped : day, "13", 1, 0)),
                "keep-recall" => ServiceHost.Envelope(new LotRecalled(Guid.CreateVersion7(), 1, now, now, odd ? mistyped : day,
                    OrdersHost.Gauze, $"R{i}", "Alerta")),
                _ => ServiceHost.Envelope(new DemandApproved($"P{i}", "COLIMA", 1, now, now, day, odd ? "2162-01" : "2027-01", 12, [])),
            };
        }
    }
}
