using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Reference;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Awards;

public static class ListAwards
{
    /// <param name="Max">Pieces of the buyers that are shown, as are the other sums.</param>
    /// <param name="Ordered">Pieces committed: ordered less cancelled and closed short.</param>
    /// <param name="Left">Pieces that may still be ordered.</param>
    /// <param name="Exposure">Pieces of the minima that are not ordered yet: they must be bought.</param>
    /// <param name="Buyers">All of them, or the one that was asked for.</param>
    public sealed record Item(
        Guid Id, int Version, string Supplier, string Clave, DateOnly From, DateOnly To, decimal UnitPrice, string? FundingSource,
        long Min, long Max, long Ordered, long Supplied, long Left, long Exposure, IReadOnlyList<AwardBuyerView> Buyers);

    public static void MapListAwards(this IEndpointRouteBuilder orders) => orders.MapGet("/awards", Handle)
        .WithSummary("Awards, those that end first before the others, with what each buyer has ordered, received, may still and must still "
            + "order. endsBefore: their last day is before that date; validOn: an order may be issued against them on that day.")
        .Allow(Scope.Nation, Roles.Central, Roles.State, Roles.Warehouse, Roles.Auditor);

    private static async Task<Reply<Page<Item>>> Handle(
        string? clave, string? supplier, string? buyer, DateOnly? endsBefore, DateOnly? validOn, string? after, int? limit, OrdersDb db,
        CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        if ((DateRules.Queried(endsBefore, "endsBefore") ?? DateRules.Queried(validOn, "validOn")) is { } year)
            return year;
        var rows = db.Awards.AsNoTracking();
        if (clave is not null)
        {
            if (Clave.Parse(clave).Refused(out why, out var of))
                return why;
            rows = rows.Where(x => x.Clave == of.Value);
        }
        if (supplier is not null)
        {
            if (Codes.Normalise(supplier) is not { Length: >= 1 and <= 200 } name)
                return Refusals.Supplier("supplier");
            rows = rows.Where(x => x.Supplier == name);
        }
        if ((await Buyer(db, buyer, ct)).Refused(out why, out var code))
            return why;
        if (code.Length > 0)
            rows = rows.Where(x => db.AwardBuyers.Any(part => part.AwardId == x.Id && part.Buyer == code));
        if (endsBefore is not null)
            rows = rows.Where(x => x.ValidTo < endsBefore);
        if (validOn is not null)
            rows = rows.Where(x => x.ValidFrom <= validOn && x.ValidTo >= validOn);
        if (after is not null)
        {
            if (after.Split('_') is not [var date, var text] || !Guid.TryParse(text, out var id)
                || !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last))
                return Refusals.Cursor("after");
            rows = rows.Where(x => x.ValidTo >= last && (x.ValidTo != last || x.Id.CompareTo(id) > 0));
        }
        var page = Pages.Of(
            await rows.OrderBy(x => x.ValidTo).ThenBy(x => x.Id).Take(size + 1).ToListAsync(ct), size,
            x => $"{x.ValidTo:yyyy-MM-dd}_{x.Id}");
        return new Page<Item>(await Items(db, [.. page.Items], code, ct), page.Next);
    }

    // Parts may have been recorded under a name that the catalogue did not know then.
    private static async Task<Outcome<string>> Buyer(OrdersDb db, string? written, CancellationToken ct)
    {
        if (Codes.Normalise(written) is not { Length: > 0 } name)
            return "";
        if ((await BuyerDirectory.Load(db, ct)).Find(name) is { } known)
            return known.Code;
        return await db.AwardBuyers.AnyAsync(x => x.Buyer == name, ct) ? name : Refusals.UnknownBuyer(Codes.Show(written), "buyer");
    }

    private static async Task<List<Item>> Items(OrdersDb db, List<Award> awards, string buyer, CancellationToken ct)
    {
        Guid[] ids = [.. awards.Select(x => x.Id)];
        var parts = (await db.AwardBuyers.AsNoTracking().Where(x => ids.Contains(x.AwardId) && (buyer == "" || x.Buyer == buyer))
            .ToListAsync(ct)).ToLookup(x => x.AwardId);
        var supplied = await AwardSums.Supplied(db, ids, ct);
        return awards.ConvertAll(x =>
        {
            var buyers = AwardBuyerView.Of(parts[x.Id], supplied);
            return new Item(
                x.Id, x.Version, x.Supplier, x.Clave, x.ValidFrom, x.ValidTo, x.UnitPrice, x.FundingSource, buyers.Sum(b => b.Min),
                buyers.Sum(b => b.Max), buyers.Sum(b => b.Ordered), buyers.Sum(b => b.Supplied), buyers.Sum(b => b.Left),
                buyers.Sum(b => b.Exposure), buyers);
        });
    }
}
