using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.Priorities;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

public static class IssueSupplyOrder
{
    public sealed record Request(
        string? State, DateOnly? IssuedOn, SourceRequest? Source, string? Destination, DateOnly? PromisedOn, bool? Emergency,
        IReadOnlyList<LineRequest?>? Lines);

    /// <param name="Kind"><c>supplier</c> or <c>warehouse</c>.</param>
    /// <param name="Id">The supplier's name or code, or the warehouse's facility code.</param>
    public sealed record SourceRequest([OneOf(OrderDraft.Supplier, OrderDraft.Warehouse)] string? Kind, string? Id);

    /// <param name="Award">The award that a supplier's line is ordered against; none for a warehouse.</param>
    public sealed record LineRequest(string? Clave, long? Quantity, Guid? Award);

    public static void MapIssueSupplyOrder(this IEndpointRouteBuilder orders) => orders.MapPut("/supply-orders/{id:guid}", Handle)
        .WithSummary("Issues a supply order; its pieces are committed against the awards that its lines name.")
        .Allow(Scope.State, Roles.State, Roles.Central)
        .Needs(Feed.Catalogue, Feed.ApprovedDemand);

    private static async Task<Reply<OrderView>> Handle(
        Guid id, Body<Request> body, Caller caller, OrdersDb db, OrderRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (OrderReading.Read(body.Value).Refused(out var why, out var draft))
            return why;
        if (caller.MayActFor(FederalState.WithCode(draft.State)!) is { } foreign)
            return foreign;
        return await db.Write(async () =>
        {
            // before looking for a first answer, so that a simultaneous repetition does not compete with it for the award
            await OrderLocks.Take(db, [id], ct);
            var repeated = await AsFirstSpelled(id, draft, db, ct);
            return await db.Create("supplyOrder", id, Fingerprint.Of(repeated), () => Issue(id, draft, caller, db, rules, clock, ct), ct);
        }, ct);
    }

    // An order that is sent again is the same under the former and the present codes of its places.
    private static async Task<OrderDraft> AsFirstSpelled(Guid id, OrderDraft draft, OrdersDb db, CancellationToken ct)
    {
        var first = await db.Orders.AsNoTracking().Where(x => x.Id == id).Select(x => new { x.StatedDestination, x.StatedSource })
            .SingleOrDefaultAsync(ct);
        return draft with
        {
            Destination = await db.FirstSpelling(draft.Destination, first?.StatedDestination, ct),
            SourceId = draft.SourceKind == OrderDraft.Warehouse
                ? await db.FirstSpelling(draft.SourceId, first?.StatedSource, ct)
                : draft.SourceId,
        };
    }

    private static async Task<Outcome<OrderView>> Issue(
        Guid id, OrderDraft draft, Caller caller, OrdersDb db, OrderRules rules, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.Now();
        var places = await OrderPlaces.Of(db, draft, ct);
        if (draft.Fault(Zones.DateAt(now.AddHours(24), places.Zone)) is { } fault)
            return fault;
        if ((places.Fault() ?? await OrderItems.Fault(db, draft, places.Known, ct)) is { } unfit)
            return unfit;
        if (await OrderAwards.Commit(db, draft, places.Buyer, ct) is { } exhausted)
            return exhausted;

        var approved = await OrderPriorities.MonthlyDemandOf(db, places.Buyer, [.. draft.Lines.Select(x => x.Clave)], draft.IssuedOn, ct);
        var order = new SupplyOrder
        {
            Id = id, State = draft.State, Buyer = places.Buyer, SourceKind = draft.SourceKind,
            SourceId = places.Source?.Value ?? draft.SourceId, StatedSource = draft.SourceId,
            Destination = places.Destination.Value, StatedDestination = draft.Destination,
            IssuedOn = draft.IssuedOn, PromisedOn = draft.PromisedOn, Emergency = draft.Emergency,
            Unverified = places.Unverified, Replenishes = places.Replenishes, Status = OrderStatus.Issued,
            IssuedBy = caller.Subject, RecordedAt = now, IssueKey = $"{draft.IssuedOn:yyyyMMdd}{id:N}",
        };
        OrderLine[] lines = [.. draft.Lines.Select((x, i) => new OrderLine
        {
            OrderId = id, Line = i + 1, Clave = x.Clave, Award = x.Award, Ordered = x.Quantity,
            OverCoverage = !draft.Emergency
                && Coverage.IsExceeded(x.Quantity, approved.TryGetValue(x.Clave, out var monthly) ? monthly : null, rules.CoverageMonths),
        })];
        db.Orders.Add(order);
        db.Lines.AddRange(lines);
        var progress = await OrderProgress.Load(db, order, lines, ct);
        await progress.Update(order, ct); // deliveries may have been heard of before the order
        order.Number = await db.NextNumber(SupplyOrder.NumberKind, FederalState.WithCode(order.State)!, order.IssuedOn.Year, ct);
        progress.Publish(order, before: null, reason: null);
        return OrderView.Of(order, lines, db.Steps.Local);
    }
}
