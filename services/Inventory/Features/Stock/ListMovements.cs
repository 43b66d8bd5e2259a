using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Stock;

public static class ListMovements
{
    /// <param name="Quantity">Signed pieces.</param>
    /// <param name="Assumed">The document did not name this lot.</param>
    /// <param name="NamedLot">The lot that the document named, where another one was charged.</param>
    /// <param name="LinkedTo">The movement that this one reverses or follows from.</param>
    public sealed record Item(
        Guid Id, string Facility, string Location, string Clave, string Lot, DateOnly ExpiresOn, string? FundingSource,
        StockCondition Condition, long Quantity, Reason Reason,
        Document Document, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, string By, bool Assumed, string? NamedLot, Guid? LinkedTo,
        string? Note);

    /// <param name="Part">The delivery, reception or resolution within the document.</param>
    public sealed record Document(DocumentKind Kind, Guid Id, Guid? Part, int Line);

    public static void MapListMovements(this IEndpointRouteBuilder inventory) => inventory.MapGet("/movements", Handle)
        .WithSummary("The ledger, in the order of recording within each facility and clave.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Page<Item>>> Handle(
        string? facility, string? clave, string? lot, string? after, int? limit, Caller caller, InventoryDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var take)
            || (await Listing.Read(facility, clave, after, db, ct)).Refused(out why, out var asked))
            return why;
        var rows = asked.Of(db.Movements.AsNoTracking().VisibleTo(await caller.WithMovingRows(db, ct), x => x.State, x => x.Facility));
        if (lot is not null)
        {
            if (LotNumber.Parse(lot).Refused(out why, out var number))
                return why;
            rows = rows.Where(x => x.Lot == number.Value || x.NamedLot == number.Value);
        }
        var page = Pages.Of(await rows.Take(take + 1).ToListAsync(ct), take, Listing.Cursor);
        return new Page<Item>([.. page.Items.Select(Describe)], page.Next);
    }

    internal static Item Describe(Movement x) => new(
        x.Id, x.Facility, x.Location, x.Clave, x.Lot, x.ExpiresOn, x.FundingSource.Length == 0 ? null : x.FundingSource, x.Condition,
        x.Quantity, x.Reason,
        new Document(x.Document, x.DocumentId, x.PartOf == Guid.Empty ? null : x.PartOf, x.Line), x.OccurredAt, x.RecordedAt, x.By,
        x.Assumed, x.NamedLot, x.LinkedTo, x.Note);
}
