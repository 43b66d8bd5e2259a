using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

public static class GetBreakdown
{
    private const int Chunk = 500;

    [EndpointSummary("The figures that a figure is made of: by state, unitLevel, unitType, rural, facility, and where "
        + "the indicator has them by clave, productClass or supplier, of the level and code given. Also as text/csv.")]
    public static async Task<IResult> Handle(string indicator, [Required] string? period, [OneOf(typeof(Dimension))] string? by,
        [OneOf(typeof(Dimension))] string? level, string? code, string? asOf,
        string? after, int? limit, [OneOf("json", "csv")] string? format, HttpRequest request, IndicatorsDb db, CancellationToken ct)
    {
        if (FigureQuery.Read(indicator, level, code, asOf).Refused(out var why, out var asked) || Period.Parse(period)
            .Refused(out why, out var of)
            || FigureQuery.LevelOf(asked.Indicator, by ?? "state", "by").Refused(out why, out var parts)
            || Pages.Limit(limit).Refused(out why, out var size) || CsvTable.IsAsked(request, format).Refused(out why, out var csv))
            return Results.Extensions.Refused(why);
        if (parts.Dimension == Dimension.Nation || asked.Group.Level == Dimension.Facility || asked.Group.Level.Rule().WholeNationOnly
            || (parts.Dimension != Dimension.Facility && asked.Group.Level != Dimension.Nation))
            return Results.Extensions.Refused(Refusals.Breakdown());
        var figures = Read(db, asked, of, parts.Dimension, after ?? "", csv ? Chunk : size + 1, ct);
        var state = await FiguresState.Read(db, asked, of.From, of.To, ct);
        figures = figures.Select(state.On);
        return csv
            ? new CsvTable($"{indicator}-desglose-{of.Text}", CsvTable.FigureHeader, figures.Select(CsvTable.Row))
            : new ETagResult<Page<FigureView>>(Pages.Of(await figures.Take(size + 1).ToListAsync(ct), size, x => x.Code));
    }

    private static async IAsyncEnumerable<FigureView> Read(
        IndicatorsDb db, FigureQuery asked, Period period, Dimension by, string after, int chunk,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var (family, text) = (asked.Indicator.Family, period.Text);
        var published = asked.AsOf is { } asOf
            ? FigureQuery.LastAt(db, db.Publications.AsNoTracking().Where(x => x.Family == family && x.Level == by && x.Period == text)
                .Where(FigureQuery.Within<Publication>(asked.Group)), asOf)
            : null;
        var running = db.Figures.AsNoTracking().Where(x => x.Family == family && x.Level == by && x.Period == text)
            .Where(FigureQuery.Within<Figure>(asked.Group));
        if (by == Dimension.Facility) // the figures of an old code are its successor's
            running = running.Where(x => !db.FacilityCodes.Any(y => y.Stated == x.Code && y.Current != y.Stated));
        while (true)
        {
            var from = after;
            List<FigureView> views = published is null
                ? [.. (await running.Where(x => string.Compare(x.Code, from) > 0).OrderBy(x => x.Code).Take(chunk).ToListAsync(ct))
                    .Select(x => FigureView.Of(asked.Indicator, x))]
                : [.. (await published.Where(x => string.Compare(x.Code, from) > 0).OrderBy(x => x.Code).Take(chunk).ToListAsync(ct))
                    .Select(x => FigureView.Of(asked.Indicator, x))];
            foreach (var view in views)
                yield return view;
            if (views.Count < chunk)
                yield break;
            after = views[^1].Code;
        }
    }
}
