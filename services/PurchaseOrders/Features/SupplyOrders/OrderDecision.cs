using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>The four acts of a person on an order differ in the table of transitions only.</summary>
internal static class OrderDecision
{
    public static Task<Outcome<OrderView>> Apply(OrdersDb db, Guid id, OrderAct act, string? reason, Caller caller, IfMatch match,
        CancellationToken ct) =>
        db.Write(() => Act(db, id, act, reason, caller, match, ct), ct);

    private static async Task<Outcome<OrderView>> Act(OrdersDb db, Guid id, OrderAct act, string? reason, Caller caller, IfMatch match,
        CancellationToken ct)
    {
        if (!await db.Orders.AnyAsync(x => x.Id == id, ct))
            return Refusals.NoSuchOrder("id");
        await OrderLocks.Take(db, [id], ct);
        var order = await db.Orders.SingleAsync(x => x.Id == id, ct);
        if (caller.MayActFor(FederalState.WithCode(order.State)!) is { } foreign)
            return foreign;
        var lines = await db.Lines.Where(x => x.OrderId == id).ToListAsync(ct);
        await db.Steps.Where(x => x.OrderId == id).LoadAsync(ct);
        if (OrderLifecycle.Decide(order.Status, act).Refused(out var impossible, out var next))
            return impossible;
        if (next == order.Status)
            return OrderView.Of(order, lines, db.Steps.Local);
        if (OrderLifecycle.MayDecide(act, caller.Is(Roles.Central), order.IssuedBy == caller.Subject,
            lines.Any(x => x.OverCoverage)) is { } forbidden)
            return forbidden;
        if (match.MayBe(order.Version) is { } stale)
            return stale;

        var before = order.Status;
        order.Status = next;
        db.Audit($"order.{OrderLifecycle.Wire(next)}", id.ToString());
        var progress = await OrderProgress.Load(db, order, lines, ct);
        if (act == OrderAct.Approve)
            await Approve(db, order, progress, before, ct);
        else
        {
            await progress.Update(order, ct); // what has not come is released
            progress.Publish(order, before, reason);
        }
        return OrderView.Of(order, lines, db.Steps.Local);
    }

    // The approval is a version of its own, also when what came before it makes the order be in supply at once.
    private static async Task Approve(OrdersDb db, SupplyOrder order, OrderProgress progress, OrderStatus before, CancellationToken ct)
    {
        order.ApprovedAt = db.Origin.Clock.Now();
        progress.Publish(order, before, reason: null);
        if (await progress.Update(order, ct))
            progress.Publish(order, OrderStatus.Approved, reason: null);
    }
}
