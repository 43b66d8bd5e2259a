using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

public static class GetSupplyOrder
{
    public static void MapGetSupplyOrder(this IEndpointRouteBuilder orders) => orders.MapGet("/supply-orders/{id:guid}", Handle)
        .WithSummary("A supply order with its lines' quantities, its history and what shipments and receipts brought of it.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<OrderView>> Handle(Guid id, Caller caller, OrdersDb db, CancellationToken ct)
    {
        if (await db.Orders.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, ct) is not { } order)
            return Refusals.NoSuchOrder("id");
        // The warehouse that is to send the goods reads the order too, wherever they go.
        // By the codes as they are now: the order may not have followed a change yet.
        var current = await db.Resolve([order.StatedSource, order.StatedDestination], ct);
        if (!caller.IsAt(current[order.StatedSource])
            && caller.MayActFor(FacilityCode.Stored(current[order.StatedDestination]), "id") is { } foreign)
            return foreign;
        var lines = await db.Lines.AsNoTracking().Where(x => x.OrderId == id).ToListAsync(ct);
        var steps = await db.Steps.AsNoTracking().Where(x => x.OrderId == id).ToListAsync(ct);
        var deliveries = await db.Deliveries.AsNoTracking().Where(x => x.OrderId == id).ToListAsync(ct);
        return OrderView.Of(order, lines, steps, await Left(db, order, lines, ct), deliveries);
    }

    private static Task<Dictionary<Guid, long>> Left(OrdersDb db, SupplyOrder order, List<OrderLine> lines, CancellationToken ct)
    {
        Guid[] awards = [.. lines.Select(x => x.Award).OfType<Guid>().Distinct()];
        return db.AwardBuyers.AsNoTracking().Where(x => awards.Contains(x.AwardId) && x.Buyer == order.Buyer)
            .ToDictionaryAsync(x => x.AwardId, x => x.MaxPieces - x.Committed, ct);
    }
}
