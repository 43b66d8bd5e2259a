using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

#pragma warning disable CA1309 // the database compares, by its own collation; no other comparison is translated

namespace Supply.Inventory.Features.Stock;

public static class ListExpiry
{
    private const int DaysAhead = 90;
    private const int MostDaysAhead = 400;

    /// <param name="Code">The state, facility or clave.</param>
    /// <param name="OnHand">All pieces, in whatever condition.</param>
    /// <param name="Expired">Of them, those of lots whose last day has passed where they are.</param>
    /// <param name="NearExpiry">Usable pieces of lots that expire within the days that were asked for.</param>
    /// <param name="ExpiredShare">Per cent of <paramref name="OnHand"/>, 2 decimals, half away from zero.</param>
    public sealed record Item(string Code, long OnHand, long Expired, long NearExpiry, decimal ExpiredShare);

    public static void MapListExpiry(this IEndpointRouteBuilder inventory) => inventory.MapGet("/stock/expiry", Handle)
        .WithSummary("Pieces on hand that have expired, and usable ones that expire within some days (90 unless said), by state, facility "
            + "or clave; of one state, facility or clave where it is named.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor, Roles.Dashboard);

    private static async Task<Reply<Page<Item>>> Handle(
        [OneOf("state", "facility", "clave")] string? by, string? state, string? facility, string? clave, int? within, string? after,
        int? limit, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var take)
            || (await Listing.Read(facility, clave, null, db, ct)).Refused(out why, out var asked))
            return why;
        if (within is < 0 or > MostDaysAhead)
            return Refusals.Within(MostDaysAhead);
        if (by is not (null or "state" or "facility" or "clave"))
            return Refusals.ExpiryBy();
        var balances = asked.Asked(db.Balances.AsNoTracking()
            .VisibleTo(await caller.WithMovingRows(db, ct), x => x.State, x => x.Facility)).Where(x => x.OnHand > 0);
        if (state is not null)
        {
            if (FederalState.Parse(state).Refused(out why, out var entity))
                return why;
            balances = balances.Where(x => x.State == entity.Code);
        }
        var (early, late, zones, states) = await WallDates.At(clock.GetUtcNow(), db, ct);
        var days = within ?? DaysAhead;
        var (lastEarly, lastLate) = (early.AddDays(days), late.AddDays(days));
        var from = Texts.Line(after);
        var page = await balances
            .LeftJoin(db.Facilities.Where(x => x.Latest), x => x.Facility, x => x.Code, (x, place) => new
            {
                Code = by == "facility" ? x.Facility : by == "clave" ? x.Clave : x.State, x.OnHand, x.Condition, x.ExpiresOn,
                IsEarly = place != null ? zones.Contains(place.TimeZone) : states.Contains(x.State),
            })
            .Where(x => string.Compare(x.Code, from) > 0)
            .GroupBy(x => x.Code)
            .Select(x => new
            {
                x.Key,
                OnHand = x.Sum(y => y.OnHand),
                Expired = x.Sum(y => y.ExpiresOn < (y.IsEarly ? early : late) ? y.OnHand : 0),
                Near = x.Sum(y => y.Condition == StockCondition.Usable && y.ExpiresOn >= (y.IsEarly ? early : late)
                    && y.ExpiresOn <= (y.IsEarly ? lastEarly : lastLate) ? y.OnHand : 0),
            })
            .OrderBy(x => x.Key).Take(take + 1).ToListAsync(ct);
        return Pages.Of(page.ConvertAll(x => new Item(x.Key, x.OnHand, x.Expired, x.Near,
            Math.Round(100m * x.Expired / x.OnHand, 2, MidpointRounding.AwayFromZero))), take, x => x.Code);
    }
}
