using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Inventory;
using Supply.Inventory.Features.Stock;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Recalls;

public static class ListRecalls
{
    /// <param name="Scope">A state's code, a facility's code, or null: the nation.</param>
    /// <param name="Facilities">Where pieces were set apart, of those that the caller may see.</param>
    /// <param name="Pieces">What it set apart there in all, given back or not.</param>
    public sealed record Item(
        Guid Id, int Version, string Clave, string Lot, string Reason, string? Scope, [OneOf(typeof(RecallStatus))] string Status,
        DateTimeOffset RecalledAt, string By, DateTimeOffset? LiftedAt, int Facilities, long Pieces);

    public static void MapListRecalls(this IEndpointRouteBuilder inventory) => inventory.MapGet("/recalls", Handle)
        .WithSummary("Recalls, the last declared first, with what they set apart where the caller may see it; facility leaves those that "
            + "hold there. Everybody who handles lots may read them.")
        .Allow(Scope.Nation, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Page<Item>>> Handle(
        string? facility, string? clave, string? lot, [OneOf(typeof(RecallStatus))] string? status, string? after, int? limit,
        Caller caller, InventoryDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var take) || NewestFirst.Read(after).Refused(out why, out var last))
            return why;
        if (status is not (null or RecallStatus.Recalled or RecallStatus.Lifted))
            return Refusals.RecallStatuses();
        if ((await Read(db, facility, clave, lot, ct)).Refused(out why, out var asked))
            return why;
        var rows = asked.Of(db.Recalls.AsNoTracking());
        if (status is not null)
            rows = rows.Where(x => (x.LiftedAt == null) == (status == RecallStatus.Recalled));
        if (last is var (at, id))
            rows = rows.Where(x => x.RecalledAt <= at && (x.RecalledAt != at || x.Id.CompareTo(id) < 0));
        var page = Pages.Of(
            await rows.OrderByDescending(x => x.RecalledAt).ThenByDescending(x => x.Id).Take(take + 1).ToListAsync(ct), take,
            x => NewestFirst.Cursor(x.RecalledAt, x.Id));
        return new Page<Item>(await Items(db, page.Items, await caller.WithMovingRows(db, ct), ct), page.Next);
    }

    /// <param name="Scopes">Those that hold at the facility that was asked for, the nation's aside; null: all.</param>
    private sealed record Filter(string? Clave, string? Lot, IReadOnlyList<string>? Scopes)
    {
        public IQueryable<Recall> Of(IQueryable<Recall> rows)
        {
            if (Clave is { } clave)
                rows = rows.Where(x => x.Clave == clave);
            if (Lot is { } lot)
                rows = rows.Where(x => x.Lot == lot);
            return Scopes is { } scopes ? rows.Where(x => x.Scope == null || scopes.Contains(x.Scope)) : rows;
        }
    }

    private static async Task<Outcome<Filter>> Read(InventoryDb db, string? facility, string? clave, string? lot, CancellationToken ct)
    {
        if ((await Listing.Read(facility, clave, null, db, ct)).Refused(out var why, out var asked))
            return why;
        string? number = null;
        if (lot is not null)
        {
            if (LotNumber.Parse(lot).Refused(out why, out var parsed))
                return why;
            number = parsed.Value;
        }
        return new Filter(asked.Clave, number, asked.Facilities is { } codes
            ? [.. codes, .. codes.Select(x => FacilityCode.Stored(x).State.Code).Distinct()] : null);
    }

    private static async Task<List<Item>> Items(InventoryDb db, IReadOnlyList<Recall> recalls, Caller caller, CancellationToken ct)
    {
        var ids = recalls.Select(x => x.Id).ToArray();
        var seen = db.Movements.AsNoTracking().VisibleTo(caller, x => x.State, x => x.Facility);
        var sums = await SetApart.By(db.Recalls.Where(x => ids.Contains(x.Id)), seen, db)
            .GroupBy(x => new { x.Recall, x.Facility })
            .Select(x => new { x.Key.Recall, Pieces = x.Sum(y => y.Pieces) })
            .Where(x => x.Pieces != 0) // where it is 0 the facility's stock has gone to another code
            .GroupBy(x => x.Recall)
            .Select(x => new { x.Key, Facilities = x.Count(), Pieces = x.Sum(y => y.Pieces) })
            .ToDictionaryAsync(x => x.Key, ct);
        return [.. recalls.Select(x =>
        {
            var sum = sums.GetValueOrDefault(x.Id);
            return new Item(
                x.Id, x.Version, x.Clave, x.Lot, x.Reason, x.Scope, x.LiftedAt is null ? RecallStatus.Recalled : RecallStatus.Lifted,
                x.RecalledAt, x.By, x.LiftedAt, sum?.Facilities ?? 0, sum?.Pieces ?? 0);
        })];
    }
}
