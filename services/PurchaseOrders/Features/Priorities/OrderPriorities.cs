using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.SupplyOrders;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Priorities;

/// <summary>How urgent the open orders are, by the stock at their destinations and the monthly demand of their buyers.</summary>
internal static class OrderPriorities
{
    /// <summary>Gives the order the priority of its most urgent line that still waits for pieces. The caller has the order's
    /// turn.</summary>
    public static async Task Set(OrdersDb db, SupplyOrder order, IReadOnlyCollection<OrderLine> lines, CancellationToken ct)
    {
        var waiting = lines.Where(x => x.Quantities.ToCome > 0).Select(x => x.Clave).ToArray();
        var destination = await db.Facility(FacilityCode.Stored(order.Destination), ct);
        var rural = destination?.Rural == true;
        var today = Zones.DateAt(db.Origin.Clock.Now(), Zones.Default);
        var approved = await MonthlyDemandOf(db, order.Buyer, waiting, today, ct);
        var units = approved.Count == 0 || order.Replenishes ? 1 : await Units(db, order, today, ct);
        // What is heard of the unit under its present code and under those that it had.
        await db.Positions.Where(x => x.CurrentFacility == order.Destination && waiting.Contains(x.Clave)).LoadAsync(ct);
        var stock = db.Positions.Local.Where(x => x.CurrentFacility == order.Destination).GroupBy(x => x.Clave, StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => (Usable: x.Sum(p => p.Usable), InTransit: x.Sum(p => p.InTransit)), StringComparer.Ordinal);
        var ven = await db.Items.AsNoTracking().Where(x => waiting.Contains(x.Clave))
            .ToDictionaryAsync(x => x.Clave, x => x.Ven, StringComparer.Ordinal, ct);

        var most = waiting
            .Select(clave => new Priority(Months(clave), ven.GetValueOrDefault(clave), rural, order.IssuedOn, order.Id))
            .DefaultIfEmpty(new Priority(null, null, rural, order.IssuedOn, order.Id))
            .Min()!;
        (order.PriorityKey, order.PriorityMonths) = (most.Key, most.Months);

        // A pair of which Inventory has said nothing has nothing.
        decimal? Months(string clave) => approved.TryGetValue(clave, out var monthly)
            ? Priority.MonthsOfStock(stock.GetValueOrDefault(clave).Usable, stock.GetValueOrDefault(clave).InTransit,
                Priority.ShareOf(monthly, order.Replenishes, units))
            : null;
    }

    /// <summary>The same for stored orders, one after the other in the order of their ids.</summary>
    public static async Task Set(OrdersDb db, IEnumerable<Guid> orders, CancellationToken ct)
    {
        foreach (var id in orders.Order())
        {
            await OrderTurns.Take(db, id, ct);
            var order = await db.Orders.SingleAsync(x => x.Id == id, ct);
            await Set(db, order, await db.Lines.AsNoTracking().Where(x => x.OrderId == id).ToListAsync(ct), ct);
            order.PriorityDone = order.PriorityMark;
        }
    }

    /// <summary>The buyer's approved pieces a month of those claves that have any, by the demand that applies on the date.</summary>
    public static async Task<Dictionary<string, decimal>> MonthlyDemandOf(
        OrdersDb db, string? buyer, string[] claves, DateOnly on, CancellationToken ct)
    {
        if (buyer is null)
            return [];
        var rows = await db.MonthlyDemands.AsNoTracking().Where(x => x.Buyer == buyer && claves.Contains(x.Clave))
            .Select(x => new { x.Clave, x.BeginsOn, x.Period, x.Monthly }).ToListAsync(ct);
        return rows.OrderBy(x => x.Period, StringComparer.Ordinal).GroupBy(x => x.Clave, StringComparer.Ordinal).ToDictionary(
            x => x.Key, x => Coverage.Applicable(x.Select(row => (row.BeginsOn, row.Monthly)), on)!.Value, StringComparer.Ordinal);
    }

    // A unit for which the catalogue names no buyer is its state's, as at issue.
    private static async Task<int> Units(OrdersDb db, SupplyOrder order, DateOnly today, CancellationToken ct)
    {
        var buysForState = await db.Buyers.AnyAsync(x => x.Code == order.Buyer && x.Kind == "state", ct);
        return await db.Facilities.CountAsync(x => x.Latest && x.Kind != "stateWarehouse" && x.Kind != "centralWarehouse"
            && (x.ClosesOn == null || x.ClosesOn >= today)
            && (x.Buyer == order.Buyer || (buysForState && x.Buyer == null && x.State == order.State)), ct);
    }
}
