using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Features.Stock;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Documents;

/// <summary>The documents of one kind that the caller may see, the last recorded first.</summary>
public static class DocumentList
{
    /// <param name="Number">Of a receipt; null: it is none, or was recorded before receipts had numbers.</param>
    /// <param name="On">The date of <paramref name="OccurredAt"/> at the facility.</param>
    /// <param name="Pieces">Those that came in, left, were counted more or less than in the book, or changed their place.</param>
    /// <param name="Change">By how many pieces the stock grew as it was recorded; negative: it shrank.</param>
    /// <param name="Reversed">It was taken back: nothing of it counts.</param>
    public sealed record Item(
        Guid Id, string? Number, string Facility, DateOnly On, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, string By,
        int Lines, long Pieces, long Change, bool Reversed, string? Supplier, Guid? SupplyOrder);

    /// <param name="Facility">Null: all that the caller may see.</param>
    internal sealed record Filter(string? Facility, string? State, string? After, int? Limit, string? Number = null);

    internal static async Task<Reply<Page<Item>>> Get(
        StockDocumentKind kind, Filter filter, Caller caller, InventoryDb db, CancellationToken ct)
    {
        if (Pages.Limit(filter.Limit).Refused(out var why, out var take)
            || NewestFirst.Read(filter.After).Refused(out why, out var last)
            || (await Listing.Read(filter.Facility, null, null, db, ct)).Refused(out why, out var asked))
            return why;
        var rows = db.Documents.AsNoTracking().Where(x => x.Kind == kind)
            .VisibleTo(await caller.WithMovingRows(db, ct), x => x.State, x => x.Facility);
        if (asked.Facilities is [var facility])
            rows = rows.Where(x => x.Facility == facility);
        else if (asked.Facilities is { } codes)
            rows = rows.Where(x => codes.Contains(x.Facility));
        if (filter.State is not null)
        {
            if (FederalState.Parse(filter.State).Refused(out why, out var state))
                return why;
            rows = rows.Where(x => x.State == state.Code);
        }
        if (filter.Number is not null)
        {
            if (DocumentNumber.Parse(filter.Number, StockDocument.ReceiptNumberKind).Refused(out why, out var number))
                return why;
            rows = rows.Where(x => x.Number == number);
        }
        if (last is var (at, id))
            rows = rows.Where(x => x.RecordedAt <= at && (x.RecordedAt != at || x.Id.CompareTo(id) < 0));
        var found = await rows.OrderByDescending(x => x.RecordedAt).ThenByDescending(x => x.Id).Take(take + 1)
            .Select(x => new Row(
                x.Id, x.Number, x.StatedFacility, x.OccurredAt, x.RecordedAt, x.By, x.ReversedAt != null, x.Supplier, x.SupplyOrder,
                x.Lines, x.Pieces, x.Change, x.Lines == null ? x.Body : null))
            .ToListAsync(ct);
        var page = Pages.Of(found, take, x => NewestFirst.Cursor(x.RecordedAt, x.Id));
        var present = await db.Resolve(page.Items.Select(x => x.Facility), ct);
        var zones = await db.ZonesOf(present.Values, ct);
        return new Page<Item>([.. page.Items.Select(x => Describe(x, kind, present[x.Facility], zones[present[x.Facility]]))], page.Next);
    }

    /// <param name="Body">Null where the sums were kept.</param>
    private sealed record Row(
        Guid Id, string? Number, string Facility, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, string By, bool Reversed,
        string? Supplier, Guid? SupplyOrder, int? Lines, long? Pieces, long? Change, byte[]? Body);

    private static Item Describe(Row x, StockDocumentKind kind, string facility, string zone)
    {
        var sums = x.Body is { } body ? DocumentSums.Of(kind, body) : new(x.Lines ?? 0, x.Pieces ?? 0, x.Change ?? 0);
        return new(
            x.Id, x.Number, facility, Zones.DateAt(x.OccurredAt, zone), x.OccurredAt, x.RecordedAt, x.By,
            sums.Lines, sums.Pieces, sums.Change, x.Reversed, x.Supplier, x.SupplyOrder);
    }
}
