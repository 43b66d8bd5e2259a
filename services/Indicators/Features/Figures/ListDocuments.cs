using Supply.Contracts.Catalog;
using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

public static class ListDocuments
{
    private const int Chunk = 500;

    /// <param name="Complete">Null where the document is excluded.</param>
    /// <param name="Reason">Why it is excluded; null where it is not.</param>
    /// <param name="Numerator">What it adds to the figure's numerator: 1 or 0, or lines or pieces.</param>
    public sealed record DocumentView(Guid DocumentId, int Version, string Facility, DateOnly LocalDate, bool Included, string? Reason,
        bool? Complete, long Numerator, long Denominator);

    /// <param name="AsOf">When the figure was published; of a running one when it last changed; null: there is nothing in it.</param>
    /// <param name="StandsStillSince">As the figure says it.</param>
    /// <param name="SetAside">Facts that could belong here and are in no list, as the figure says it.</param>
    /// <param name="Parked">As the figure says it.</param>
    public sealed record DocumentPage(IReadOnlyList<DocumentView> Items, string? Next, DateTimeOffset? AsOf,
        DateTimeOffset? StandsStillSince, long SetAside, long Parked);

    [EndpointSummary("The prescriptions or orders behind a figure, side by side with its numbers; "
        + "as of a day, those that the publication counted. Also as text/csv.")]
    public static async Task<IResult> Handle(string indicator, [Required] string? period, [OneOf(typeof(Dimension))] string? level,
        string? code, string? asOf, [OneOf("numerator", "denominator", "excluded")] string? side,
        Guid? after, int? limit, [OneOf("json", "csv")] string? format, HttpRequest request, IndicatorsDb db, CancellationToken ct)
    {
        if (FigureQuery.Read(indicator, level, code, asOf).Refused(out var why, out var asked) || Period.Parse(period)
            .Refused(out why, out var of)
            || Pages.Limit(limit).Refused(out why, out var size) || CsvTable.IsAsked(request, format).Refused(out why, out var csv))
            return Results.Extensions.Refused(why);
        side ??= "denominator";
        if (side is not ("numerator" or "denominator" or "excluded"))
            return Results.Extensions.Refused(Refusals.Side());
        if (asked.AsOf is null)
            asked = await asked.UnderCurrentCode(db, ct);
        var from = after?.ToString() ?? "";
        IAsyncEnumerable<DocumentView> documents;
        DateTimeOffset? at;
        if (asked.AsOf is null)
        {
            documents = Running(db, asked, of, side, from, csv ? Chunk : size + 1, ct);
            at = await asked.Running(db).Where(x => x.Period == of.Text)
                .Select(x => x.Final ? x.PublishedAt : (DateTimeOffset?)x.ComputedAt).SingleOrDefaultAsync(ct);
        }
        else if (await asked.PublishedOf(db, of.Text, ct) is { } published)
        {
            documents = Published(db, asked with { Group = published.Group }, of, side, from, published.Position, csv ? Chunk : size + 1,
                ct);
            at = published.At;
        }
        else
            return Results.Extensions.Refused(await FigureQuery.NothingPublished(db, asked.AsOf.Value, ct));
        var (state, group) = (await FiguresState.Read(db, asked, of.From, of.To, ct), asked.Group);
        if (csv)
            return new CsvTable($"{indicator}-{side}-{of.Text}",
                "document_id,version,facility,local_date,included,reason,complete,numerator,denominator,"
                + "figure_as_of,stands_still_since,set_aside,parked",
                documents.Select(x => new object?[] { x.DocumentId, x.Version, x.Facility, x.LocalDate, x.Included, x.Reason, x.Complete,
                    x.Numerator, x.Denominator, at, state.StandsStillSince, state.SetAside(group, of), state.Parked }));
        var page = Pages.Of(await documents.Take(size + 1).ToListAsync(ct), size, x => x.DocumentId.ToString());
        return new ETagResult<DocumentPage>(new(page.Items, page.Next, at, state.StandsStillSince, state.SetAside(group, of),
            state.Parked));
    }

    private static async IAsyncEnumerable<DocumentView> Running(IndicatorsDb db, FigureQuery asked, Period period, string side,
        string after, int chunk, [EnumeratorCancellation] CancellationToken ct)
    {
        var (kind, outcomes) = (DocumentKind.Of(asked.Indicator.Family), asked.Indicator.Outcomes(side).ToArray());
        var classes = asked.Group.Level == Dimension.ProductClass ? await ReferenceLookup.Classes(db, ct) : null;
        var facts = In(db, db.Documents.AsNoTracking().Where(x => x.Kind == kind && x.LocalDate >= period.From && x.LocalDate <= period.To
            && outcomes.Contains(x.Outcome)), asked);
        while (true)
        {
            var from = after;
            var rows = await facts.Where(x => string.Compare(x.DocumentId, from) > 0).OrderBy(x => x.DocumentId).Take(chunk)
                .ToListAsync(ct);
            foreach (var x in rows)
            {
                var counts = In(asked.Group, x.Counts, x.Parts ?? PartCounts.None, classes!);
                if (asked.Indicator.IsOn(side, x.Outcome, counts))
                    yield return Of(asked.Indicator, x.DocumentId, x.Version, x.Facility, x.LocalDate, x.Outcome, counts);
            }
            if (rows.Count < chunk)
                yield break;
            after = rows[^1].DocumentId;
        }
    }

    // What a facility is on a day, the figure of its day knows.
    private static IQueryable<DocumentFact> In(IndicatorsDb db, IQueryable<DocumentFact> facts, FigureQuery asked)
    {
        var (family, group) = (asked.Indicator.Family, asked.Group);
        facts = group.Level switch
        {
            Dimension.State => facts.Where(x => x.State == group.Code),
            Dimension.Facility => facts.Where(x => x.Facility == group.Code),
            _ => facts,
        };
        if ((group.Level is Dimension.Nation or Dimension.State or Dimension.Facility && family != Family.Hospital)
            || group.Level.Rule().WholeNationOnly)
            return facts;
        var days = db.Figures.Where(x => x.Family == family && x.Level == Dimension.Facility && x.Grain == Grain.Day
            && (family != Family.Hospital || x.Kind == FacilityKind.Hospital)).Where(FigureQuery.Within<Figure>(group));
        return facts.Where(x => days.Any(y => y.Code == x.Facility && y.EndsOn == x.LocalDate));
    }

    private static async IAsyncEnumerable<DocumentView> Published(
        IndicatorsDb db, FigureQuery asked, Period period, string side, string after, long position, int chunk,
            [EnumeratorCancellation] CancellationToken ct)
    {
        var (indicator, group, log) = (asked.Indicator, asked.Group, new LogReader(db, position));
        var latest = await log.OfGroup(log.Latest(DocumentKind.Of(indicator.Family), period), group, ct);
        while (true)
        {
            var from = after;
            var rows = await latest.Where(x => string.Compare(x.DocumentId, from) > 0).OrderBy(x => x.DocumentId).Take(chunk)
                .ToListAsync(ct);
            foreach (var x in rows)
            {
                var (facility, at, judged) = (await log.FacilityOf(x, ct), await log.At(x, ct), await log.Judge(x, ct));
                var belongs = (indicator.Family != Family.Hospital || at is { IsHospital: true })
                    && (group.Level is Dimension.Nation or Dimension.State or Dimension.Facility || group.Level.Rule().WholeNationOnly
                        || (at is not null && group.Has(at)));
                var counts = In(group, judged.Counts, judged.Parts, clave => log.ClassOf(clave));
                if (belongs && indicator.IsOn(side, judged.Outcome, counts))
                    yield return Of(indicator, x.DocumentId, x.Version, facility, x.LocalDate, judged.Outcome, counts);
            }
            if (rows.Count < chunk)
                yield break;
            after = rows[^1].DocumentId;
        }
    }

    /// <summary>What a document adds to the group's figures: of a class what it adds to the class's claves.</summary>
    private static Counts In(Group group, Counts counts, PartCounts parts, Func<string, ProductClass> classOf) => group.Level switch
    {
        Dimension.ProductClass => Counts.Sum(parts.All.Where(x => x.Key.Level == Dimension.Clave
            && Group.Of(classOf(x.Key.Code)) == group).Select(x => x.Value)),
        var level => level.Rule().WholeNationOnly ? parts.Of(group) : counts,
    };

    private static DocumentView Of(Indicator indicator, string id, int version, string facility, DateOnly date, string outcome,
        Counts counts)
    {
        var included = counts[indicator.Denominator] > 0;
        return new(Guid.Parse(id), version, facility, date, included, included ? null : outcome,
            outcome is Judgement.Complete or Judgement.Incomplete ? outcome == Judgement.Complete : null,
            included ? counts[indicator.Numerator] : 0, counts[indicator.Denominator]);
    }
}
