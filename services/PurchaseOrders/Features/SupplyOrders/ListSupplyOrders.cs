using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

public static class ListSupplyOrders
{
    /// <param name="MonthsOfStock">At the destination, of the most urgent line that still waits; null: no demand is published.</param>
    /// <param name="Ordered">Pieces of all lines.</param>
    public sealed record Item(
        Guid Id, int Version, string State, OrderStatus Status, DateOnly IssuedOn, SourceView Source, string Destination,
        DateOnly? PromisedOn,
        bool Emergency, bool Replenishes, DateOnly? SuppliedOn, decimal? MonthsOfStock, int Lines, long Ordered, long Good, long InTransit);

    public static void MapListSupplyOrders(this IEndpointRouteBuilder orders) => orders.MapGet("/supply-orders", Handle)
        .WithSummary("Supply orders, newest first; with sort=priority the open ones, most urgent first.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Page<Item>>> Handle(
        string? state, [OneOf(typeof(OrderStatus))] string? status, string? destination, [OneOf("true", "false")] string? emergency,
        [OneOf("issued", "priority")] string? sort, string? after, int? limit, Caller caller,
        OrdersDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var count))
            return why;
        if (sort is not (null or "issued" or "priority"))
            return Refusals.Sort("sort");
        if (emergency is not (null or "true" or "false"))
            return Refusals.Emergency("emergency");
        if (Read(state, status, destination, caller).Refused(out why, out var filter))
            return why;
        if (filter.Destination is { } place)
        {
            var current = (await db.Resolve(FacilityCode.Stored(place), ct)).Value;
            filter = filter with { Destination = current, Moving = [.. (await db.MovingCodes([current], ct))[current]] };
        }
        var rows = filter.Of(db.Orders.AsNoTracking(), await caller.WithMovingRows(db, ct));
        if (emergency is not null)
        {
            var wanted = emergency == "true";
            rows = rows.Where(x => x.Emergency == wanted);
        }
        if (sort == "priority" && status is null)
            rows = rows.Where(x => x.Open);
        var found = await (sort == "priority"
            ? rows.Where(x => after == null || x.PriorityKey.CompareTo(after) > 0).OrderBy(x => x.PriorityKey)
            : rows.Where(x => after == null || x.IssueKey.CompareTo(after) < 0)
                .OrderByDescending(x => x.IssueKey)).Take(count + 1).ToListAsync(ct);
        var next = found.Count > count ? (sort == "priority" ? found[count - 1].PriorityKey : found[count - 1].IssueKey) : null;
        return new Page<Item>(await Items(db, found.Take(count).ToList(), ct), next);
    }

    private sealed record Filter(string? State, OrderStatus? Status, string? Destination)
    {
        /// <summary>Codes under which orders were recorded that are still to be given that of <see cref="Destination"/>.</summary>
        public IReadOnlyList<string> Moving { get; init; } = [];

        // A facility sees what comes to it, and a warehouse what it is to send.
        public IQueryable<SupplyOrder> Of(IQueryable<SupplyOrder> all, Caller caller)
        {
            var rows = caller.HasMovingRows
                ? all.VisibleTo(
                    caller, x => x.State, x => x.Destination, x => x.SourceId, x => x.StatedDestination, x => x.StatedSource)
                : all.VisibleTo(caller, x => x.State, x => x.Destination, x => x.SourceId);
            if (State is not null)
                rows = rows.Where(x => x.State == State);
            if (Status is not null)
                rows = rows.Where(x => x.Status == Status);
            return Destination is null ? rows
                : Moving.Count == 0 ? rows.Where(x => x.Destination == Destination)
                : rows.Where(x =>
                    x.Destination == Destination || x.StatedDestination == Destination || Moving.Contains(x.StatedDestination));
        }
    }

    private static Outcome<Filter> Read(string? state, string? status, string? destination, Caller caller)
    {
        var filter = new Filter(null, null, null);
        if (state is not null)
        {
            if (FederalState.Parse(state).Refused(out var why, out var entity))
                return why;
            if (caller.MayActFor(entity) is { } foreign)
                return foreign;
            filter = filter with { State = entity.Code };
        }
        if (destination is not null)
        {
            if (FacilityCode.Parse(destination, "destination").Refused(out var why, out var place))
                return why;
            filter = filter with { Destination = place.Value };
        }
        if (status is null)
            return filter;
        OrderStatus[] named = [.. Enum.GetValues<OrderStatus>().Where(x => OrderLifecycle.Wire(x) == status)];
        return named is [var wanted]
            ? filter with { Status = wanted }
            : Refusals.Status(string.Join(", ", Enum.GetValues<OrderStatus>().Select(OrderLifecycle.Wire)), "status");
    }

    private static async Task<List<Item>> Items(OrdersDb db, List<SupplyOrder> orders, CancellationToken ct)
    {
        var ids = orders.Select(x => x.Id).ToArray();
        var sums = await db.Lines.Where(x => ids.Contains(x.OrderId)).GroupBy(x => x.OrderId)
            .Select(x => new { x.Key, Lines = x.Count(), Ordered = x.Sum(l => (long)l.Ordered), Good = x.Sum(l => (long)l.Good),
                InTransit = x.Sum(l => (long)l.InTransit) })
            .ToDictionaryAsync(x => x.Key, ct);
        return [.. orders.Select(x => new Item(
            x.Id, x.Version, x.State, x.Status, x.IssuedOn, new SourceView(x.SourceKind, x.SourceId), x.Destination, x.PromisedOn,
            x.Emergency, x.Replenishes,
            x.SuppliedOn, x.PriorityMonths, sums[x.Id].Lines, sums[x.Id].Ordered, sums[x.Id].Good, sums[x.Id].InTransit))];
    }
}
