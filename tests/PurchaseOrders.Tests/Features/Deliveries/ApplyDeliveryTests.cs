using Supply.Platform.Messaging;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.SupplyOrders;

namespace Supply.PurchaseOrders.Tests.Features.Deliveries;

public sealed class ApplyDeliveryTests(OrdersHost orders) : IClassFixture<OrdersHost>
{
    [Fact]
    public async Task An_order_is_supplied_by_its_last_good_piece_and_on_time_by_the_promised_date()
    {
        var id = await orders.Order(OrdersHost.ToWarehouse(10, promisedOn: "2026-10-20"), approve: true);
        var shipment = orders.Shipment(id, shipped: 10, good: 0);
        await orders.Host.Deliver(shipment);
        Assert.Equal((OrderStatus.InSupply, 10, 10), await orders.Get(id) is var moving
            ? (moving.Status, moving.Lines[0].Shipped, moving.Lines[0].InTransit) : default);
        await orders.Host.Deliver(orders.Shipment(id, shipped: 10, good: 8, damaged: 2, version: 2, id: shipment.Id,
            receivedOn: "2026-10-18"));
        Assert.Equal((OrderStatus.InSupply, 2), await orders.Get(id) is var damaged ? (damaged.Status, damaged.Lines[0].ToCome) : default);
        var last = orders.Shipment(id, shipped: 2, good: 2, receivedOn: "2026-10-20");
        await orders.Host.Deliver(last);

        var view = await orders.Get(id);
        Assert.Equal((OrderStatus.Supplied, new DateOnly(2026, 10, 20), true), (view.Status, view.SuppliedOn!.Value, view.OnTime));
        Assert.Equal((12, 10, 2, 0), (view.Lines[0].Shipped, view.Lines[0].Good, view.Lines[0].Damaged, view.Lines[0].ToCome));
        Assert.Equal([OrderStatus.Issued, OrderStatus.Approved, OrderStatus.InSupply, OrderStatus.Supplied],
            view.History.Select(x => x.Status));
        Assert.Equal(
            [("shipment", shipment.Id, OrdersHost.Unit, 8L, new DateOnly(2026, 10, 18)), ("shipment", last.Id, OrdersHost.Unit, 2L,
                new DateOnly(2026, 10, 20))],
            view.Deliveries!.Select(x => (x.Kind, x.Id, x.Place, x.Good, x.ReceivedOn!.Value)));
        var published = await orders.Published(id);
        Assert.Equal([1, 2, 3, 4, 5], published.Select(x => x.Version));
        Assert.Equal(("supplied", new DateOnly(2026, 10, 20), new DateOnly(2026, 10, 15)),
            (published[^1].Status, published[^1].SuppliedOn!.Value, published[^1].LocalDate));
    }

    [Fact]
    public async Task An_older_version_after_a_newer_one_does_nothing()
    {
        var id = await orders.Order(OrdersHost.ToWarehouse(10), approve: true);
        var shipment = orders.Shipment(id, shipped: 10, good: 10, version: 5);
        await orders.Host.Deliver(shipment);
        await orders.Host.Deliver(orders.Shipment(id, shipped: 10, good: 0, version: 4, id: shipment.Id));

        Assert.Equal((OrderStatus.Supplied, 3), await orders.Get(id) is var view ? (view.Status, view.Version) : default);
    }

    [Fact]
    public async Task What_arrives_before_the_order_or_its_approval_counts_when_they_come()
    {
        var id = Guid.CreateVersion7();
        await orders.Host.Deliver(orders.Shipment(id, shipped: 6, good: 6, receivedOn: "2026-10-14"));
        Assert.Equal(404, (await orders.Central.Get($"/orders/supply-orders/{id}")).Status);

        var issued = await orders.Issuer.Put($"/orders/supply-orders/{id}", OrdersHost.ToWarehouse(10));
        Assert.Equal((OrderStatus.Issued, 1, 6), issued.Read<OrderView>() is var first ? (first.Status, first.Version, first.Lines[0].Good)
            : default);
        await orders.Host.Deliver(orders.Shipment(id, shipped: 4, good: 4, receivedOn: "2026-10-12"));
        Assert.Equal(OrderStatus.Issued, (await orders.Get(id)).Status);

        var approved = (await orders.Approver.Post($"/orders/supply-orders/{id}/approve")).Read<OrderView>();
        // Received before the issue: the order counts as supplied on the day of its issue, not before.
        Assert.Equal((OrderStatus.Supplied, new DateOnly(2026, 10, 15)), (approved.Status, approved.SuppliedOn!.Value));
        Assert.Equal(["issued", "issued", "approved", "supplied"], (await orders.Published(id)).Select(x => x.Status));
        Assert.Equal(200, (await orders.Approver.Post($"/orders/supply-orders/{id}/approve")).Status);
    }

    [Fact]
    public async Task A_suppliers_receipt_counts_its_usable_pieces()
    {
        var award = await orders.Award();
        var id = await orders.Order(OrdersHost.ToSupplier(award, 10), approve: true);
        await orders.Host.Deliver(orders.Receipt(id, 4, "quarantine"));
        await orders.Host.Deliver(orders.Receipt(id, 8));

        var part = (await orders.Get(id)).Lines[0];
        Assert.Equal((OrderStatus.InSupply, 8, 0, 4, 2),
            ((await orders.Get(id)).Status, part.Good, part.Damaged, part.Quarantined, part.ToCome));
        await orders.Host.Deliver(orders.Receipt(id, 5, on: "2026-11-02"));
        Assert.Equal((OrderStatus.Supplied, 3, new DateOnly(2026, 11, 2)), await orders.Get(id) is var full
            ? (full.Status, full.Lines[0].Surplus, full.SuppliedOn!.Value) : default);
        Assert.Equal((10, 10), await orders.AwardOf(award) is var of ? (of.Ordered, of.Supplied) : default);
    }

    [Fact]
    public async Task A_corrected_receipt_takes_back_what_it_gave()
    {
        var id = await orders.Order(OrdersHost.ToSupplier(await orders.Award(), 10), approve: true);
        var receipt = orders.Receipt(id, 10);
        await orders.Host.Deliver(receipt);
        Assert.Equal(OrderStatus.Supplied, (await orders.Get(id)).Status);
        await orders.Host.Deliver(orders.Receipt(id, 9, id: receipt.Id, version: 2));

        Assert.Equal((OrderStatus.InSupply, 9, null), await orders.Get(id) is var view ? (view.Status, view.Lines[0].Good, view.SuppliedOn)
            : default);
    }

    [Fact]
    public async Task Pieces_that_were_recalled_or_expired_when_they_came_supply_no_order()
    {
        var id = await orders.Order(OrdersHost.ToWarehouse(10), approve: true);
        var shipment = orders.Shipment(id, shipped: 10, good: 10, usable: 4);
        await orders.Host.Deliver(shipment);

        var view = await orders.Get(id);
        Assert.Equal((OrderStatus.InSupply, 4, 0, 6, 6),
            (view.Status, view.Lines[0].Good, view.Lines[0].Damaged, view.Lines[0].Quarantined, view.Lines[0].ToCome));
        Assert.Equal((4, 6), (await orders.Published(id))[^1].Lines[0] is var said ? (said.Good, said.Quarantined) : default);
        await orders.Host.Deliver(orders.Shipment(id, shipped: 6, good: 6, receivedOn: "2026-10-25"));
        Assert.Equal((OrderStatus.Supplied, new DateOnly(2026, 10, 25)), await orders.Get(id) is var full
            ? (full.Status, full.SuppliedOn!.Value) : default);
    }

    [Fact]
    public async Task A_reversed_receipt_takes_its_order_back_and_the_next_one_supplies_it_again()
    {
        var award = await orders.Award();
        var id = await orders.Order(OrdersHost.ToSupplier(award, 10), approve: true);
        var (first, second) = (orders.Receipt(id, 6), orders.Receipt(id, 4, on: "2026-10-22"));
        await orders.Host.Deliver(first);
        await orders.Host.Deliver(second);
        Assert.Equal(OrderStatus.Supplied, (await orders.Get(id)).Status);

        await orders.Host.Deliver(second with { Version = 2, Status = "reversed" });
        Assert.Equal((OrderStatus.InSupply, 6, null), await orders.Get(id) is var less ? (less.Status, less.Lines[0].Good, less.SuppliedOn)
            : default);
        await orders.Host.Deliver(first with { Version = 2, Status = "reversed" });
        Assert.Equal((OrderStatus.Approved, 0, 0), await orders.Get(id) is var none
            ? (none.Status, none.Lines[0].Good, none.Lines[0].Shipped) : default);
        Assert.Equal((10, 0), await orders.AwardOf(award) is var taken ? (taken.Ordered, taken.Supplied) : default);

        await orders.Host.Deliver(orders.Receipt(id, 10, on: "2026-10-30"));
        Assert.Equal((OrderStatus.Supplied, new DateOnly(2026, 10, 30)), await orders.Get(id) is var again
            ? (again.Status, again.SuppliedOn!.Value) : default);
        Assert.Equal(["issued", "approved", "inSupply", "supplied", "inSupply", "approved", "supplied"], (await orders.Published(id))
            .Select(x => x.Status));
    }

    [Fact]
    public async Task A_reversed_reception_takes_its_order_back_and_it_can_be_closed_short_then()
    {
        var award = await orders.Award();
        var id = await orders.Order(OrdersHost.ToSupplier(award, 10), approve: true);
        var shipment = orders.Shipment(id, shipped: 10, good: 10);
        await orders.Host.Deliver(shipment);
        await orders.Host.Deliver(orders.Shipment(id, shipped: 10, good: 0, version: 2, id: shipment.Id));
        Assert.Equal((OrderStatus.InSupply, 10, null), await orders.Get(id) is var back
            ? (back.Status, back.Lines[0].InTransit, back.SuppliedOn) : default);

        await orders.Host.Deliver(orders.Shipment(id, shipped: 10, good: 7, resolved: 3, version: 3, id: shipment.Id));
        Assert.Equal(200, (await orders.Approver.Post($"/orders/supply-orders/{id}/close", new { reason = "x" })).Status);
        Assert.Equal((OrderStatus.ClosedShort, 3), await orders.Get(id) is var closed ? (closed.Status, closed.Lines[0].Short) : default);
        Assert.Equal(7, (await orders.AwardOf(award)).Ordered);
    }

    [Fact]
    public async Task A_receipt_that_is_reversed_after_its_order_ended_gives_its_pieces_back_to_the_award()
    {
        var award = await orders.Award();
        var id = await orders.Order(OrdersHost.ToSupplier(award, 10), approve: true);
        var receipt = orders.Receipt(id, 6);
        await orders.Host.Deliver(receipt);
        Assert.Equal(200, (await orders.Approver.Post($"/orders/supply-orders/{id}/close", new { reason = "x" })).Status);
        Assert.Equal(6, (await orders.AwardOf(award)).Ordered);

        await orders.Host.Deliver(receipt with { Version = 2, Status = "reversed" });
        Assert.Equal((OrderStatus.ClosedShort, 0, 10), await orders.Get(id) is var view
            ? (view.Status, view.Lines[0].Good, view.Lines[0].Short) : default);
        Assert.Equal(0, (await orders.AwardOf(award)).Ordered);
    }

    [Fact]
    public async Task Goods_for_another_place_or_without_an_order_are_not_the_orders()
    {
        var id = await orders.Order(OrdersHost.ToWarehouse(10), approve: true);
        await orders.Host.Deliver(orders.Receipt(id, 10, facility: OrdersHost.Warehouse));
        await orders.Host.Deliver(orders.Shipment(id, 10, 10) with { SupplyOrder = null });
        await orders.Host.Deliver(orders.Receipt(id, 10) with { SupplyOrder = null });
        await orders.Host.Deliver(orders.Receipt(id, 10, clave: OrdersHost.Gauze));

        Assert.Equal((OrderStatus.Approved, 2), await orders.Get(id) is var view ? (view.Status, view.Version) : default);
    }

    [Fact]
    public async Task A_handler_that_failed_once_has_one_effect()
    {
        var id = await orders.Order(OrdersHost.ToWarehouse(10), approve: true);
        var shipment = orders.Shipment(id, shipped: 10, good: 0);
        var broken = ServiceHost.Envelope(shipment) with { Body = "{"u8.ToArray() };
        Assert.NotNull((await orders.Host.DeliverOnce(broken)).Single().Error);
        await orders.Host.DeliverOnce(ServiceHost.Envelope(shipment) with { MessageId = broken.MessageId });
        await orders.Host.DeliverOnce(ServiceHost.Envelope(shipment) with { MessageId = broken.MessageId });

        Assert.Equal(3, (await orders.Get(id)).Version);
    }

    [Fact]
    public async Task An_order_and_its_deliveries_that_come_at_the_same_moment_do_not_miss_each_other()
    {
        Guid[] ids = [.. Enumerable.Range(0, 8).Select(_ => Guid.CreateVersion7())];
        await Task.WhenAll(ids.SelectMany(id => new[]
        {
            Task.Run(() => orders.Order(OrdersHost.ToWarehouse(10), id: id)),
            Task.Run(() => Insist(ServiceHost.Envelope(orders.Shipment(id, 4, 4)))),
            Task.Run(() => Insist(ServiceHost.Envelope(orders.Shipment(id, 3, 3)))),
        }));

        foreach (var id in ids)
            Assert.Equal(7, (await orders.Get(id)).Lines[0].Good);

        // As the transports do: a lost race is tried again.
        async Task Insist(Envelope envelope)
        {
            for (var attempt = 1; (await orders.Host.DeliverOnce(envelope)).Any(x => x.Error is not null); attempt++)
                Assert.True(attempt < 20);
        }
    }
}
