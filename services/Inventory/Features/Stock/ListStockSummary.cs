using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

#pragma warning disable CA1309 // the database compares, by its own collation; no other comparison is translated

namespace Supply.Inventory.Features.Stock;

public static class ListStockSummary
{
    /// <param name="Known">
    /// Facilities that have received or counted the clave; where it is 0, nobody knows whether there is any, and 0 pieces say nothing.
    /// </param>
    /// <param name="Usable">Pieces that may be handed out today: usable and not expired. Those set aside are among them.</param>
    /// <param name="Reserved">Set aside for held shipments, of whatever lot.</param>
    /// <param name="Quarantined">In quarantine, expired or not.</param>
    /// <param name="Expired">Usable but for the date.</param>
    /// <param name="InTransit">On their way there: dispatched, neither received nor resolved.</param>
    /// <param name="FirstExpiry">The first last day of the usable pieces.</param>
    public sealed record Item(
        string Clave, int Known, long Usable, long Reserved, long Quarantined, long Damaged, long Expired, long InTransit,
        DateOnly? FirstExpiry);

    public static void MapListStockSummary(this IEndpointRouteBuilder inventory) => inventory.MapGet("/stock/summary", Handle)
        .WithSummary("Stock by clave of a facility, a state or all that the caller may see, those too of which nothing is left. How long "
            + "it lasts: GET /planning/months-of-stock.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor, Roles.Dashboard);

    private static async Task<Reply<Page<Item>>> Handle(
        string? state, string? facility, string? clave, string? after, int? limit, Caller caller, InventoryDb db, TimeProvider clock,
        CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var take)
            || (await Listing.Read(facility, clave, null, db, ct)).Refused(out why, out var asked))
            return why;
        caller = await caller.WithMovingRows(db, ct);
        var pairs = asked.Asked(db.Pairs.AsNoTracking().VisibleTo(caller, x => x.State, x => x.Facility));
        var balances = asked.Asked(db.Balances.AsNoTracking().VisibleTo(caller, x => x.State, x => x.Facility)).Where(x => x.OnHand > 0);
        if (state is not null)
        {
            if (FederalState.Parse(state).Refused(out why, out var entity))
                return why;
            (pairs, balances) = (pairs.Where(x => x.State == entity.Code), balances.Where(x => x.State == entity.Code));
        }
        var from = Texts.Line(after);
        var rows = await pairs.Where(x => string.Compare(x.Clave, from) > 0)
            .GroupBy(x => x.Clave)
            .Select(x => new
            {
                Clave = x.Key, Known = x.Sum(y => y.KnownFrom != null ? 1 : 0), InTransit = x.Sum(y => y.InTransit),
            })
            .OrderBy(x => x.Clave).Take(take + 1).ToListAsync(ct);
        var page = Pages.Of(rows, take, x => x.Clave);
        var there = await OnHand(balances, page.Items.Select(x => x.Clave).ToList(), clock.GetUtcNow(), db, ct);
        return new Page<Item>(
            [.. page.Items.Select(x => (there.GetValueOrDefault(x.Clave) ?? new Item(x.Clave, 0, 0, 0, 0, 0, 0, 0, null)) with
            {
                Known = x.Known, InTransit = x.InTransit,
            })], page.Next);
    }

    private static async Task<Dictionary<string, Item>> OnHand(
        IQueryable<Balance> balances, List<string> claves, DateTimeOffset now, InventoryDb db, CancellationToken ct)
    {
        var (early, late, zones, states) = await WallDates.At(now, db, ct);
        var sums = await balances.Where(x => claves.Contains(x.Clave))
            .LeftJoin(db.Facilities.Where(x => x.Latest), x => x.Facility, x => x.Code, (x, place) => new
            {
                x.Clave, x.OnHand, x.Reserved, x.Condition, x.ExpiresOn,
                Today = (place != null ? zones.Contains(place.TimeZone) : states.Contains(x.State)) ? early : late,
            })
            .GroupBy(x => x.Clave)
            .Select(x => new
            {
                x.Key,
                Usable = x.Sum(y => y.Condition == StockCondition.Usable && y.ExpiresOn >= y.Today ? y.OnHand : 0),
                Reserved = x.Sum(y => y.Reserved),
                Quarantined = x.Sum(y => y.Condition == StockCondition.Quarantine ? y.OnHand : 0),
                Damaged = x.Sum(y => y.Condition == StockCondition.Damaged ? y.OnHand : 0),
                Expired = x.Sum(y => y.Condition == StockCondition.Usable && y.ExpiresOn < y.Today ? y.OnHand : 0),
                FirstExpiry = x.Min(y => y.Condition == StockCondition.Usable && y.ExpiresOn >= y.Today ? (DateOnly?)y.ExpiresOn : null),
            })
            .ToListAsync(ct);
        return sums.ToDictionary(x => x.Key, x => new Item(
            x.Key, 0, x.Usable, x.Reserved, x.Quarantined, x.Damaged, x.Expired, 0, x.FirstExpiry), StringComparer.Ordinal);
    }
}
