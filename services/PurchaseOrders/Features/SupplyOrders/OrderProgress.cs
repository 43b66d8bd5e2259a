using Microsoft.EntityFrameworkCore;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.Awards;
using Supply.PurchaseOrders.Features.Priorities;
using Supply.PurchaseOrders.Features.Recalls;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>
/// What every change of an order ends with. What the lines, commitments, status and priority of some orders depend on is read once for all
/// of them, after they were locked.
/// </summary>
internal sealed class OrderProgress
{
    private readonly OrdersDb db;
    private readonly Dictionary<Guid, SupplyOrder> orders;
    private readonly ILookup<Guid, OrderLine> lines;
    private readonly List<Delivery> deliveries;
    private IReadOnlyDictionary<string, string> current = new Dictionary<string, string>();
    private IReadOnlyDictionary<string, string> zones = new Dictionary<string, string>();
    private RecallPeriods recalls = null!;
    private OrderPriorities priorities = null!;

    private OrderProgress(OrdersDb db, IEnumerable<SupplyOrder> orders, IEnumerable<OrderLine> lines, List<Delivery> deliveries) =>
        (this.db, this.orders, this.lines, this.deliveries) =
            (db, orders.ToDictionary(x => x.Id), lines.ToLookup(x => x.OrderId), deliveries);

    /// <summary>Of the orders that are known of these.</summary>
    public static async Task<OrderProgress> Load(OrdersDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await Load(db, ids, await db.Deliveries.Where(x => ids.Contains(x.OrderId)).ToListAsync(ct), [], ct);

    /// <param name="deliveries">All those of the orders; those that come are added to them.</param>
    /// <param name="coming">What deliveries that are not stored yet say, and the codes of their places.</param>
    public static async Task<OrderProgress> Load(OrdersDb db, IReadOnlyCollection<Guid> ids, List<Delivery> deliveries,
        IReadOnlyCollection<(string Place, DeliveryContent Content)> coming, CancellationToken ct)
    {
        var orders = await db.Orders.Where(x => ids.Contains(x.Id)).ToListAsync(ct);
        var lines = orders.Count == 0 ? [] : await db.Lines.Where(x => ids.Contains(x.OrderId)).ToListAsync(ct);
        return await Load(db, orders, lines, deliveries, coming, ct);
    }

    /// <summary>Of one order, stored or new.</summary>
    public static async Task<OrderProgress> Load(
        OrdersDb db, SupplyOrder order, IReadOnlyCollection<OrderLine> lines, CancellationToken ct) =>
        await Load(db, [order], lines, await db.Deliveries.Where(x => x.OrderId == order.Id).ToListAsync(ct), [], ct);

    private static async Task<OrderProgress> Load(
        OrdersDb db, List<SupplyOrder> orders, IReadOnlyCollection<OrderLine> lines, List<Delivery> deliveries,
        IReadOnlyCollection<(string Place, DeliveryContent Content)> coming, CancellationToken ct)
    {
        var progress = new OrderProgress(db, orders, lines, deliveries);
        progress.current = await db.Resolve(
            [.. deliveries.Select(x => x.StatedPlace), .. coming.Select(x => x.Place), .. orders.Select(x => x.StatedDestination)], ct);
        foreach (var order in orders)
            order.Destination = progress.current[order.StatedDestination];
        List<HeldBack> held =
            [.. deliveries.Select(Read).Concat(coming.Select(x => x.Content)).SelectMany(x => x.Held ?? [])];
        progress.recalls = await RecallPeriods.Load(db, held, ct);
        if (held.Count > 0)
            progress.zones = await db.ZonesOf(orders.Select(x => x.Destination), ct);
        if (orders.Count > 0)
            progress.priorities = await OrderPriorities.Load(db, orders, lines, ct);
        return progress;
    }

    /// <summary>The code that a place of these orders and deliveries has now.</summary>
    public string Current(string stated) => current[stated];

    public void Add(Delivery delivery) => deliveries.Add(delivery);

    /// <summary>Brings lines, commitments, status and priority to what the status and all deliveries heard of so far say.</summary>
    /// <returns>Whether lines or status changed.</returns>
    public async Task<bool> Update(SupplyOrder order, CancellationToken ct)
    {
        var delivered = DeliveriesTo(order);
        var (before, changed) = ((order.Status, order.SuppliedOn), false);
        foreach (var line in lines[order.Id].OrderBy(x => x.Award).ThenBy(x => x.Line)) // awards in sorted order
        {
            var now = await Settle(db, order, line, Supplying.Sum(line.Clave, delivered), ct);
            changed |= now != line.Quantities;
            line.Set(now);
        }
        order.Status = OrderLifecycle.Standing(order.Status, [.. lines[order.Id].Select(x => x.Quantities)]);
        order.SuppliedOn = order.Status == OrderStatus.Supplied
            ? Supplying.SuppliedOn(order.IssuedOn, lines[order.Id].Select(x => (x.Clave, x.Ordered)), delivered)
            : null;
        order.Open = OrderLifecycle.IsOpen(order.Status);
        priorities.Set(order, lines[order.Id]);
        return changed || before != (order.Status, order.SuppliedOn);
    }

    /// <summary>The same for an order that may not be known yet, with the message to the others when something changed.</summary>
    public async Task BringUpToDate(Guid id, CancellationToken ct)
    {
        if (!orders.TryGetValue(id, out var order))
            return;
        var before = order.Status;
        if (await Update(order, ct))
            Publish(order, before, reason: null);
    }

    /// <summary>Makes the next version: the message to the others and, when the status changed, a step of the history.</summary>
    public void Publish(SupplyOrder order, OrderStatus? before, string? reason)
    {
        var now = db.Origin.Clock.Now();
        (order.Version, order.ChangedAt) = (order.Version + 1, now);
        if (before != order.Status)
            db.Steps.Add(new OrderStep
            {
                OrderId = order.Id, Version = order.Version, Status = order.Status, At = now,
                By = db.Origin.Subject, Role = db.Origin.Role, Reason = reason,
            });
        db.Enqueue(order.ToFact(lines[order.Id]));
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

    // Order and deliveries take the codes that they are compared by, so that whoever follows a change of code finds what was compared by
    // another.
    private List<DeliveryContent> DeliveriesTo(SupplyOrder order)
    {
        var own = deliveries.FindAll(x => x.OrderId == order.Id);
        foreach (var delivery in own)
            delivery.Place = current[delivery.StatedPlace];
        var contents = own.FindAll(x => x.Place == order.Destination).ConvertAll(Read);
        if (!contents.Exists(x => x.Held is { Count: > 0 }))
            return contents;
        var periods = recalls.At(order.Destination);
        return contents.ConvertAll(x => LiftedRecalls.Apply(x, periods, zones[order.Destination]));
    }

    private static DeliveryContent Read(Delivery delivery) => MessageJson.Read<DeliveryContent>(delivery.Content);
}
