using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.Priorities;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

public static class SplitStock
{
    // Each clave comes with the lines of every destination, a thousand and more at a central warehouse.
    private const int DefaultLimit = 10;
    private const int MaxLimit = 50;

    /// <param name="AtHand">Usable pieces at the warehouse, as inventory last said.</param>
    /// <param name="ToSend">Pieces that its approved orders wait for, 1 or more.</param>
    /// <param name="Proposed">The smaller of the two: the sum of the lines.</param>
    /// <param name="Lines">The emptiest destination first.</param>
    public sealed record Item(string Clave, string? Ven, long AtHand, long ToSend, long Proposed, IReadOnlyList<Share> Lines);

    /// <param name="Number">Of the order; null: of before numbers were given.</param>
    /// <param name="Proposed">Of the line's pieces; 0 to <paramref name="ToSend"/>.</param>
    /// <param name="MonthsBefore">Of stock at the destination; null: no demand is published.</param>
    /// <param name="MonthsAfter">The same once all that is proposed for the destination is there.</param>
    public sealed record Share(
        Guid Order, string? Number, int Line, string Destination, bool Emergency,
        DateOnly? PromisedOn, int ToSend, long Proposed, decimal? MonthsBefore, decimal? MonthsAfter);

    public static void MapSplitStock(this IEndpointRouteBuilder orders) => orders.MapGet("/supply-orders/split", Handle)
        .WithSummary("How what a warehouse has could be shared among the destinations that wait for it: each clave brings all of them to "
            + "the same months of stock, vital claves first. A proposal: nothing is reserved.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.State, Roles.Central);

    /// <param name="source">The warehouse by any of its codes; the caller's own where nothing is said.</param>
    private static async Task<Reply<Page<Item>>> Handle(
        string? source, string? clave, string? after, int? limit, Caller caller, OrdersDb db, CancellationToken ct)
    {
        if (limit is < 1 or > MaxLimit)
            return Refusals.SplitLimit(MaxLimit, "limit");
        if (FacilityCode.Parse(source ?? caller.Facility, "source").Refused(out var why, out var warehouse))
            return why;
        warehouse = await db.Resolve(warehouse, ct);
        if (caller.MayActFor(warehouse, "source") is { } foreign)
            return foreign;
        var lines = await Waiting(db, warehouse, ct);
        if (clave is not null)
        {
            if (Clave.Parse(clave).Refused(out why, out var parsed))
                return why;
            lines = lines.Where(x => x.Line.Clave == parsed.Value);
        }
        var waiting = await lines.Select(x => x.Line.Clave).Distinct().ToListAsync(ct);
        var known = await db.Items.Where(x => waiting.Contains(x.Clave)).Select(x => new { x.Clave, x.Ven })
            .ToDictionaryAsync(x => x.Clave, x => x.Ven, StringComparer.Ordinal, ct);
        var ven = waiting.ToDictionary(x => x, x => known.GetValueOrDefault(x), StringComparer.Ordinal);
        var next = ven.Keys.Select(x => (Key: KeyOf(ven[x], x), Clave: x)).Where(x => string.CompareOrdinal(x.Key, after) > 0)
            .OrderBy(x => x.Key, StringComparer.Ordinal).Take((limit ?? DefaultLimit) + 1).ToList();
        var page = Pages.Of(next, limit ?? DefaultLimit, x => x.Key);
        var claves = page.Items.Select(x => x.Clave).ToList();
        var found = await lines.Where(x => claves.Contains(x.Line.Clave)).OrderBy(x => x.Line.PriorityKey).ToListAsync(ct);
        var stock = await OrderPriorities.Load(
            db, [.. found.Select(x => x.Order).DistinctBy(x => x.Id)], [.. found.Select(x => x.Line)], ct);
        var atHand = await db.Positions.Where(x => x.CurrentFacility == warehouse.Value && claves.Contains(x.Clave))
            .GroupBy(x => x.Clave).Select(x => new { x.Key, Usable = x.Sum(y => y.Usable) })
            .ToDictionaryAsync(x => x.Key, x => x.Usable, ct);
        var byClave = found.ToLookup(x => x.Line.Clave);
        return new Page<Item>(
            [.. claves.Select(x => Split(x, ven[x], atHand.GetValueOrDefault(x), [.. byClave[x]], stock))], page.Next);
    }

    private sealed class Open
    {
        public required SupplyOrder Order { get; init; }
        public required OrderLine Line { get; init; }
    }

    private static async Task<IQueryable<Open>> Waiting(OrdersDb db, FacilityCode warehouse, CancellationToken ct) =>
        db.Lines.AsNoTracking().Where(x => x.Good + x.InTransit + x.Short + x.Cancelled < x.Ordered).Join(
            (await OrderFilter.OfWarehouse(db, db.Orders.AsNoTracking(), warehouse, ct))
                .Where(x => x.Open && x.Status != OrderStatus.Issued),
            x => x.OrderId, x => x.Id, (line, order) => new Open { Order = order, Line = line });

    // Vital, essential, the rest.
    private static string KeyOf(string? ven, string clave) => $"{ven switch { "V" => 0, "E" => 1, _ => 2 }}{clave}";

    /// <param name="found">The most urgent first.</param>
    private static Item Split(string clave, string? ven, long atHand, List<Open> found, OrderPriorities stock)
    {
        var destinations = found.GroupBy(x => x.Order.Destination).Select(x => (
            Stock: stock.StockOf(x.First().Order, clave),
            Lines: x.OrderByDescending(y => y.Order.Emergency).ToList())).ToList();
        var given = StockSplit.Of(atHand, [.. destinations.Select(x => new StockSplit.Need(
            x.Stock.Usable + x.Stock.InTransit, x.Stock.Monthly, x.Lines.Sum(y => (long)y.Line.Quantities.ToCome)))]);
        var lines = new List<Share>();
        foreach (var (destination, pieces) in destinations.Zip(given))
        {
            var (usable, inTransit, monthly) = destination.Stock;
            var (before, afterwards) = (Priority.MonthsOfStock(usable, inTransit, monthly),
                Priority.MonthsOfStock(usable, inTransit + pieces, monthly));
            var left = pieces;
            foreach (var (order, line) in destination.Lines.Select(x => (x.Order, x.Line)))
            {
                var own = Math.Min(left, line.Quantities.ToCome);
                left -= own;
                lines.Add(new(
                    order.Id, order.Number, line.Line, order.Destination, order.Emergency, order.PromisedOn, line.Quantities.ToCome, own,
                    before, afterwards));
            }
        }
        return new(clave, ven, atHand, lines.Sum(x => (long)x.ToSend), lines.Sum(x => x.Proposed), lines);
    }
}
