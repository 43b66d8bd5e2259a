using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Publications;

public static class ListPublications
{
    // Each is compared with the one before it, and its documents are read.
    private const int Most = 50;

    /// <param name="Number">1 for the close, more for restatements.</param>
    /// <param name="Difference">Of the values as printed, in percentage points, to the publication before; null: there is none, or one
    /// of the two values is not available.</param>
    /// <param name="Position">It covers the fact log up to and including this sequence.</param>
    /// <param name="Hash">SHA-256 of the list of its documents (docs/rules.md); null: they are too many to be read for it.</param>
    public sealed record PublicationView(int Number, DateTimeOffset PublishedAt,
        [OneOf("available", "not-available", "not-applicable")] string Status, decimal? Value, long Numerator,
        long Denominator, decimal? Difference, PublicationCause Cause, CoverageView Coverage, string Rule, long Position, string? Hash);

    [EndpointSummary("All that was published of a figure, the first close first: value, difference to the one before, why as numbers of "
        + "documents, position of the fact log, and a hash of the list of documents. after= the last number of a page.")]
    public static async Task<Reply<Page<PublicationView>>> Handle(string indicator, [Required] string? period,
        [OneOf(typeof(Dimension))] string? level, string? code, int? after, int? limit, IndicatorsDb db, CancellationToken ct)
    {
        if (FigureQuery.Read(indicator, level, code, null).Refused(out var why, out var asked)
            || asked.Indicator.ReadPeriod(period).Refused(out why, out var of) || Pages.Limit(limit ?? Most).Refused(out why, out var size))
            return why;
        asked = await asked.UnderCurrentCode(db, ct);
        size = Math.Min(size, Most);
        var (family, group, from) = (asked.Indicator.Family, asked.Group, after ?? 0);
        var rows = await db.Publications.AsNoTracking()
            .Where(x => x.Family == family && x.Level == group.Level && x.Code == group.Code && x.Period == of.Text && x.Version >= from)
            .OrderBy(x => x.Version).Take(size + 2).ToListAsync(ct);
        var causes = new PublicationCauses(db, family, of);
        List<PublicationView> views = [];
        for (var i = rows.Count > 0 && rows[0].Version == from ? 1 : 0; i < rows.Count && views.Count <= size; i++)
        {
            var (own, before) = (FigureView.Of(asked.Indicator, rows[i]), i == 0 ? null : rows[i - 1]);
            var seen = views.Count < size; // of the one that only tells that there are more nothing is read
            views.Add(new(rows[i].Version, rows[i].At, own.Status, own.Value, own.Numerator, own.Denominator,
                before is null ? null : own.Value - FigureView.Of(asked.Indicator, before).Value,
                before is null || !seen ? new(1, 0, 0, 0, 0) : await causes.Between(before, rows[i], ct),
                own.Coverage, own.Rule, rows[i].Position, seen ? await DocumentsHash.Of(db, asked, of, rows[i], ct) : null));
        }
        return Pages.Of(views, size, x => x.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
