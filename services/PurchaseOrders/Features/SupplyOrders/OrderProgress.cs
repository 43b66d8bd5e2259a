using Microsoft.EntityFrameworkCore;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.Awards;
using Supply.PurchaseOrders.Features.Priorities;
using Supply.PurchaseOrders.Features.Recalls;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>What every change of an order ends with. The caller has the order's turn.</summary>
internal static class OrderProgress
{
    /// <summary>Brings lines, commitments, status and priority to what the status and all deliveries heard of so far say.</summary>
    /// <returns>Whether lines or status changed.</returns>
    public static async Task<bool> Update(OrdersDb db, SupplyOrder order, IReadOnlyCollection<OrderLine> lines, CancellationToken ct)
    {
        var deliveries = await DeliveriesTo(db, order, ct);
        var (before, changed) = ((order.Status, order.SuppliedOn), false);
        foreach (var line in lines.OrderBy(x => x.Award).ThenBy(x => x.Line)) // awards in sorted order
        {
            var now = await Settle(db, order, line, Supplying.Sum(line.Clave, deliveries), ct);
            changed |= now != line.Quantities;
            line.Set(now);
        }
        order.Status = OrderLifecycle.Standing(order.Status, [.. lines.Select(x => x.Quantities)]);
        order.SuppliedOn = order.Status == OrderStatus.Supplied
            ? Supplying.SuppliedOn(order.IssuedOn, lines.Select(x => (x.Clave, x.Ordered)), deliveries)
            : null;
        order.Open = OrderLifecycle.IsOpen(order.Status);
        await OrderPriorities.Set(db, order, lines, ct);
        return changed || before != (order.Status, order.SuppliedOn);
    }

    /// <summary>The same for a stored order, where it is known, with the message to the others when something changed.</summary>
    public static async Task BringUpToDate(OrdersDb db, Guid id, CancellationToken ct)
    {
        if (await db.Orders.SingleOrDefaultAsync(x => x.Id == id, ct) is not { } order)
            return;
        var lines = await db.Lines.Where(x => x.OrderId == id).ToListAsync(ct);
        var before = order.Status;
        if (await Update(db, order, lines, ct))
            Publish(db, order, lines, before, reason: null);
    }

    /// <summary>Makes the next version: the message to the others and, when the status changed, a step of the history.</summary>
    public static void Publish(OrdersDb db, SupplyOrder order, IReadOnlyCollection<OrderLine> lines, OrderStatus? before, string? reason)
    {
        var now = db.Origin.Clock.Now();
        (order.Version, order.ChangedAt) = (order.Version + 1, now);
        if (before != order.Status)
            db.Steps.Add(new OrderStep
            {
                OrderId = order.Id, Version = order.Version, Status = order.Status, At = now,
                By = db.Origin.Subject, Role = db.Origin.Role, Reason = reason,
            });
        db.Enqueue(order.ToFact(lines));
    }

    /// <summary>
    /// The line's new quantities, with its award's commitment changed by the difference. Pieces that come after the order ended
    /// commit again what they were released from; where others have ordered it since, they stay surplus.
    /// </summary>
    private static async Task<LineQuantities> Settle(OrdersDb db, SupplyOrder order, OrderLine line, Delivered sum, CancellationToken ct)
    {
        var now = LineQuantities.Of(line.Ordered, sum, order.Status, line.Ordered);
        var committed = line.Quantities.Committed;
        if (line.Award is not { } award || now.Committed == committed)
            return now;
        if (now.Committed > committed && !await AwardCommitments.TryAdd(db, award, order.Buyer!, now.Committed - committed, ct))
            now = LineQuantities.Of(line.Ordered, sum, order.Status, committed);
        if (now.Committed < committed)
            await AwardCommitments.Subtract(db, award, order.Buyer!, committed - now.Committed, ct);
        return now;
    }

    // The tracked rows, so that the one that a handler has just taken is seen as it will be saved. Order and deliveries take the codes
    // that they are compared by, so that whoever follows a change of code finds what was compared by another.
    private static async Task<List<DeliveryContent>> DeliveriesTo(OrdersDb db, SupplyOrder order, CancellationToken ct)
    {
        await db.Deliveries.Where(x => x.OrderId == order.Id).LoadAsync(ct);
        var deliveries = db.Deliveries.Local.Where(x => x.OrderId == order.Id).ToList();
        var current = await db.Resolve(deliveries.Select(x => x.StatedPlace).Append(order.StatedDestination), ct);
        order.Destination = current[order.StatedDestination];
        foreach (var delivery in deliveries)
            delivery.Place = current[delivery.StatedPlace];
        List<DeliveryContent> contents =
        [
            .. deliveries.Where(x => x.Place == order.Destination).Select(x => MessageJson.Read<DeliveryContent>(x.Content)),
        ];
        if (contents.SelectMany(x => x.Held ?? []).ToList() is not { Count: > 0 } held)
            return contents;
        var recalls = await RecallPeriods.At(db, order.Destination, held, ct);
        var zone = await db.Zone(FacilityCode.Stored(order.Destination), ct);
        return [.. contents.Select(x => LiftedRecalls.Apply(x, recalls, zone))];
    }
}
