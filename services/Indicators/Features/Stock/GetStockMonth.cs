using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Stock;

public static class GetStockMonth
{
    /// <param name="Document">As lists of documents name it.</param>
    /// <param name="Month"><c>2026-10</c>.</param>
    /// <param name="Through">The last day that it speaks of.</param>
    /// <param name="Days">Days of the month up to that day.</param>
    /// <param name="Stocked">Claves that were there at the end of every one of the days.</param>
    /// <param name="Lines">The other claves.</param>
    /// <param name="Unknown">Claves of the formulary of which the facility has never received or counted any.</param>
    public sealed record StockMonthView(Guid Document, int Version, string Facility, string Month, DateOnly Through, int Days,
        IReadOnlyList<string> Stocked, IReadOnlyList<StockMonthLine> Lines, int Unknown);

    /// <param name="Days">Days on which its stock was known.</param>
    /// <param name="Empty">Those of them that ended without a usable piece.</param>
    /// <param name="EmptyAtEnd">The last of them did.</param>
    public sealed record StockMonthLine(string Clave, int Days, int Empty, bool EmptyAtEnd);

    [EndpointSummary("What a facility had in stock in a month, clave by clave: a document behind availability and stock-outs. version= the "
        + "one that a publication counted; else the newest. Pharmacies and warehouses see those of their facility.")]
    public static async Task<Reply<StockMonthView>> Handle(
        Guid document, int? version, Caller caller, IndicatorsDb db, CancellationToken ct)
    {
        var id = document.ToString();
        var known = await db.Documents.AsNoTracking().Where(x => x.Kind == DocumentKind.Stock && x.DocumentId == id)
            .Select(x => new { x.Facility, x.Version }).SingleOrDefaultAsync(ct);
        if (known is null)
            return Refusals.NoSuchDocument(document);
        if (OwnDocuments.MaySee(caller, Group.Facility(known.Facility)) is { } foreign)
            return foreign;
        var asked = version ?? known.Version;
        var row = await db.Log.AsNoTracking()
            .SingleOrDefaultAsync(x => x.Kind == DocumentKind.Stock && x.DocumentId == id && x.Version == asked, ct);
        if (row is null)
            return Refusals.NoSuchDocument(document);
        var said = MessageJson.Read<StockMonthStated>(row.Body);
        return new StockMonthView(document, row.Version, known.Facility, said.Month, said.Through, said.Days, said.Stocked,
            [.. said.Lines.Select(x => new StockMonthLine(x.Clave, x.Days, x.Empty, x.EmptyAtEnd))], said.Unknown);
    }
}
