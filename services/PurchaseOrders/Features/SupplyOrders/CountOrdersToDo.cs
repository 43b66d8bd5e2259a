using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Operations;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>Orders that wait for the caller to decide, and those of the caller's that are late.</summary>
internal static class CountOrdersToDo
{
    public static async Task<IReadOnlyList<ToDoCount>> Of(OrdersDb db, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        if (!caller.Is(Roles.State) && !caller.Is(Roles.Central) && !caller.Is(Roles.Warehouse) && !caller.Is(Roles.Pharmacy))
            return [];
        var visible = db.Orders.AsNoTracking().VisibleTo(caller, x => x.State, x => x.Destination, x => x.SourceId);
        var counts = new List<ToDoCount>
        {
            new("orders-late", await visible.Late(LateOrders.Today(now)).LongCountAsync(ct)),
        };
        if (!caller.Is(Roles.State) && !caller.Is(Roles.Central))
            return counts;
        var (issued, subject) = (visible.Where(x => x.Status == OrderStatus.Issued), caller.Subject);
        if (!caller.Is(Roles.Central)) // what OrderLifecycle.MayDecide leaves to a state
            issued = issued.Where(x => x.IssuedBy != subject && !db.Lines.Any(l => l.OrderId == x.Id && l.OverCoverage));
        counts.Add(new("orders-to-approve", await issued.LongCountAsync(ct)));
        return counts;
    }
}
