using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Inventory;
using Supply.Platform.Messaging;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.SupplyOrders;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Tests.Features.Recalls;

/// <summary>Orders whose pieces came while their lot was recalled. The lot of the host's deliveries is L1, good until 2028.</summary>
public sealed class KeepRecallTests(OrdersHost orders) : IClassFixture<OrdersHost>
{
    // Each test has a lot of its own.
    private readonly string lot = $"L{Guid.CreateVersion7():N}"[..20];

    private LotRecalled Recalled(Guid id, string? scope = null) => Message(id, 1, RecallStatus.Recalled, 12, scope);

    private LotRecalled Lifted(Guid id, int day, string? scope = null) => Message(id, 2, RecallStatus.Lifted, day, scope);

    private LotRecalled Message(Guid id, int version, string status, int day, string? scope)
    {
        var at = new DateTimeOffset(2026, 10, day, 18, 0, 0, TimeSpan.Zero);
        return new(id, version, at, at, new DateOnly(2026, 10, day), OrdersHost.Paracetamol, lot, "Alerta", status, scope);
    }

    private ShipmentChanged Shipment(Guid order, int pieces, string receivedOn = "2026-10-20")
    {
        var shipment = orders.Shipment(order, pieces, pieces, usable: 0, receivedOn: receivedOn);
        return shipment with { Lines = [shipment.Lines[0] with { Lot = lot }] };
    }

    private ReceiptRecorded Receipt(Guid order, int pieces)
    {
        var receipt = orders.Receipt(order, pieces, GoodsCondition.Quarantine);
        return receipt with { Lines = [receipt.Lines[0] with { Lot = lot }] };
    }

    private async Task<(OrderStatus, int Good, int Quarantined, DateOnly? SuppliedOn)> Standing(Guid id)
    {
        var view = await orders.Get(id);
        return (view.Status, view.Lines[0].Good, view.Lines[0].Quarantined, view.SuppliedOn);
    }

    [Fact]
    public async Task An_order_that_waits_for_recalled_pieces_is_supplied_when_the_recall_is_lifted()
    {
        var (id, recall) = (await orders.Order(OrdersHost.ToWarehouse(10, promisedOn: "2026-10-24"), approve: true), Guid.CreateVersion7());
        await orders.Host.Deliver(Recalled(recall));
        await orders.Host.Deliver(Shipment(id, 10));
        Assert.Equal((OrderStatus.InSupply, 0, 10, null), await Standing(id));

        await orders.Host.Deliver(Lifted(recall, day: 25));
        Assert.Equal((OrderStatus.Supplied, 10, 0, new DateOnly(2026, 10, 25)), await Standing(id));
        Assert.False((await orders.Get(id)).OnTime);
        Assert.Equal(("supplied", 10, 0, new DateOnly(2026, 10, 25)), (await orders.Published(id))[^1] is var told
            ? (told.Status, told.Lines[0].Good, told.Lines[0].Quarantined, told.SuppliedOn!.Value) : default);
    }

    [Fact]
    public async Task A_suppliers_receipt_follows_too_and_its_award_is_charged_once()
    {
        var award = await orders.Award();
        var (id, recall) = (await orders.Order(OrdersHost.ToSupplier(award, 10), approve: true), Guid.CreateVersion7());
        await orders.Host.Deliver(Recalled(recall));
        await orders.Host.Deliver(Receipt(id, 10));
        await orders.Host.Deliver(Lifted(recall, day: 25));

        Assert.Equal((OrderStatus.Supplied, 10, 0, new DateOnly(2026, 10, 25)), await Standing(id));
        Assert.Equal((10, 10), await orders.AwardOf(award) is var of ? (of.Ordered, of.Supplied) : default);
    }

    [Fact]
    public async Task The_end_does_not_depend_on_the_order_in_which_the_messages_come()
    {
        var random = new Random(7);
        for (var i = 0; i < 8; i++)
        {
            var (id, recall, shipped) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Shipment(Guid.Empty, 10));
            Func<Task>[] events =
            [
                () => orders.Host.Deliver(Recalled(recall)),
                () => orders.Host.Deliver(Lifted(recall, day: 25)),
                () => orders.Host.Deliver(shipped with { Id = id, SupplyOrder = id }),
                () => orders.Order(OrdersHost.ToWarehouse(10), approve: true, id: id),
            ];
            random.Shuffle(events);
            foreach (var happens in events)
                await happens();
            Assert.Equal((OrderStatus.Supplied, 10, 0, new DateOnly(2026, 10, 25)), await Standing(id));
        }
    }

    [Fact]
    public async Task A_recall_elsewhere_or_another_one_that_still_holds_frees_nothing()
    {
        var id = await orders.Order(OrdersHost.ToWarehouse(10), approve: true);
        var (nation, state, elsewhere, unit) =
            (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await orders.Host.Deliver(Recalled(nation));
        await orders.Host.Deliver(Recalled(state, scope: "13"));
        await orders.Host.Deliver(Recalled(elsewhere, scope: "06"));
        await orders.Host.Deliver(Recalled(unit, scope: OrdersHost.Unit));
        await orders.Host.Deliver(Shipment(id, 10));

        await orders.Host.Deliver(Lifted(elsewhere, day: 22, scope: "06"));
        await orders.Host.Deliver(Lifted(nation, day: 23));
        await orders.Host.Deliver(Lifted(state, day: 24, scope: "13"));
        Assert.Equal((OrderStatus.InSupply, 0, 10, null), await Standing(id));
        await orders.Host.Deliver(Lifted(unit, day: 26, scope: OrdersHost.Unit));
        Assert.Equal((OrderStatus.Supplied, 10, 0, new DateOnly(2026, 10, 26)), await Standing(id));

        await orders.Host.Deliver(Recalled(Guid.CreateVersion7()) with { OccurredAt = Lifted(unit, day: 28).OccurredAt });
        await orders.Host.Deliver(orders.Shipment(id, shipped: 1, good: 1));
        Assert.Equal((OrderStatus.Supplied, 10), await Standing(id) is var again ? (again.Item1, again.Good) : default);
    }

    [Fact]
    public async Task A_delivery_that_is_taken_back_leaves_nothing_to_free()
    {
        var (id, recall) = (await orders.Order(OrdersHost.ToWarehouse(10), approve: true), Guid.CreateVersion7());
        var shipment = Shipment(id, 10);
        await orders.Host.Deliver(Recalled(recall));
        await orders.Host.Deliver(shipment);
        await orders.Host.Deliver(shipment with
        {
            Version = 2, Status = "dispatched", Receptions = [],
            Lines = [shipment.Lines[0] with { Good = 0, Usable = 0, InTransit = 10 }],
        });
        await orders.Host.Deliver(Lifted(recall, day: 25));

        Assert.Equal((OrderStatus.InSupply, 0, 0, null), await Standing(id));
        Assert.False(await orders.Host.Db<OrdersDb, bool>(db => db.HeldBackLots.AnyAsync(x => x.OrderId == id)));
    }

    [Fact]
    public async Task A_lifting_that_failed_once_has_one_effect()
    {
        var (id, recall) = (await orders.Order(OrdersHost.ToWarehouse(10), approve: true), Guid.CreateVersion7());
        await orders.Host.Deliver(Recalled(recall));
        await orders.Host.Deliver(Shipment(id, 10));
        var lifted = ServiceHost.Envelope(Lifted(recall, day: 25));
        Assert.NotNull((await orders.Host.DeliverOnce(lifted with { Body = "{"u8.ToArray() })).Single().Error);
        await orders.Host.DeliverOnce(lifted);
        var version = (await orders.Get(id)).Version;
        await orders.Host.DeliverOnce(lifted);
        await orders.Host.DeliverOnce(ServiceHost.Envelope(Lifted(recall, day: 27))); // told again in another message
        Assert.Equal((version, new DateOnly(2026, 10, 25)), await orders.Get(id) is var view ? (view.Version, view.SuppliedOn!.Value)
            : default);
    }

    [Fact]
    public async Task More_orders_than_one_transaction_takes_follow_by_the_job()
    {
        var recall = Guid.CreateVersion7();
        List<Guid> waiting = [];
        for (var i = 0; i < 60; i++)
        {
            waiting.Add(await orders.Order(OrdersHost.ToWarehouse(2), approve: true));
            await orders.Host.Deliver(Shipment(waiting[^1], 2), times: 1);
        }
        await orders.Host.Deliver(Recalled(recall));
        await orders.Host.Deliver(Lifted(recall, day: 25));
        Assert.Equal(25, await Supplied());
        await orders.Host.Run("orders", "follow-lifted-recalls");
        Assert.Equal(60, await Supplied());
        Assert.Equal(0, (await orders.Host.Run("orders", "follow-lifted-recalls")).Items);

        Task<int> Supplied() => orders.Host.Db<OrdersDb, int>(db =>
            db.Orders.CountAsync(x => waiting.Contains(x.Id) && x.Status == OrderStatus.Supplied));
    }

    [Fact]
    public async Task A_lifting_and_a_delivery_at_the_same_moment_do_not_miss_each_other()
    {
        List<Guid> waiting = [];
        for (var i = 0; i < 12; i++)
            waiting.Add(await orders.Order(OrdersHost.ToWarehouse(3), approve: true));
        var recall = Guid.CreateVersion7();
        await orders.Host.Deliver(Recalled(recall));
        await orders.Host.DeliverByCopies(
            [ServiceHost.Envelope(Lifted(recall, day: 25)), .. waiting.Select(x => ServiceHost.Envelope(Shipment(x, 3)))]);

        foreach (var id in waiting)
            Assert.Equal((OrderStatus.Supplied, 3, 0, new DateOnly(2026, 10, 25)), await Standing(id));
    }
}
