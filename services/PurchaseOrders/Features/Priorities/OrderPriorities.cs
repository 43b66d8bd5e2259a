using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.SupplyOrders;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Priorities;

/// <summary>
/// How urgent orders are, by the stock at their destinations and the monthly demand of their buyers. What it depends on is read once
/// for all of them.
/// </summary>
internal sealed class OrderPriorities
{
    private ILookup<(string Buyer, string Clave), MonthlyDemand> demand = null!;
    private ILookup<(string Facility, string Clave), Position> stock = null!;
    private Dictionary<string, string?> ven = [];
    private HashSet<string> rural = [];
    private List<(string? Buyer, string State, int Count)> units = [];
    private HashSet<string> stateBuyers = [];
    private DateOnly today;

    /// <param name="lines">Of all the orders.</param>
    public static async Task<OrderPriorities> Load(
        OrdersDb db, IReadOnlyCollection<SupplyOrder> orders, IReadOnlyCollection<OrderLine> lines, CancellationToken ct)
    {
        var today = Zones.DateAt(db.Origin.Clock.Now(), Zones.Default);
        var claves = lines.ToLookup(x => x.OrderId, x => x.Clave);
        var all = lines.Select(x => x.Clave).Distinct().ToList();
        var demand = await Demand(db, orders.Where(x => x.Buyer is not null).SelectMany(x => claves[x.Id].Select(y => (x.Buyer!, y))), ct);
        // What is heard of the unit under its present code and under those that it had.
        await db.Positions.WithKeys(
            x => new { x.CurrentFacility, x.Clave },
            orders.SelectMany(x => claves[x.Id].Select(clave => new { CurrentFacility = x.Destination, Clave = clave }))).LoadAsync(ct);
        var destinations = orders.Select(x => x.Destination).Distinct().ToList();
        var priorities = new OrderPriorities
        {
            today = today, demand = demand, stock = db.Positions.Local.ToLookup(x => (x.CurrentFacility, x.Clave)),
            ven = await db.Items.Where(x => all.Contains(x.Clave)).Select(x => new { x.Clave, x.Ven })
                .ToDictionaryAsync(x => x.Clave, x => x.Ven, ct),
            rural = await db.Facilities.Where(x => destinations.Contains(x.Code) && x.Latest && x.Rural == true).Select(x => x.Code)
                .ToHashSetAsync(ct),
        };
        await priorities.LoadUnits(db, [.. orders.Where(x => !x.Replenishes && claves[x.Id].Any(y => demand.Contains((x.Buyer!, y))))], ct);
        return priorities;
    }

    /// <summary>
    /// Gives the lines their priorities, and the order that of its most urgent line that still waits for pieces. The caller has locked it.
    /// </summary>
    public void Set(SupplyOrder order, IEnumerable<OrderLine> lines)
    {
        var isRural = rural.Contains(order.Destination);
        var most = new Priority(null, null, isRural, order.IssuedOn, order.Id);
        foreach (var line in lines)
        {
            var own = most with { Months = Months(order, line.Clave), Ven = ven.GetValueOrDefault(line.Clave) };
            (line.PriorityKey, line.PriorityMonths) = (own.KeyOf(line.Line), own.Months);
            if (line.Quantities.ToCome > 0 && own < most)
                most = own;
        }
        (order.PriorityKey, order.PriorityMonths) = (most.Key, most.Months);
    }

    /// <summary>The same for stored orders.</summary>
    public static async Task Set(OrdersDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
            return;
        await OrderLocks.Take(db, ids, ct);
        var orders = await db.Orders.Where(x => ids.Contains(x.Id)).ToListAsync(ct);
        var lines = await db.Lines.Where(x => ids.Contains(x.OrderId)).ToListAsync(ct);
        var (priorities, byOrder) = (await Load(db, orders, lines, ct), lines.ToLookup(x => x.OrderId));
        foreach (var order in orders)
        {
            priorities.Set(order, byOrder[order.Id]);
            order.PriorityDone = order.PriorityMark;
        }
    }

    /// <summary>The buyer's approved pieces a month of those claves that have any, by the demand that applies on the date.</summary>
    public static async Task<Dictionary<string, decimal>> MonthlyDemandOf(
        OrdersDb db, string? buyer, string[] claves, DateOnly on, CancellationToken ct) =>
        buyer is null ? [] : (await Demand(db, claves.Select(x => (buyer, x)), ct)).ToDictionary(
            x => x.Key.Clave, x => Applicable(x, on), StringComparer.Ordinal);

    private static async Task<ILookup<(string Buyer, string Clave), MonthlyDemand>> Demand(
        OrdersDb db, IEnumerable<(string Buyer, string Clave)> pairs, CancellationToken ct) =>
        (await db.MonthlyDemands.WithKeys(x => new { x.Buyer, x.Clave }, pairs.Select(x => new { x.Buyer, x.Clave })).AsNoTracking()
            .ToListAsync(ct)).ToLookup(x => (x.Buyer, x.Clave));

    private static decimal Applicable(IEnumerable<MonthlyDemand> rows, DateOnly on) => Coverage.Applicable(
        rows.OrderBy(x => x.Period, StringComparer.Ordinal).Select(x => (x.BeginsOn, x.Monthly)), on)!.Value;

    private decimal? Months(SupplyOrder order, string clave)
    {
        var (usable, inTransit, monthly) = StockOf(order, clave);
        return Priority.MonthsOfStock(usable, inTransit, monthly);
    }

    /// <summary>
    /// What the order's destination has of a clave and uses a month; null: no demand is published. A pair of which Inventory has said
    /// nothing has nothing.
    /// </summary>
    public (long Usable, long InTransit, decimal? Monthly) StockOf(SupplyOrder order, string clave)
    {
        var here = stock[(order.Destination, clave)];
        return (here.Sum(x => x.Usable), here.Sum(x => x.InTransit), order.Buyer is { } buyer && demand.Contains((buyer, clave))
            ? Priority.ShareOf(Applicable(demand[(buyer, clave)], today), order.Replenishes, Units(order))
            : null);
    }

    // A unit for which the catalogue names no buyer is its state's, as at issue.
    private int Units(SupplyOrder order) => order.Replenishes ? 1 : units
        .Where(x => x.Buyer == order.Buyer || (x.Buyer is null && x.State == order.State && stateBuyers.Contains(order.Buyer!)))
        .Sum(x => x.Count);

    private async Task LoadUnits(OrdersDb db, IReadOnlyCollection<SupplyOrder> orders, CancellationToken ct)
    {
        if (orders.Count == 0)
            return;
        var (buyers, states) = (orders.Select(x => x.Buyer).Distinct().ToList(), orders.Select(x => x.State).Distinct().ToList());
        stateBuyers = await db.Buyers.Where(x => buyers.Contains(x.Code) && x.Kind == "state").Select(x => x.Code).ToHashSetAsync(ct);
        units = [.. (await db.Facilities
            .Where(x => x.Latest && x.Kind != "stateWarehouse" && x.Kind != "centralWarehouse"
                && (x.ClosesOn == null || x.ClosesOn >= today)
                && (buyers.Contains(x.Buyer) || (x.Buyer == null && states.Contains(x.State))))
            .GroupBy(x => new { x.Buyer, x.State }).Select(x => new { x.Key.Buyer, x.Key.State, Count = x.Count() }).ToListAsync(ct))
            .Select(x => (x.Buyer, x.State, x.Count))];
    }
}
