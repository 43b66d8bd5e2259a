using Supply.Contracts.Inventory;

namespace Supply.PurchaseOrders.Tests.Features.Deliveries;

public sealed class DeliveryHistoryTests(OrdersHost orders) : IClassFixture<OrdersHost>
{
    /// <summary>The same shipments, receptions and receipts in random orders, some before the order, with a random end: one and the same
    /// order, and sums that close all the way.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("cancel")]
    [InlineData("close")]
    public async Task The_same_history_in_any_order_of_arrival_ends_the_same(string? end)
    {
        var random = new Random(20261115);
        for (var run = 0; run < 3; run++)
        {
            var history = History(random);
            var ends = new List<string>();
            for (var arrival = 0; arrival < 3; arrival++)
                ends.Add(await Play(history, end, random));
            Assert.All(ends, x => Assert.Equal(ends[0], x));
        }
    }

    private List<Func<Guid, int, object>> History(Random random)
    {
        var history = new List<Func<Guid, int, object>>();
        for (var document = 0; document < 5; document++)
        {
            var (nth, shipped, date) = (document, random.Next(1, 8), $"2026-10-{random.Next(16, 28)}");
            var (good, damaged) = (random.Next(0, shipped + 1), random.Next(0, 2));
            var usable = random.Next(0, good + 1);
            if (document >= 3)
            {
                history.Add((order, salt) => orders.Receipt(order, shipped, on: date, id: new Guid(salt, 1, (short)nth, new byte[8])));
                if (document == 4)
                    history.Add((order, salt) =>
                        orders.Receipt(order, shipped, on: date, id: new Guid(salt, 1, (short)nth, new byte[8]),
                        version: 2) with { Status = "reversed" });
            }
            else
                for (var version = 1; version <= 3; version++)
                {
                    var (v, soFar) = (version, version == 1 ? 0 : version == 2 ? good / 2 : good);
                    history.Add((order, salt) =>
                        orders.Shipment(order, shipped, soFar, Math.Min(v == 3 ? damaged : 0, shipped - soFar), version: v,
                        receivedOn: date, id: new Guid(salt, 0, (short)nth, new byte[8]),
                        usable: v == 3 ? usable : soFar));
                }
        }
        return history;
    }

    private async Task<string> Play(List<Func<Guid, int, object>> history, string? end, Random random)
    {
        var award = await orders.Award(max: 1000);
        var (id, salt, events) = (Guid.CreateVersion7(), random.Next(), history.ToArray());
        random.Shuffle(events);
        var (issueAt, approveAt) = (random.Next(0, 4), random.Next(4, 7));
        var endAt = random.Next(approveAt, events.Length);
        for (var i = 0; i < events.Length; i++)
        {
            if (i == issueAt)
                Assert.Equal(201, (await orders.Issuer.Put($"/orders/supply-orders/{id}",
                    OrdersHost.ToSupplier(award, end is null ? 8 : 40))).Status);
            if (i == approveAt)
                Assert.Equal(200, (await orders.Approver.Post($"/orders/supply-orders/{id}/approve")).Status);
            if (i == endAt && end is not null)
                Assert.Equal(200, (await orders.Approver.Post($"/orders/supply-orders/{id}/{end}", new { reason = "x" })).Status);
            var message = events[i](id, salt);
            if (message is ShipmentChanged shipment)
                await orders.Host.Deliver(shipment, times: 1 + i % 2);
            else
                await orders.Host.Deliver((ReceiptRecorded)message, times: 2);
        }
        foreach (var line in (await orders.Published(id)).SelectMany(x => x.Lines))
            Assert.True(line is { Good: >= 0, InTransit: >= 0, Short: >= 0, Cancelled: >= 0 }
                && line.Ordered - line.Good - line.InTransit - line.Short - line.Cancelled >= 0, line.ToString());
        var view = await orders.Get(id);
        var last = view.Lines.Single();
        Assert.Equal(last.Ordered - last.Short - last.Cancelled, (await orders.AwardOf(award)).Ordered);
        return $"{view.Status} {view.SuppliedOn} {last with { Award = null }}";
    }
}
