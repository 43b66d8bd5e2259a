using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

#pragma warning disable CA1309 // the database compares, by its own collation; no other comparison is translated

namespace Supply.Inventory.Features.Stock;

public static class ListDiscrepancies
{
    /// <param name="Discrepancy">Pieces that left beyond what the book had, since the last count.</param>
    /// <param name="Since">When it was first seen.</param>
    /// <param name="Notice">
    /// Two stocks became one, and a count of one of them, at <paramref name="CountedApartAt"/>, set the balance of both.
    /// </param>
    public sealed record Item(
        string Facility, string Clave, long Discrepancy, DateTimeOffset? Since, DateTimeOffset? LastChange,
        DateTimeOffset? CountedApartAt = null, string? Notice = null);

    private const string CountAgain =
        "Dos existencias se unieron al cambiar la clave, y el conteo de una fijó la cantidad de ambas: cuente de nuevo.";

    public static void MapListDiscrepancies(this IEndpointRouteBuilder inventory) => inventory.MapGet("/discrepancies", Handle)
        .WithSummary(
            "Where more was handed out than the book had, or stocks that were counted apart became one; a count settles it.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor, Roles.Dashboard);

    private static async Task<Reply<Page<Item>>> Handle(
        string? facility, string? clave, string? after, int? limit, Caller caller, InventoryDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var take)
            || (await Listing.Read(facility, clave, after is null ? null : after + "|0", db, ct)).Refused(out why, out var asked))
            return why;
        var rows = asked.Asked(db.Pairs.AsNoTracking().VisibleTo(await caller.WithMovingRows(db, ct), x => x.State, x => x.Facility))
            .Where(x => x.Discrepancy > 0 || x.RecountSince != null);
        if (asked.After is var (f, c, _))
            rows = rows.Where(x => string.Compare(x.Facility, f) >= 0 && (x.Facility != f || string.Compare(x.Clave, c) > 0));
        var page = await rows.OrderBy(x => x.Facility).ThenBy(x => x.Clave).Take(take + 1)
            .Select(x => new Item(x.Facility, x.Clave, x.Discrepancy, x.DiscrepancySince, x.DiscrepancyChangedAt, x.RecountSince, null))
            .ToListAsync(ct);
        var told = page.ConvertAll(x => x with { Notice = x.CountedApartAt is null ? null : CountAgain });
        return Pages.Of(told, take, x => $"{x.Facility}|{x.Clave}");
    }
}
