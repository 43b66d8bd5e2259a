using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

public static class ListLinesToSend
{
    /// <param name="Number">Of the order; null: of before numbers were given.</param>
    /// <param name="Supplied">Received and usable on arrival.</param>
    /// <param name="ToSend">Neither received nor on the way, 1 or more.</param>
    /// <param name="MonthsOfStock">Of the clave at the destination; null: no demand is published.</param>
    public sealed record Item(
        Guid Order, string? Number, int Line, OrderStatus Status, string State, SourceView Source, string Destination, DateOnly IssuedOn,
        DateOnly? PromisedOn, bool Late, bool Emergency, string Clave, int Ordered, int Supplied, int InTransit, int ToSend,
        decimal? MonthsOfStock);

    public static void MapListLinesToSend(this IEndpointRouteBuilder orders) => orders.MapGet("/supply-orders/lines", Handle)
        .WithSummary("What is still to be sent of approved orders, line by line: that of which the destination's stock lasts least comes "
            + "first. source is a warehouse's code or a supplier's name.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Page<Item>>> Handle(
        string? state, string? destination, string? source, string? clave, [OneOf("priority")] string? sort, string? after, int? limit,
        Caller caller, OrdersDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var count))
            return why;
        if (sort is not (null or "priority"))
            return Refusals.LineSort("sort");
        if ((await new OrderFilter(state, destination, source).Of(db, caller, ct)).Refused(out why, out var orders))
            return why;
        var lines = db.Lines.AsNoTracking().Where(x => x.Good + x.InTransit + x.Short + x.Cancelled < x.Ordered);
        if (clave is not null)
        {
            if (Clave.Parse(clave).Refused(out why, out var parsed))
                return why;
            lines = lines.Where(x => x.Clave == parsed.Value);
        }
        var last = after ?? ""; // that of a line whose priority is not known yet
        lines = lines.Where(x => x.PriorityKey.CompareTo(last) > 0);
        var found = await lines
            .Join(
                orders.Rows.Where(x => x.Open && x.Status != OrderStatus.Issued), x => x.OrderId, x => x.Id,
                (line, order) => new { line, order })
            .OrderBy(x => x.line.PriorityKey).Take(count + 1).ToListAsync(ct);
        var today = LateOrders.Today(db.Origin.Clock.Now());
        var page = Pages.Of(found, count, x => x.line.PriorityKey);
        return new Page<Item>(
            [.. page.Items.Select(x => new Item(
                x.order.Id, x.order.Number, x.line.Line, x.order.Status, x.order.State,
                new SourceView(x.order.SourceKind, x.order.SourceId), x.order.Destination, x.order.IssuedOn, x.order.PromisedOn,
                x.order.IsLate(today), x.order.Emergency, x.line.Clave,
                x.line.Ordered, x.line.Good, x.line.InTransit, x.line.Quantities.ToCome, x.line.PriorityMonths))], page.Next);
    }
}
