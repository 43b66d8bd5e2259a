using Supply.Platform.Http;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.SupplyOrders;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Tests.Features.SupplyOrders;

/// <summary>Approve, reject, cancel and close.</summary>
public sealed class DecideTests(OrdersHost orders) : IClassFixture<OrdersHost>
{
    private static readonly object because = new { reason = "Captura duplicada" };

    [Fact]
    public async Task An_approval_is_published_once_and_repeating_it_says_so()
    {
        var id = await orders.Order(OrdersHost.ToWarehouse(10));

        var first = await orders.Approver.Post($"/orders/supply-orders/{id}/approve", ifMatch: "\"1\"");
        var again = await orders.Approver.Post($"/orders/supply-orders/{id}/approve", ifMatch: "\"1\"");

        Assert.Equal((200, 200, "\"2\""), (first.Status, again.Status, first.ETag));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(["issued", "approved"], (await orders.Published(id)).Select(x => x.Status));
        Assert.NotNull((await orders.Published(id))[1].ApprovedAt);
        Assert.Equal(["emisora", "aprobador"], (await orders.Get(id)).History.Select(x => x.By));
        var document = id.ToString();
        Assert.Equal(1, await orders.Host.Db<OrdersDb, int>(db => Task.FromResult(
            db.AuditTrail.Count(x => x.Document == document && x.Action == "order.approved"))));
    }

    [Theory]
    [InlineData("approve")]
    [InlineData("reject")]
    [InlineData("cancel")]
    public async Task The_issuer_decides_nothing_but_central_supply_may(string act)
    {
        var id = await orders.Order(OrdersHost.ToWarehouse(10));

        var own = await orders.Issuer.Post($"/orders/supply-orders/{id}/{act}", because);
        Assert.Equal((403, "orders.own-order"), (own.Status, own.Code));
        Assert.Equal("access.foreign-state",
            (await orders.Host.As(Roles.State, state: "02").Post($"/orders/supply-orders/{id}/{act}", because)).Code);
        Assert.Equal("access.role",
            (await orders.Host.As(Roles.Pharmacy, facility: OrdersHost.Unit).Post($"/orders/supply-orders/{id}/{act}", because)).Code);
        Assert.Equal(1, (await orders.Get(id)).Version);
        Assert.Equal(200, (await orders.Central.Post($"/orders/supply-orders/{id}/{act}", because)).Status);
    }

    [Fact]
    public async Task A_rejected_order_returns_its_pieces_to_the_award()
    {
        var award = await orders.Award(max: 100);
        var id = await orders.Order(OrdersHost.ToSupplier(award, 60));
        Assert.Equal(60, (await orders.AwardOf(award)).Ordered);

        await orders.Approver.Post($"/orders/supply-orders/{id}/reject", because);
        await orders.Approver.Post($"/orders/supply-orders/{id}/reject", because);

        Assert.Equal(0, (await orders.AwardOf(award)).Ordered);
        var view = await orders.Get(id);
        Assert.Equal((OrderStatus.Rejected, 60, 2), (view.Status, view.Lines.Single().Cancelled, view.Version));
        Assert.Equal("Captura duplicada", view.History[^1].Reason);
    }

    [Fact]
    public async Task Closing_short_releases_what_did_not_come_and_keeps_what_did()
    {
        var award = await orders.Award(max: 100);
        var id = await orders.Order(OrdersHost.ToSupplier(award, 60), approve: true);
        await orders.Host.Deliver(orders.Receipt(id, 45));

        var closed = (await orders.Central.Post($"/orders/supply-orders/{id}/close", because)).Read<OrderView>();

        Assert.Equal((OrderStatus.ClosedShort, 45, 15, 0),
            (closed.Status, closed.Lines[0].Good, closed.Lines[0].Short, closed.Lines[0].ToCome));
        Assert.Equal((45, 45), (await orders.AwardOf(award) is var part ? (part.Ordered, part.Supplied) : default));
        Assert.Equal("closedShort", (await orders.Published(id))[^1].Status);
    }

    [Fact]
    public async Task Pieces_on_the_way_of_a_cancelled_order_still_count_and_those_lost_are_released()
    {
        var award = await orders.Award(max: 100);
        var id = await orders.Order(OrdersHost.ToSupplier(award, 60), approve: true);
        var shipment = orders.Shipment(id, shipped: 30, good: 0);
        await orders.Host.Deliver(shipment);

        await orders.Central.Post($"/orders/supply-orders/{id}/cancel", because);
        Assert.Equal(30, (await orders.AwardOf(award)).Ordered);
        await orders.Host.Deliver(orders.Shipment(id, shipped: 30, good: 20, damaged: 4, resolved: 6, version: 2, id: shipment.Id));

        var view = await orders.Get(id);
        Assert.Equal((OrderStatus.Cancelled, 20, 4, 40), (view.Status, view.Lines[0].Good, view.Lines[0].Damaged, view.Lines[0].Cancelled));
        Assert.Equal(20, (await orders.AwardOf(award)).Ordered);
    }

    [Fact]
    public async Task Pieces_that_come_after_the_end_commit_again_only_what_nobody_else_has_ordered_since()
    {
        var award = await orders.Award(max: 100);
        var (first, second) = (await orders.Order(OrdersHost.ToSupplier(award, 50), approve: true),
            await orders.Order(OrdersHost.ToSupplier(award, 50), approve: true));
        await orders.Central.Post($"/orders/supply-orders/{first}/cancel", because);
        await orders.Central.Post($"/orders/supply-orders/{second}/cancel", because);
        await orders.Order(OrdersHost.ToSupplier(award, 60));

        await orders.Host.Deliver(orders.Receipt(first, 40));
        await orders.Host.Deliver(orders.Receipt(second, 40));

        Assert.Equal((40, 0, 10), (await orders.Get(first)).Lines[0] is var came ? (came.Good, came.Surplus, came.Cancelled) : default);
        Assert.Equal((0, 40, 50), (await orders.Get(second)).Lines[0] is var late ? (late.Good, late.Surplus, late.Cancelled) : default);
        Assert.Equal(100, (await orders.AwardOf(award)).Ordered);
    }

    [Fact]
    public async Task Only_the_version_that_the_caller_has_seen_is_decided_about()
    {
        var id = await orders.Order(OrdersHost.ToWarehouse(10));

        var stale = await orders.Approver.Post($"/orders/supply-orders/{id}/approve", ifMatch: "\"2\"");
        Assert.Equal((412, "request.stale-version"), (stale.Status, stale.Code));
        Assert.Equal(412, (await orders.Approver.Post($"/orders/supply-orders/{id}/approve", ifMatch: "abc")).Status);
        Assert.Equal(200, (await orders.Approver.Post($"/orders/supply-orders/{id}/approve", ifMatch: "\"1\"")).Status);
    }

    [Fact]
    public async Task What_the_table_does_not_allow_is_refused()
    {
        var id = await orders.Order(OrdersHost.ToWarehouse(10));
        Assert.Equal((409, "orders.wrong-status"), (await orders.Approver.Post($"/orders/supply-orders/{id}/close", because)) is var early
            ? (early.Status, early.Code) : default);
        await orders.Approver.Post($"/orders/supply-orders/{id}/cancel", because);
        Assert.Equal("orders.wrong-status", (await orders.Approver.Post($"/orders/supply-orders/{id}/approve")).Code);
        Assert.Equal("orders.no-such-order", (await orders.Approver.Post($"/orders/supply-orders/{Guid.CreateVersion7()}/approve")).Code);
    }

    [Theory]
    [InlineData("""{"reason":" "}""", 422, "orders.reason")]
    [InlineData("""{}""", 422, "orders.reason")]
    [InlineData("""{"why":"x"}""", 422, "request.unknown-member")]
    [InlineData("""{"reason":7}""", 422, "request.wrong-type")]
    [InlineData("""{"reason":""", 400, "request.malformed")]
    public async Task Rejecting_cancelling_and_closing_take_a_reason(string body, int status, string code)
    {
        var id = await orders.Order(OrdersHost.ToWarehouse(10), approve: true);
        foreach (var act in (string[])["reject", "cancel", "close"])
            Assert.Equal((status, code), (await orders.Central.Post($"/orders/supply-orders/{id}/{act}", body)) is var answer
                ? (answer.Status, answer.Code) : default);
        Assert.Equal(2, (await orders.Get(id)).Version);
    }
}
