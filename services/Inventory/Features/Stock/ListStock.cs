using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Stock;

public static class ListStock
{
    /// <param name="Reserved">Pieces set aside for held shipments; part of <paramref name="OnHand"/>.</param>
    /// <param name="Expired">The lot's last day has passed at the facility.</param>
    public sealed record Item(
        string Facility, string Location, string Clave, string Lot, DateOnly ExpiresOn, string? FundingSource, StockCondition Condition,
        long OnHand, long Reserved, bool Expired);

    private sealed record Row(Balance Balance, string? Zone);

    public static void MapListStock(this IEndpointRouteBuilder inventory) => inventory.MapGet("/stock", Handle)
        .WithSummary("What is on hand, lot by lot; balances of 0 are left out, with expiresBefore also lots that expire on that "
            + "day or later.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor, Roles.Dashboard);

    private static async Task<Reply<Page<Item>>> Handle(
        string? facility, string? clave, [OneOf(typeof(StockCondition))] string? condition, DateOnly? expiresBefore, string? after,
        int? limit, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var take)
            || (await Listing.Read(facility, clave, after, db, ct)).Refused(out why, out var asked)
            || ReadCondition(condition).Refused(out why, out var wanted))
            return why;
        var balances = asked.Of(db.Balances.AsNoTracking().VisibleTo(await caller.WithMovingRows(db, ct), x => x.State, x => x.Facility))
            .Where(x => x.OnHand != 0);
        if (wanted is not null)
            balances = balances.Where(x => x.Condition == wanted);
        if (expiresBefore is not null)
            balances = balances.Where(x => x.ExpiresOn < expiresBefore);
        var rows = await balances.Take(take + 1)
            .Select(x => new Row(x, db.Facilities.Where(f => f.Code == x.Facility && f.Latest).Select(f => f.TimeZone).FirstOrDefault()))
            .ToListAsync(ct);
        var now = clock.GetUtcNow();
        var page = Pages.Of(rows, take, x => Listing.Cursor(x.Balance));
        return new Page<Item>(
            [.. page.Items.Select(x => Describe(x.Balance, Zones.DateAt(now, x.Zone ?? Zones.Of(x.Balance.State))))], page.Next);
    }

    private static Outcome<StockCondition?> ReadCondition(string? text)
    {
        if (text is null)
            return (StockCondition?)null;
        StockCondition[] named = [.. Enum.GetValues<StockCondition>().Where(x => x.Name() == text)];
        return named is [var wanted] ? (StockCondition?)wanted : Refusals.Condition();
    }

    private static Item Describe(Balance x, DateOnly today) =>
        new(
            x.Facility, x.Location, x.Clave, x.Lot, x.ExpiresOn, x.FundingSource.Length == 0 ? null : x.FundingSource, x.Condition,
            x.OnHand, x.Reserved, Holding.IsExpired(x.ExpiresOn, today));
}
