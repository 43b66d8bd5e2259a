using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Figures;

public static class ListDocuments
{
    private const int Chunk = 500;

    /// <param name="Folio">The number on the prescription's paper; null of orders, and where none was recorded.</param>
    /// <param name="FacilityName">As the catalogue says it now.</param>
    /// <param name="Complete">Null where the document is excluded.</param>
    /// <param name="Reason">Why it is excluded, or why a prescription is not complete; null where it is neither.</param>
    /// <param name="Numerator">What it adds to the figure's numerator: 1 or 0, or lines or pieces.</param>
    public sealed record DocumentView(Guid DocumentId, int Version, string? Folio, string Facility, string? FacilityName,
        DateOnly LocalDate, bool Included, string? Reason, bool? Complete, long Numerator, long Denominator);

    /// <param name="Total">Documents on the side; null: more than are counted by reading them.</param>
    /// <param name="Numerator">Of the figure. What is incomplete is the denominator less the numerator.</param>
    /// <param name="Reasons">Of the side <c>incomplete</c> or <c>excluded</c>: how many by why, as the figure says it.</param>
    /// <param name="AsOf">When the figure was published; of a running one when it last changed; null: there is nothing in it.</param>
    /// <param name="StandsStillSince">As the figure says it.</param>
    /// <param name="SetAside">Facts that could belong here and are in no list, as the figure says it.</param>
    /// <param name="Parked">As the figure says it.</param>
    public sealed record DocumentPage(IReadOnlyList<DocumentView> Items, string? Next, long? Total, long Numerator, long Denominator,
        IReadOnlyList<Excluded>? Reasons, DateTimeOffset? AsOf, DateTimeOffset? StandsStillSince, long SetAside, long Parked);

    private sealed record Paper(string? Folio);

    [EndpointSummary("The prescriptions, orders or statements of stock behind a figure, side by side with its numbers; as of a day, those that the publication "
        + "counted. side= numerator, denominator, incomplete or excluded, of the last two also by reason=. Pharmacies and warehouses see "
        + "those of their facility or state. Also as text/csv.")]
    public static async Task<IResult> Handle(string indicator, [Required] string? period, [OneOf(typeof(Dimension))] string? level,
        string? code, string? asOf, [OneOf("numerator", "denominator", "incomplete", "excluded")] string? side, string? reason,
        Guid? after, int? limit, [OneOf("json", "csv")] string? format, Caller caller, HttpRequest request, IndicatorsDb db,
        CancellationToken ct)
    {
        if (FigureQuery.Read(indicator, level, code, asOf).Refused(out var why, out var asked) || asked.Indicator.ReadPeriod(period)
            .Refused(out why, out var of)
            || Side(asked.Indicator, side, reason).Refused(out why, out side)
            || Pages.Limit(limit).Refused(out why, out var size) || CsvTable.IsAsked(request, format).Refused(out why, out var csv))
            return Results.Extensions.Refused(why);
        if (level is null && OwnDocuments.PlaceOf(caller) is { } own)
            asked = asked with { Group = own };
        if (asked.AsOf is null)
            asked = await asked.UnderCurrentCode(db, ct);
        if (OwnDocuments.MaySee(caller, asked.Group) is { } foreign)
            return Results.Extensions.Refused(foreign);
        var published = asked.AsOf is null ? null : await asked.PublishedOf(db, of.Text, ct);
        if (asked.AsOf is { } moment && published is null)
            return Results.Extensions.Refused(await FigureQuery.NothingPublished(db, moment, ct));
        var figure = published is null
            ? await asked.Running(db).SingleOrDefaultAsync(x => x.Period == of.Text, ct) is { } running
                ? FigureView.Of(asked.Indicator, running) : null
            : FigureView.Of(asked.Indicator, published);
        var rows = new DocumentRows(db, published is null ? asked : asked with { Group = published.Group }, of, side, reason);
        var (from, chunk) = (after?.ToString() ?? "", csv ? Chunk : Math.Min(Chunk, size + 1));
        var documents = Named(db, asked.Indicator, published is null ? rows.Running(from, chunk, ct)
            : rows.Published(from, published.Position, chunk, ct), csv ? Chunk : size + 1, ct);
        var state = await FiguresState.Read(db, asked, of.From, of.To, ct);
        var (at, setAside) = (figure?.AsOf, state.SetAside(asked.Group, of));
        if (csv)
            return new CsvTable($"{indicator}-{side}-{of.Text}",
                "document_id,version,facility,local_date,included,reason,complete,numerator,denominator,"
                + "folio,facility_name,figure_as_of,stands_still_since,set_aside,parked",
                documents.Select(x => new object?[] { x.DocumentId, x.Version, x.Facility, x.LocalDate, x.Included, x.Reason, x.Complete,
                    x.Numerator, x.Denominator, x.Folio, x.FacilityName, at, state.StandsStillSince, setAside, state.Parked }));
        var page = Pages.Of(await documents.Take(size + 1).ToListAsync(ct), size, x => x.DocumentId.ToString());
        var total = figure is null ? 0 : DocumentTotal.Of(asked.Indicator, figure, side, reason)
            ?? (await DocumentRows.Scanned(db, asked, of, ct) > DocumentTotal.MostRead ? (long?)null
                : await (published is null ? rows.Running("", Chunk, ct) : rows.Published("", published.Position, Chunk, ct))
                    .LongCountAsync(ct));
        return new ETagResult<DocumentPage>(new(page.Items, page.Next, total, figure?.Numerator ?? 0, figure?.Denominator ?? 0,
            side == "incomplete" ? figure?.Incomplete : side == "excluded" ? figure?.Excluded : null, at, state.StandsStillSince, setAside,
            state.Parked));
    }

    private static Outcome<string> Side(Indicator indicator, string? side, string? reason)
    {
        side ??= "denominator";
        if (side is not ("numerator" or "denominator" or "incomplete" or "excluded"))
            return Refusals.Side();
        IEnumerable<string> reasons = side == "excluded" ? indicator.Exclusions.Select(x => x.Reason)
            : side == "incomplete" && indicator.IsOfPrescriptions ? IndicatorStatement.AllReasons : [];
        return reason is null || reasons.Contains(reason) ? side : Refusals.Reason(reasons);
    }

    private static async IAsyncEnumerable<DocumentView> Named(IndicatorsDb db, Indicator indicator, IAsyncEnumerable<DocumentRow> rows,
        int chunk, [EnumeratorCancellation] CancellationToken ct)
    {
        var kind = DocumentKind.Of(indicator.Family);
        await foreach (var some in rows.Chunk(chunk).WithCancellation(ct))
        {
            var names = await GroupNames.Read(db, Dimension.Facility, some.Select(x => x.Facility), ct);
            var papers = kind != DocumentKind.Prescription ? [] : await db.Log.WithKeys(x => new { x.Kind, x.DocumentId, x.Version },
                some.Select(x => new { Kind = kind, DocumentId = x.Id, x.Version })).AsNoTracking()
                .Select(x => new { x.DocumentId, x.Body }).ToDictionaryAsync(x => x.DocumentId, x => MessageJson.Read<Paper>(x.Body).Folio,
                    ct);
            foreach (var x in some)
            {
                var (numerator, denominator) = (x.Counts[indicator.Numerator], x.Counts[indicator.Denominator]);
                var included = denominator > 0;
                yield return new(Guid.Parse(x.Id), x.Version, papers.GetValueOrDefault(x.Id), x.Facility,
                    names.GetValueOrDefault(x.Facility),
                    x.LocalDate, included, !included ? x.Outcome : numerator < denominator ? x.Why : null,
                    x.Outcome is Judgement.Complete or Judgement.Incomplete ? x.Outcome == Judgement.Complete : null,
                    included ? numerator : 0, denominator);
            }
        }
    }
}
