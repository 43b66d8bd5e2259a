using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Features.Stock;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Shipments;

public static class ListShipments
{
    /// <param name="On">The date of the dispatch at the sender; of the recording while it is held.</param>
    /// <param name="Lines">Lots of a clave, those too that came beyond what was sent.</param>
    /// <param name="Pieces">Picked, of all lots.</param>
    /// <param name="InTransit">Neither received nor resolved; 0 while it is held.</param>
    public sealed record Item(
        Guid Id, string? Number, int Version, string From, string To, Guid? SupplyOrder, [OneOf(typeof(ShipmentStatus))] string Status,
        DateOnly On, DateTimeOffset RecordedAt, DateTimeOffset? DispatchedAt, int Claves, int Lines, long Pieces, long Good, long Damaged,
        long InTransit);

    public static void MapListShipments(this IEndpointRouteBuilder inventory) => inventory.MapGet("/shipments", Handle)
        .WithSummary("Shipments that the caller sends or receives, the last recorded first; expected=true leaves those on their way to the "
            + "caller, missing=true those that came in part and whose other pieces are neither received nor resolved, "
            + "number=EM-13-2026-00123 finds one as it is read aloud.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Page<Item>>> Handle(
        string? to, string? from, [OneOf(typeof(ShipmentStatus))] string? status, bool? expected, bool? missing, string? number,
        string? after, int? limit, Caller caller, InventoryDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var take)
            || NewestFirst.Read(after).Refused(out why, out var last)
            || (await Ends(from, to, db, ct)).Refused(out why, out var ends)
            || ReadStatus(status).Refused(out why, out var wanted))
            return why;
        caller = await caller.WithMovingRows(db, ct);
        var rows = ends.Of(db.Shipments.AsNoTracking().VisibleTo(caller, [x => x.State, x => x.ToState], [x => x.From, x => x.To]));
        if (wanted is not null)
            rows = rows.Where(x => x.Status == wanted);
        if (expected == true)
            rows = rows.Where(x => x.Status == ShipmentStatus.Dispatched).VisibleTo(caller, x => x.ToState, x => x.To);
        if (missing == true)
            rows = rows.Where(x => x.Status == ShipmentStatus.Dispatched && x.Receptions.Any(visit => !visit.IsReversed));
        if (number is not null)
        {
            if (DocumentNumber.Parse(number, Shipment.NumberKind).Refused(out why, out var said))
                return why;
            rows = rows.Where(x => x.Number == said);
        }
        if (last is var (at, id))
            rows = rows.Where(x => x.RecordedAt <= at && (x.RecordedAt != at || x.Id.CompareTo(id) < 0));
        var page = Pages.Of(
            await rows.OrderByDescending(x => x.RecordedAt).ThenByDescending(x => x.Id).Take(take + 1).ToListAsync(ct), take,
            x => NewestFirst.Cursor(x.RecordedAt, x.Id));
        return new Page<Item>(await Items(db, page.Items, ct), page.Next);
    }

    private sealed record Places(IReadOnlyList<string>? From, IReadOnlyList<string>? To)
    {
        public IQueryable<Shipment> Of(IQueryable<Shipment> rows)
        {
            if (From is [var sender])
                rows = rows.Where(x => x.From == sender);
            else if (From is { } senders)
                rows = rows.Where(x => senders.Contains(x.From));
            return To is [var receiver] ? rows.Where(x => x.To == receiver)
                : To is { } receivers ? rows.Where(x => receivers.Contains(x.To))
                : rows;
        }
    }

    private static async Task<Outcome<Places>> Ends(string? from, string? to, InventoryDb db, CancellationToken ct) =>
        (await Listing.Read(from, null, null, db, ct)).Refused(out var why, out var sender) ? why with { Field = "from" }
        : (await Listing.Read(to, null, null, db, ct)).Refused(out why, out var receiver) ? why with { Field = "to" }
        : new Places(sender.Facilities, receiver.Facilities);

    private static Outcome<ShipmentStatus?> ReadStatus(string? text)
    {
        if (text is null)
            return (ShipmentStatus?)null;
        ShipmentStatus[] named = [.. Enum.GetValues<ShipmentStatus>().Where(x => Shipment.Name(x) == text)];
        return named is [var wanted]
            ? (ShipmentStatus?)wanted
            : Refusals.ShipmentStatuses(string.Join(", ", Enum.GetValues<ShipmentStatus>().Select(Shipment.Name)));
    }

    private static async Task<List<Item>> Items(InventoryDb db, IReadOnlyList<Shipment> shipments, CancellationToken ct)
    {
        var ids = shipments.Select(x => x.Id).ToArray();
        var sums = await db.ShipmentLots.AsNoTracking().Where(x => ids.Contains(x.Shipment)).GroupBy(x => x.Shipment)
            .Select(x => new
            {
                x.Key, Claves = x.Select(y => y.Clave).Distinct().Count(), Lines = x.Count(), Pieces = x.Sum(y => (long)y.Shipped),
                Good = x.Sum(y => (long)y.Good), Damaged = x.Sum(y => (long)y.Damaged), InTransit = x.Sum(y => (long)y.InTransit),
            })
            .ToDictionaryAsync(x => x.Key, ct);
        var now = await db.Resolve(shipments.SelectMany(x => (string[])[x.StatedSender, x.StatedReceiver]), ct);
        return [.. shipments.Select(x =>
        {
            var sum = sums[x.Id];
            return new Item(
                x.Id, x.Number, x.Version, now[x.StatedSender], now[x.StatedReceiver], x.SupplyOrder, Shipment.Name(x.Status), x.LocalDate,
                x.RecordedAt, x.IsUnderWay ? x.OccurredAt : null, sum.Claves, sum.Lines, sum.Pieces, sum.Good, sum.Damaged,
                x.IsUnderWay ? sum.InTransit : 0);
        })];
    }
}
