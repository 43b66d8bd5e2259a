using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

public static class ListSupplyOrders
{
    /// <param name="MonthsOfStock">At the destination, of the most urgent line that still waits; null: no demand is published.</param>
    /// <param name="Ordered">Pieces of all lines.</param>
    /// <param name="Number">By which people name it: <c>OS-13-2026-04101</c>; null: of before numbers were given.</param>
    /// <param name="Late">Open after the promised day.</param>
    public sealed record Item(
        Guid Id, int Version, string State, OrderStatus Status, DateOnly IssuedOn, SourceView Source, string Destination,
        DateOnly? PromisedOn,
        bool Emergency, bool Replenishes, DateOnly? SuppliedOn, decimal? MonthsOfStock, int Lines, long Ordered, long Good, long InTransit,
        string? Number, bool Late);

    public static void MapListSupplyOrders(this IEndpointRouteBuilder orders) => orders.MapGet("/supply-orders", Handle)
        .WithSummary(
            "Supply orders, newest first; with sort=priority the open ones, most urgent first. from and to are dates of issue, both "
            + "included; late=true leaves the open ones that were promised for a day that is past; source is a warehouse's code or a "
            + "supplier's name; clave and award are of any line; number as a person says it.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Page<Item>>> Handle(
        string? state, [OneOf(typeof(OrderStatus))] string? status, string? destination, string? source,
        [OneOf("true", "false")] string? emergency, bool? late, string? clave, Guid? award, DateOnly? from, DateOnly? to, string? number,
        [OneOf("issued", "priority")] string? sort, string? after, int? limit, Caller caller, OrdersDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var count))
            return why;
        if (sort is not (null or "issued" or "priority"))
            return Refusals.Sort("sort");
        if (emergency is not (null or "true" or "false"))
            return Refusals.Emergency("emergency");
        if (DateRules.Range(from, to) is { } range)
            return range;
        OrderStatus? wanted = null;
        if (status is not null)
        {
            OrderStatus[] named = [.. Enum.GetValues<OrderStatus>().Where(x => OrderLifecycle.Wire(x) == status)];
            if (named is not [var one])
                return Refusals.Status(string.Join(", ", Enum.GetValues<OrderStatus>().Select(OrderLifecycle.Wire)), "status");
            wanted = one;
        }
        if ((await new OrderFilter(state, destination, source).Of(db, caller, ct)).Refused(out why, out var found))
            return why;
        var rows = found.Rows;
        if (number is not null)
        {
            if (DocumentNumber.Parse(number, SupplyOrder.NumberKind).Refused(out why, out var said))
                return why;
            rows = rows.Where(x => x.Number == said);
        }
        if (clave is not null)
        {
            if (Clave.Parse(clave).Refused(out why, out var parsed))
                return why;
            rows = rows.Where(x => db.Lines.Any(line => line.OrderId == x.Id && line.Clave == parsed.Value));
        }
        if (award is not null)
            rows = rows.Where(x => db.Lines.Any(line => line.OrderId == x.Id && line.Award == award));
        var today = LateOrders.Today(db.Origin.Clock.Now());
        if (late == true)
            rows = rows.Late(today);
        if (emergency is not null)
        {
            var urgent = emergency == "true";
            rows = rows.Where(x => x.Emergency == urgent);
        }
        if (wanted is not null)
            rows = rows.Where(x => x.Status == wanted);
        // The key begins with the date.
        if (from is { } first)
            rows = rows.Where(x => x.IssueKey.CompareTo(Day(first)) >= 0);
        if (to is { } last)
            rows = rows.Where(x => x.IssueKey.CompareTo(Day(last.AddDays(1))) < 0);
        if (sort == "priority" && status is null)
            rows = rows.Where(x => x.Open);
        var page = await (sort == "priority"
            ? rows.Where(x => after == null || x.PriorityKey.CompareTo(after) > 0).OrderBy(x => x.PriorityKey)
            : rows.Where(x => after == null || x.IssueKey.CompareTo(after) < 0)
                .OrderByDescending(x => x.IssueKey)).Take(count + 1).ToListAsync(ct);
        var next = page.Count > count ? (sort == "priority" ? page[count - 1].PriorityKey : page[count - 1].IssueKey) : null;
        return new Page<Item>(await Items(db, page.Take(count).ToList(), today, ct), next);
    }

    private static string Day(DateOnly date) => $"{date:yyyyMMdd}";

    private static async Task<List<Item>> Items(OrdersDb db, List<SupplyOrder> orders, DateOnly today, CancellationToken ct)
    {
        var ids = orders.Select(x => x.Id).ToArray();
        var sums = await db.Lines.Where(x => ids.Contains(x.OrderId)).GroupBy(x => x.OrderId)
            .Select(x => new { x.Key, Lines = x.Count(), Ordered = x.Sum(l => (long)l.Ordered), Good = x.Sum(l => (long)l.Good),
                InTransit = x.Sum(l => (long)l.InTransit) })
            .ToDictionaryAsync(x => x.Key, ct);
        return [.. orders.Select(x => new Item(
            x.Id, x.Version, x.State, x.Status, x.IssuedOn, new SourceView(x.SourceKind, x.SourceId), x.Destination, x.PromisedOn,
            x.Emergency, x.Replenishes,
            x.SuppliedOn, x.PriorityMonths, sums[x.Id].Lines, sums[x.Id].Ordered, sums[x.Id].Good, sums[x.Id].InTransit, x.Number,
            x.IsLate(today)))];
    }
}
