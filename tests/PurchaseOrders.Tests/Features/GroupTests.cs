using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Contracts.DemandPlanning;
using Supply.Contracts.Inventory;
using Supply.Platform.Messaging;
using Supply.PurchaseOrders.Features.SupplyOrders;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Tests.Features;

/// <summary>
/// Messages that come together leave what they would have left one by one, and ask the database no more for many than for few.
/// </summary>
public sealed class GroupTests : IAsyncLifetime
{
    private readonly StatementCounter counter = new();
    private readonly OrdersHost orders = new();

    public async ValueTask InitializeAsync()
    {
        await orders.Start(x => x.Services.ConfigureDbContext<OrdersDb>(db => db.AddInterceptors(counter)));
        var now = orders.Host.Clock.GetUtcNow();
        await orders.Host.Deliver(new DemandApproved("2026", OrdersHost.Buyer, 1, now, now, new DateOnly(2026, 10, 1), "2026-01", 24,
            [new(OrdersHost.Paracetamol, 200, 0, 4800)]));
    }

    public ValueTask DisposeAsync() => orders.DisposeAsync();

    private async Task<string> Unit(int number)
    {
        var (code, now) = ($"HGIMB000{number}", orders.Host.Clock.GetUtcNow());
        await orders.Host.Deliver(new FacilityPublished(code, 1, now, now, new DateOnly(2026, 10, 15), new DateOnly(2020, 1, 1), code, "13",
            "healthUnit", "America/Mexico_City", UnitType: "CS", Buyer: OrdersHost.Buyer));
        return code;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_group_leaves_what_its_messages_leave_one_by_one(int seed)
    {
        var (single, grouped) = (await Unit(seed * 10 + 100), await Unit(seed * 10 + 101));
        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => orders.Order(OrdersHost.ToWarehouse(20, single), approve: true)));
        var twins = await Task.WhenAll(ids.Select(x => orders.Order(OrdersHost.ToWarehouse(20, grouped), approve: true, id: Twin(x))));
        var late = Guid.CreateVersion7(); // heard of before it is issued
        var history = History(single, [.. ids, late], new Random(seed));
        foreach (var message in history)
            await Deliver([message]);
        var random = new Random(-seed);
        for (var next = 0; next < history.Count;)
        {
            var group = history.Skip(next).Take(random.Next(1, 30)).Select(x => Of(x, grouped)).ToList();
            await Deliver(group);
            await Deliver(group);
            next += group.Count;
        }
        await orders.Order(OrdersHost.ToWarehouse(20, single), approve: true, id: late);
        await orders.Order(OrdersHost.ToWarehouse(20, grouped), approve: true, id: Twin(late));
        Assert.Equal(await Left([.. ids, late]), await Left([.. twins, Twin(late)]));
    }

    [Fact]
    public async Task A_large_group_asks_no_more_than_a_small_one()
    {
        var unit = await Unit(200);
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => orders.Order(OrdersHost.ToWarehouse(200, unit), approve: true)));
        var history = History(unit, ids, new Random(7));
        foreach (var kind in history.GroupBy(x => x.GetType()))
        {
            var few = await counter.Of(() => Deliver([.. kind.Take(4)]));
            Assert.Equal(few.Count, (await counter.Of(() => Deliver([.. kind.Skip(4)]))).Count);
        }
    }

    [Fact]
    public async Task A_message_that_cannot_be_harms_no_other_of_its_group()
    {
        var id = await orders.Order(OrdersHost.ToWarehouse(10), approve: true);
        await Deliver([orders.Shipment(id, 3, 3), orders.Shipment(id, 1, 1, receivedOn: "0206-10-20"), orders.Shipment(id, 4, 4)]);
        Assert.Equal(7, (await orders.Get(id)).Lines[0].Good);
        Assert.Equal(1, await orders.Host.Db<OrdersDb, int>(db => db.Parked.CountAsync()));
    }

    /// <summary>In groups of one kind, each with an id of its own.</summary>
    private async Task Deliver(IReadOnlyList<object> messages)
    {
        foreach (var kind in messages.GroupBy(x => x.GetType()))
        {
            var subscription = orders.Host.Services.GetServices<ISubscription>().Single(x => x.MessageType == kind.Key.FullName);
            Envelope[] group = [.. kind.Select(x => x switch
            {
                ShipmentChanged m => ServiceHost.Envelope(m),
                ReceiptRecorded m => ServiceHost.Envelope(m),
                _ => ServiceHost.Envelope((StockPositionChanged)x),
            })];
            Assert.All(await subscription.Run(group, default), x => Assert.Null(x.Error));
        }
    }

    private List<object> History(string unit, Guid[] ids, Random random)
    {
        var (history, now) = (new List<object>(), orders.Host.Clock.GetUtcNow());
        for (var document = 0; document < 12; document++)
        {
            var (id, order) = (Guid.CreateVersion7(), ids[random.Next(ids.Length)]);
            for (var version = 1; version <= 3; version++)
                history.Add(document % 3 == 0
                    ? orders.Receipt(
                        order, random.Next(1, 9), random.Next(4) == 0 ? "quarantine" : "usable", facility: unit, id: id, version: version)
                    : orders.Shipment(
                        order, 8, random.Next(0, 7), damaged: random.Next(0, 2), version: version, id: id, to: unit,
                        receivedOn: $"2026-10-{random.Next(16, 28)}", usable: random.Next(3) == 0 ? 0 : null));
        }
        for (var version = 1; version <= 20; version++)
            history.Add(new StockPositionChanged(
                unit, random.Next(3) == 0 ? OrdersHost.Gauze : OrdersHost.Paracetamol, version, now, now, new DateOnly(2026, 10, 15), "13",
                random.Next(500), random.Next(20)));
        random.Shuffle(CollectionsMarshal.AsSpan(history)); // old versions come after new ones too
        return history;
    }

    private static object Of(object message, string unit) => message switch
    {
        ShipmentChanged x => x with { Id = Twin(x.Id), SupplyOrder = Twin(x.SupplyOrder!.Value), To = unit },
        ReceiptRecorded x => x with { Id = Twin(x.Id), SupplyOrder = Twin(x.SupplyOrder!.Value), Facility = unit },
        _ => (StockPositionChanged)message with { Facility = unit },
    };

    private static Guid Twin(Guid id)
    {
        var bytes = id.ToByteArray();
        bytes[15] ^= 0xFF;
        return new(bytes);
    }

    private async Task<List<string>> Left(IEnumerable<Guid> ids)
    {
        var left = new List<string>();
        foreach (var id in ids)
        {
            var view = await orders.Get(id);
            left.Add($"{view.Status} {view.SuppliedOn} {view.MonthsOfStock} {string.Join(',', view.Lines)}");
        }
        return left;
    }
}
