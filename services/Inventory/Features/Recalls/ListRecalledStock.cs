using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

#pragma warning disable CA1309 // the database compares, by its own collation; no other comparison is translated

namespace Supply.Inventory.Features.Recalls;

public static class ListRecalledStock
{
    /// <param name="SetApart">Pieces of the lot that went to quarantine there because of the recall.</param>
    /// <param name="GivenBack">Of them, those that were usable again when it was lifted.</param>
    /// <param name="At">When the first of them were.</param>
    public sealed record Item(string Facility, long SetApart, long GivenBack, DateTimeOffset At);

    public static void MapListRecalledStock(this IEndpointRouteBuilder inventory) => inventory
        .MapGet("/recalls/{id:guid}/facilities", Handle)
        .WithSummary("What a recall set apart at each facility that the caller may see, and what its lifting gave back.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Page<Item>>> Handle(
        Guid id, string? after, int? limit, Caller caller, InventoryDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var take))
            return why;
        if (!await db.Recalls.AnyAsync(x => x.Id == id, ct))
            return Refusals.NoSuchRecall();
        var from = Texts.Line(after);
        var seen = db.Movements.AsNoTracking().VisibleTo(await caller.WithMovingRows(db, ct), x => x.State, x => x.Facility);
        var rows = await SetApart.By(db.Recalls.Where(x => x.Id == id), seen, db)
            .Where(x => string.Compare(x.Facility, from) > 0)
            .GroupBy(x => x.Facility)
            .Select(x => new { Facility = x.Key, Pieces = x.Sum(y => y.Pieces), At = x.Min(y => y.At) })
            .Where(x => x.Pieces != 0) // where it is 0 the facility's stock has gone to another code
            .OrderBy(x => x.Facility).Take(take + 1).ToListAsync(ct);
        var facilities = rows.ConvertAll(x => x.Facility);
        var back = await seen.Where(x => x.DocumentId == id && x.Document == DocumentKind.Recall
                && x.Condition == StockCondition.Quarantine && facilities.Contains(x.Facility)
                && SetApart.LiftedBy(db).Any(f => f.DocumentId == id && f.PartOf == x.PartOf))
            .GroupBy(x => x.Facility).Select(x => new { x.Key, Pieces = -x.Sum(y => y.Quantity) })
            .ToDictionaryAsync(x => x.Key, x => x.Pieces, ct);
        var page = Pages.Of(rows, take, x => x.Facility);
        return new Page<Item>(
            [.. page.Items.Select(x => new Item(x.Facility, x.Pieces, back.GetValueOrDefault(x.Facility), x.At))], page.Next);
    }
}
